// The reader's language: remembered, and given to what Gradio words by itself.
(() => {
  const { recall, keep, words, onDraw, whenReady } = window.geungeo;
  const served = document.documentElement.lang;
  // Gradio words its drop zone after the browser's language, not the reader's choice.
  const label = () => {
    document.documentElement.style.setProperty("--g-drop", JSON.stringify(words().drop));
    document.documentElement.style.setProperty("--g-drop-now", JSON.stringify(words().dropNow));
    document.querySelectorAll("#upload button[aria-label]").forEach((button) =>
      button.setAttribute("aria-label", words().drop));
    document.querySelectorAll("#tabs .overflow-menu > button").forEach((button) =>
      button.setAttribute("aria-label", words().more_tabs));
    // Its thumbs are English until they are named; a thumb that is pressed is named anew.
    document.querySelectorAll("#chat [class*=message-buttons] button").forEach((button) => {
      const thumb = /(dis)?like/i.exec(button.title);
      if (thumb) button.dataset.thumb = thumb[1] ? "down" : "up";
      const word = words()[button.dataset.thumb];
      if (!word || button.title === word) return;
      button.title = word;
      button.setAttribute("aria-label", word);
    });
  };
  // Chips arrive with the answer: named for screen readers as they come.
  const name = (chip) => {
    const n = chip.hash.split("-").pop();
    chip.setAttribute("aria-label", words().chip.replace("{n}", n));
    chip.dataset.named = "";
    chip.removeAttribute("target");
  };

  Object.assign(window.geungeo, {
    setLanguage(lang) {
      document.documentElement.lang = lang;
      keep("geungeo-language", lang);
      label();
      document.querySelectorAll('a[href^="#src-"]').forEach(name);
      return lang;
    },
    language: () => {
      const asked =
        new URLSearchParams(location.search).get("lang") || recall("geungeo-language") || served;
      const lang = asked === "en" ? "en" : "ko";
      document.documentElement.lang = lang;
      label();
      return lang;
    },
  });
  whenReady(window.geungeo.language);
  onDraw(() => {
    document.querySelectorAll('a[href^="#src-"]:not([data-named])').forEach(name);
    // Gradio reads out the Markdown source of a message: its text speaks for itself.
    document.querySelectorAll("#chat [data-testid][aria-label]").forEach((message) =>
      message.removeAttribute("aria-label"));
    label();
  });
})();
