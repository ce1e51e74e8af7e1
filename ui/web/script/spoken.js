// What Gradio's markup tells screen readers wrong, put right after each redrawing.
(() => {
  const { words, onDraw } = window.geungeo;
  const tell = (element, attributes) => {
    for (const [key, value] of Object.entries(attributes)) {
      if (element && element.getAttribute(key) !== value) element.setAttribute(key, value);
    }
  };
  // An open list of choices that scrolls is a stop of Tab, and gone as soon as it is reached:
  // the focus would be lost with it. Gradio draws it anew when it is wanted again.
  addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !event.target.matches?.('input[role="combobox"]')) return;
    const options = document.getElementById(event.target.getAttribute("aria-controls"));
    if (options) options.parentElement.style.visibility = options.style.visibility = "hidden";
  }, true);
  onDraw(() => {
    // A list whose children are buttons is none.
    document.querySelectorAll("#chat .examples").forEach((examples) =>
      tell(examples, { role: "group", "aria-label": words().examples }));
    // A box's title is the value that a program knows it by; its words stand beside it.
    document.querySelectorAll(".block label > input[type=checkbox][title]").forEach((box) =>
      box.removeAttribute("title"));
    // A growing answer would be read anew with every part: it is read once it is whole.
    const stop = document.getElementById("stop");
    tell(document.querySelector("#chat [role=log]"), {
      "aria-label": words().chat,
      "aria-busy": String(Boolean(stop?.offsetParent)),
    });
  });
})();
