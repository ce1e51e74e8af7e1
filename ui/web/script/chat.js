// The question's box: ready when the page is, focused once where that covers nothing.
(() => {
  const { onDraw, box, write } = window.geungeo;
  // The box is empty as soon as its question is on its way, and nothing that comes back writes
  // into it: what is typed meanwhile is the next one. Where nobody heard it, it stands there again.
  let gone = "";
  const bringBack = (said) => {
    if (said && box() && !box().value) write(box(), said);
  };
  // Gradio loads the page anew when it finds its server again: what is not sent is kept in the tab.
  const KEPT = "geungeo-unsent";
  const unsent = () => { try { return sessionStorage.getItem(KEPT); } catch { return ""; } };
  addEventListener("pagehide", () => {
    try { sessionStorage.setItem(KEPT, box()?.value || ""); } catch { /* private window */ }
  });
  // A question asked while the page is still being worded would be lost: it is held till then.
  let isReady = false, isHeld = false;
  const hold = (event) => {
    if (isReady) return;
    event.preventDefault();
    event.stopPropagation();
    isHeld = true;
  };
  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (sends && event.target.closest?.("#question")) hold(event);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#send")) hold(event);
  }, true);

  window.geungeo.ready = () => {
    if (isReady) return;
    isReady = true;
    document.documentElement.dataset.ready = "";
    bringBack(unsent());
    if (!isHeld) return;
    isHeld = false;
    // What was typed meanwhile may not have reached Gradio's own copy.
    if (box()) write(box(), box().value);
    setTimeout(() => document.getElementById("send")?.click(), 200);
  };
  setTimeout(window.geungeo.ready, 10_000);

  Object.assign(window.geungeo, {
    bringBack,
    take(...asked) {
      if (!asked[0]?.trim()) return asked;
      [gone] = asked;
      if (box()?.value === gone) write(box(), "");
      return asked;
    },
  });
  addEventListener("geungeo-unheard", ({ detail }) => {
    if (gone && detail.includes(JSON.stringify(gone))) bringBack(gone);
  });

  let isFocused = false;
  onDraw(() => {
    const question = box();
    if (isFocused || !question) return;
    isFocused = true;
    // On a phone the keyboard would cover the page before it is read.
    if (innerWidth > 860) question.focus({ preventScroll: true });
  });
})();
