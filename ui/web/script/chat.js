// The question's box: ready when the page is, focused once where that covers nothing.
(() => {
  const { onDraw } = window.geungeo;
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
    if (!isHeld) return;
    isHeld = false;
    // What was typed meanwhile may not have reached Gradio's own copy.
    document.querySelector("#question textarea")
      ?.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.getElementById("send")?.click(), 200);
  };
  setTimeout(window.geungeo.ready, 10_000);

  let isFocused = false;
  onDraw(() => {
    const question = document.querySelector("#question textarea");
    if (isFocused || !question) return;
    isFocused = true;
    // On a phone the keyboard would cover the page before it is read.
    if (innerWidth > 860) question.focus({ preventScroll: true });
  });
})();
