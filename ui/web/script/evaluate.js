// Measuring: the focus stays where it was when a table is drawn anew, and what was opened is seen.
(() => {
  const { onDraw, scroll } = window.geungeo;
  const MARKS = ["question", "page", "draft", "drop", "open"];
  let left = null;
  const selector = (button) => {
    const mark = MARKS.find((name) => button.dataset[name] !== undefined);
    return mark ? `button[data-${mark}="${CSS.escape(button.dataset[mark])}"]` : "";
  };
  addEventListener("focusin", (event) => {
    const button = event.target.closest?.("#evaluate button");
    const box = button?.closest("#result-table, #draft-list, #draft-own");
    left = box && selector(button) ? { box: box.id, at: selector(button) } : null;
  });
  onDraw(() => {
    if (!left || document.activeElement !== document.body) return;
    const box = document.getElementById(left.box);
    const button = box?.querySelector(`${left.at}:not(:disabled)`) || box?.querySelector("button");
    if (button && button.offsetParent) button.focus({ preventScroll: true });
  });
  // A moment later: the page draws what it was just sent.
  const soon = (find, act) => {
    let tries = 20;
    const look = () => {
      const found = find();
      if (found) act(found);
      else if (tries--) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  Object.assign(window.geungeo, {
    seeOpened: () => soon(
      () => document.querySelector('#result-table [aria-expanded="true"]'),
      (button) => { button.focus({ preventScroll: true }); scroll(button.closest("tr")); },
    ),
    seeForm: () => soon(
      () => document.querySelector("#draft-question textarea"),
      (box) => scroll(box.closest("#draft-side")),
    ),
  });
})();
