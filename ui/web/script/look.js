// The look of the page: kept in the browser, and the same in every window of it.
(() => {
  const { recall, keep, theme, setTheme } = window.geungeo;
  const root = document.documentElement;
  const kept = { size: recall("geungeo-size") || "normal", density: recall("geungeo-density") || "normal" };
  const dress = () => Object.assign(root.dataset, kept);
  dress();

  // A choice is made by pressing it, so that whoever listens to it hears of it.
  const press = (group, value) => {
    const input = document.querySelector(`#${group} input[value="${value}"]`);
    if (input && !input.checked) input.click();
    return value;
  };
  const looks = () => [theme() || "system", kept.size, kept.density, root.lang];
  Object.assign(window.geungeo, {
    press,
    looks,
    setLook(name, value) {
      if (name === "theme") {
        setTheme(value);
      } else {
        kept[name] = value;
        keep(`geungeo-${name}`, value);
        dress();
      }
      return value;
    },
  });

  // Other windows: what they keep is heard here and nowhere in the window that kept it.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "geungeo-theme") {
      setTheme(newValue || "");
      press("look-theme", newValue || "system");
    }
    if (key === "geungeo-size" || key === "geungeo-density") {
      const name = key.slice("geungeo-".length);
      kept[name] = newValue || "normal";
      dress();
      press(`look-${name}`, kept[name]);
    }
    if (key === "geungeo-language" && newValue && newValue !== root.lang) press("language", newValue);
  });
  // The header's button changes the theme as well.
  addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("#theme"))
      setTimeout(() => press("look-theme", theme() || "system"));
    const button = event.target instanceof Element && event.target.closest("button[data-copy]");
    if (!button) return;
    const lines = [...document.querySelectorAll(`${button.dataset.copy} dt`)].map(
      (name) => `${name.textContent}: ${name.nextElementSibling.textContent.trim()}`);
    const said = button.parentElement.querySelector("[role=status]");
    navigator.clipboard.writeText(lines.join("\n")).then(
      () => { said.textContent = button.dataset.copied; },
      () => { getSelection().selectAllChildren(document.querySelector(button.dataset.copy)); });
  });
})();
