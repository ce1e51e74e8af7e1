// Theme: the system's until the reader chooses.
(() => {
  const { recall, keep, whenReady } = window.geungeo;
  const paint = (theme) => document.body.classList.toggle("dark", theme === "dark");
  whenReady(() => {
    if (!recall("geungeo-theme")) return;
    paint(recall("geungeo-theme"));
    // Gradio sets the class itself when it starts: the reader's choice comes last.
    const watch = new MutationObserver(() => {
      const chosen = recall("geungeo-theme");
      if (document.body.classList.contains("dark") !== (chosen === "dark")) paint(chosen);
    });
    watch.observe(document.body, { attributes: true, attributeFilter: ["class"] });
    setTimeout(() => watch.disconnect(), 5000);
  });
  addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("#theme")) return;
    const next = document.body.classList.contains("dark") ? "light" : "dark";
    keep("geungeo-theme", next);
    paint(next);
  }, true);
})();
