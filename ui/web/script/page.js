// Geungeo's page: what its scripts share. Everything is delegated from the document, so it
// survives every redrawing of the page.
(() => {
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } };
  const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const whenReady = (act) =>
    document.readyState === "loading" ? addEventListener("DOMContentLoaded", act) : act();

  // What is to be done after each redrawing, in the order in which it was asked for.
  const acts = [];
  let isDue = false;
  const drawn = new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      acts.forEach((act) => act());
    });
  });
  whenReady(() => {
    drawn.observe(document.body, { childList: true, subtree: true });
    // To be ready may be the last thing that happens to the page.
    drawn.observe(document.documentElement, { attributeFilter: ["data-ready"] });
  });

  acts.push(() => {
    const root = document.documentElement;
    if (root.dataset.drawn === undefined && document.getElementById("header"))
      root.dataset.drawn = "";
  });

  window.geungeo = {
    recall,
    keep,
    isCalm,
    whenReady,
    words: () => window.geungeoWords[document.documentElement.lang] || window.geungeoWords.ko,
    scroll: (element) =>
      element.scrollIntoView({ behavior: isCalm() ? "auto" : "smooth", block: "nearest" }),
    onDraw: (act) => acts.push(act),
    box: () => document.querySelector("#question textarea"),
    // Gradio keeps a copy of what stands in a box.
    write(box, said) {
      box.value = said;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    },
    save(file) {
      if (!file) return;
      const { name, type, data } = JSON.parse(file);
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([bytes], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
  };
})();
