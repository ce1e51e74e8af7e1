// What can be done with a message: buttons beside it, drawn anew as the talk grows.
(() => {
  const { words, onDraw } = window.geungeo;
  const PATHS = {
    copy: "M9 9h10v11H9zM5 15V4h10",
    retry: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4.5h-4.5",
    edit: "M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19l-4 1z",
  };
  const build = (name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `icon act act-${name}`;
    button.dataset.act = name;
    button.innerHTML = `<svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="${PATHS[name]}"/></svg>`;
    return button;
  };
  const call = (button) => {
    const word = words()[button.dataset.done === undefined ? button.dataset.act : "copied"];
    if (button.title === word) return;
    button.title = word;
    button.setAttribute("aria-label", word);
  };
  const rows = (kind) => [...document.querySelectorAll(`#chat .${kind}-row`)];

  // Gradio hears of it through the element whose events it knows.
  const act = (name, detail = {}) =>
    document.querySelector("#acts span")?.dispatchEvent(
      new CustomEvent("geungeo-act", { bubbles: true, detail: { name, ...detail } }));

  onDraw(() => {
    const answers = rows("bot");
    answers.forEach((row, at) => {
      const box = row.nextElementSibling;
      if (!box?.matches(".message-buttons")) return;
      if (!box.querySelector(".acts")) {
        const acts = document.createElement("div");
        acts.className = "acts";
        acts.append(build("copy"), build("retry"));
        box.prepend(acts);
      }
      // Only the last answer can be had again: the others have been followed up.
      box.querySelector(".act-retry").hidden = at !== answers.length - 1;
    });
    rows("user").forEach((row) => {
      if (!row.querySelector(".act-edit")) row.append(build("edit"));
    });
    document.querySelectorAll("#chat .act").forEach(call);
    document.getElementById("talk")?.toggleAttribute("data-busy", document.getElementById("stop") !== null);
  });

  const EVENTS = { copy: "copy", retry: "retry", edit: "edit" };
  let copying = null;
  addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("#chat .act");
    const link = event.target.closest('#chat a[href^="#correct-"], #chat a[href^="#widen-"]');
    if (link) {
      event.preventDefault();
      const [name, number] = link.hash.slice(1).split("-");
      if (name === "correct") act("edit", { number: Number(number), understood: true });
      else act("expand", { number: Number(number) });
    } else if (button) {
      const name = button.dataset.act;
      const at = name === "edit"
        ? rows("user").indexOf(button.closest(".user-row"))
        : rows("bot").indexOf(button.closest(".message-buttons").previousElementSibling);
      if (name === "copy") copying = button;
      act(EVENTS[name], { at });
    }
  }, true);

  // Where the page is not served from this machine or with TLS there is no clipboard.
  const write = async (said) => {
    try {
      await navigator.clipboard.writeText(said);
    } catch {
      const box = document.createElement("textarea");
      box.value = said;
      box.className = "unseen";
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  };
  const say = (sentence) => {
    let box = document.getElementById("said");
    if (!box) {
      box = document.createElement("p");
      box.id = "said";
      box.className = "unseen";
      box.setAttribute("role", "status");
      document.body.append(box);
    }
    box.textContent = sentence;
  };
  Object.assign(window.geungeo, {
    act,
    async copy(said) {
      if (!said) return;
      await write(said);
      say(words().copied);
      const button = copying;
      if (!button) return;
      button.focus({ preventScroll: true });
      button.dataset.done = "";
      call(button);
      setTimeout(() => {
        delete button.dataset.done;
        call(button);
        say("");
      }, 2_000);
    },
    focusQuestion() {
      const box = window.geungeo.box();
      if (!box) return;
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
    },
  });
})();
