// Theme: the system's until the reader chooses.
(() => {
  const { recall, keep } = window.geungeo;
  const system = matchMedia("(prefers-color-scheme: dark)");
  // Remembered here as well, for a private window keeps nothing.
  let chosen = recall("geungeo-theme") || "";
  const wanted = () => chosen || (system.matches ? "dark" : "light");
  const paint = () => {
    const isDark = wanted() === "dark";
    if (document.body.classList.contains("dark") !== isDark) document.body.classList.toggle("dark", isDark);
  };
  system.addEventListener("change", paint);
  // As soon as there is a body, so that no light page flashes by; and again whenever Gradio,
  // which sets the class itself when it starts, has had its say.
  const begin = () => {
    paint();
    new MutationObserver(paint).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  };
  if (document.body) begin();
  else {
    const born = new MutationObserver(() => {
      if (!document.body) return;
      born.disconnect();
      begin();
    });
    born.observe(document.documentElement, { childList: true });
  }
  // "light", "dark", or "" for what the system says.
  window.geungeo.theme = () => chosen;
  window.geungeo.setTheme = (theme) => {
    chosen = theme === "light" || theme === "dark" ? theme : "";
    keep("geungeo-theme", chosen);
    paint();
    return chosen;
  };
  addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("#theme")) return;
    window.geungeo.setTheme(document.body.classList.contains("dark") ? "light" : "dark");
  }, true);
})();
