// The keyboard: sending, stopping, coming back to the question, and a list of all this.
(() => {
  const { words, box, write } = window.geungeo;
  const isShown = (element) => Boolean(element?.offsetParent);
  const isTyping = (target) =>
    target.closest?.("input, textarea, select, [contenteditable]") !== null;
  // A key that a Hangul syllable is being put together with is the input method's; Safari
  // tells of it by the old code alone.
  const isComposed = (event) => event.isComposing || event.keyCode === 229;

  const bringLast = () => {
    const asked = document.querySelectorAll("#chat [data-testid=user]");
    const last = asked[asked.length - 1]?.innerText.trim();
    if (!last) return false;
    write(box(), last);
    window.geungeo.focusQuestion();
    return true;
  };

  const KEYS = [
    ["Enter", "key_send"],
    ["Ctrl+Enter · ⌘+Enter", "key_send"],
    ["Shift+Enter", "key_line"],
    ["Esc", "key_stop"],
    ["/", "key_focus"],
    ["↑", "key_last"],
    ["?", "key_help"],
  ];
  const help = () => {
    document.getElementById("keys")?.remove();
    const dialog = document.createElement("dialog");
    dialog.id = "keys";
    dialog.className = "dialog";
    dialog.setAttribute("aria-labelledby", "keys-title");
    const rows = KEYS.map(([key, word]) =>
      `<tr><th scope="row">${key.split(" · ").map((one) => `<kbd>${one}</kbd>`).join(" ")}</th><td>${words()[word]}</td></tr>`);
    dialog.innerHTML = `<header><h2 id="keys-title">${words().keys}</h2></header><table class="table"><tbody>${rows.join("")}</tbody></table><footer class="toolbar"><form method="dialog"><button class="button" autofocus>${words().key_close}</button></form></footer>`;
    (document.querySelector(".gradio-container") || document.body).append(dialog);
    // Where the focus was, the browser brings it back at once; here it could come too late.
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
  };

  addEventListener("keydown", (event) => {
    if (!(event.target instanceof Element) || document.querySelector("dialog[open]")) return;
    const isQuestion = event.target.matches("#question textarea");
    if (isQuestion && event.key === "Enter") {
      // Gradio sends by Shift+Enter too.
      if (isComposed(event) || event.shiftKey) event.stopPropagation();
      else if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        event.stopPropagation();
        document.getElementById("send")?.click();
      }
      return;
    }
    if (isComposed(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const isElse = isTyping(event.target) && !isQuestion;
      const stop = document.getElementById("stop");
      const cancel = document.querySelector("#revising button");
      if (isElse || document.querySelector("#bar details[open]")) return;
      if (isShown(stop)) stop.click();
      else if (isQuestion && cancel) cancel.click();
    } else if (event.key === "ArrowUp" && isQuestion && !event.target.value) {
      if (bringLast()) event.preventDefault();
    } else if (event.key === "/" && !isTyping(event.target) && isShown(box())) {
      event.preventDefault();
      window.geungeo.focusQuestion();
    } else if (event.key === "?" && !isTyping(event.target)) {
      event.preventDefault();
      help();
    }
  }, true);
  addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".keys-open")) help();
  });
})();
