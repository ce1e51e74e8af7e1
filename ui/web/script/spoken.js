// What Gradio's markup tells screen readers wrong, put right after each redrawing.
(() => {
  const { words, onDraw } = window.geungeo;
  const tell = (element, attributes) => {
    for (const [key, value] of Object.entries(attributes)) {
      if (element && element.getAttribute(key) !== value) element.setAttribute(key, value);
    }
  };
  onDraw(() => {
    // A list whose children are buttons is none.
    document.querySelectorAll("#chat .examples").forEach((examples) =>
      tell(examples, { role: "group", "aria-label": words().examples }));
    // A list of choices that scrolls would be a stop of Tab, gone as soon as it is reached.
    document.querySelectorAll("ul.options").forEach((options) => tell(options, { tabindex: "-1" }));
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
