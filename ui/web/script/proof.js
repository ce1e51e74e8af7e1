// What an opened card looks up: the page as it looks, the table, the file, the reasons.
(() => {
  const { words, recall, keep } = window.geungeo;
  const ZOOM = { least: 1, first: 2.2, most: 4, step: 1.35 };
  const ask = async (address, settings) => {
    const answer = await fetch(address, settings);
    return { isFine: answer.ok, told: await answer.text() };
  };
  const note = (told) => {
    const line = document.createElement("p");
    line.className = "trouble";
    line.textContent = told;
    return line;
  };

  const voice = document.createElement("div");
  voice.className = "unseen";
  voice.setAttribute("role", "status");
  window.geungeo.whenReady(() => document.body.append(voice));
  const say = (told) => { voice.textContent = told; };

  // Which view is shown, and which one is liked best.
  const show = (card, view) => {
    card.dataset.view = view;
    card.querySelectorAll(".view-tabs button").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.show === view)));
    card.querySelectorAll(".view").forEach((part) => { part.hidden = part.dataset.view !== view; });
    if (view === "page") load(card);
    if (view === "table") settle(card.querySelector(".grid-frame"));
  };
  // What rows are called stays in sight, as far as that leaves room for the rest.
  const settle = (frame) => {
    const named = [...frame.querySelectorAll(".named")];
    const edges = named.map((cell) => ({ cell, left: cell.offsetLeft, wide: cell.offsetWidth }));
    for (const { cell, left, wide } of edges) {
      if (left + wide > 0.6 * frame.clientWidth) cell.classList.remove("named");
      else cell.style.left = `${left}px`;
    }
    reveal(frame, frame.querySelector(".grid mark"));
  };
  const choose = (card) => {
    const views = [...card.querySelectorAll(".view-tabs button")].map((one) => one.dataset.show);
    const liked = recall("geungeo-view");
    show(card, views.includes(liked) ? liked : views[0] || "text");
  };

  window.geungeo.lookUp = async (card) => {
    const address = card.dataset.details;
    if (!address || card.dataset.state) return;
    card.dataset.state = "asked";
    const top = card.querySelector(".proof-top");
    const rest = card.querySelector(".proof-rest");
    try {
      const { isFine, told } = await ask(address);
      if (!isFine) {
        top.replaceChildren(note(told));
        return;
      }
      const parts = document.createElement("template");
      parts.innerHTML = told;
      const above = [...parts.content.children].filter((one) => one.matches(".facts, .view-tabs"));
      top.replaceChildren(...above);
      rest.replaceChildren(parts.content);
      choose(card);
    } catch {
      card.dataset.state = "";
      top.replaceChildren(note(words().lost));
    }
  };

  // Pages: drawn when they are looked at, as wide as they are shown.
  const zoomOf = (frame) => Number(frame.dataset.zoom);
  const load = (card) => {
    const frame = card.querySelector(".page-frame");
    if (!frame) return;
    if (!frame.dataset.zoom) zoom(frame, widest(frame));
    frame.querySelectorAll("img:not([src])").forEach((image) => {
      image.sizes = `${Math.round(frame.clientWidth * zoomOf(frame))}px`;
      image.srcset = image.dataset.srcset;
      image.src = image.dataset.srcset.split(" ")[0];
    });
    reveal(frame, ...lines(frame));
  };
  // The lines of the first cited place that stand together: those behind may be in another column.
  const lines = (frame) => {
    const marks = [...frame.querySelectorAll(".inked")];
    const found = marks.slice(0, 1);
    for (const mark of marks.slice(1)) {
      const [last, next] = [found[found.length - 1], mark].map((one) => one.getBoundingClientRect());
      if (next.top < last.top - 2 || next.top - last.bottom > 2 * last.height) break;
      found.push(mark);
    }
    return found;
  };
  // As large as the cited lines still fit, so that they can be read.
  const widest = (frame) => {
    const marks = lines(frame);
    if (!marks.length) return ZOOM.least;
    const left = Math.min(...marks.map((mark) => parseFloat(mark.style.left)));
    const right = Math.max(
      ...marks.map((mark) => parseFloat(mark.style.left) + parseFloat(mark.style.width)));
    return Math.min(ZOOM.first, 94 / Math.max(1, right - left));
  };
  const zoom = (frame, level) => {
    const held = Math.max(ZOOM.least, Math.min(ZOOM.most, level));
    frame.dataset.zoom = held;
    frame.style.setProperty("--zoom", zoomOf(frame));
    const bar = frame.previousElementSibling;
    bar.querySelector('[data-zoom="out"]').disabled = held === ZOOM.least;
    bar.querySelector('[data-zoom="in"]').disabled = held === ZOOM.most;
    frame.querySelectorAll("img[src]").forEach((image) => {
      image.sizes = `${Math.round(frame.clientWidth * zoomOf(frame))}px`;
    });
  };
  // The frame alone moves, never the page around it.
  const reveal = (frame, ...marks) => {
    if (!frame || !marks[0]) return;
    const outer = frame.getBoundingClientRect();
    const places = marks.map((mark) => mark.getBoundingClientRect());
    const [top, left] = ["top", "left"].map((side) => Math.min(...places.map((one) => one[side])));
    const right = Math.max(...places.map((one) => one.right));
    frame.scrollTop += top - outer.top - outer.height / 3;
    frame.scrollLeft += left - outer.left - Math.max(12, (outer.width - (right - left)) / 2);
  };
  const turn = async (card, frame, way) => {
    const figures = [...frame.querySelectorAll(".page-shot")];
    const first = Number(figures[0].dataset.page);
    const last = Number(figures[figures.length - 1].dataset.page);
    const marked = frame.dataset.marked.split(" ").map(Number);
    const wanted = { before: [first - 1], after: [last + 1], marked }[way];
    const address = card.dataset.details.replace("/details?", "/figure?");
    const answers = await Promise.all(wanted.map((page) => ask(`${address}&page=${page}`)));
    if (answers.some(({ isFine }) => !isFine)) return;
    frame.innerHTML = answers.map(({ told }) => told).join("");
    frame.scrollTo(0, 0);
    const bar = frame.previousElementSibling;
    bar.querySelector('[data-turn="before"]').disabled = wanted[0] <= 1;
    bar.querySelector('[data-turn="after"]').disabled =
      wanted[wanted.length - 1] >= Number(frame.dataset.count);
    bar.querySelector('[data-turn="marked"]').hidden = marked.includes(wanted[0]);
    bar.querySelector(".page-at").textContent = frame.querySelector(".page-shot").dataset.said;
    load(card);
  };
  // Neither event bubbles, but both can be caught on the way down.
  document.addEventListener("load", (event) => {
    const frame = event.target.closest?.(".page-frame");
    if (!frame || event.target.dataset.isLoaded) return;
    event.target.dataset.isLoaded = "true";
    event.target.closest(".page-shot").classList.add("drawn");
    reveal(frame, ...lines(frame));
  }, true);
  document.addEventListener("error", async (event) => {
    const shot = event.target.closest?.(".page-shot");
    if (!shot) return;
    const lang = document.documentElement.lang;
    let said = words().pageLost;
    try {
      const { isFine, told } = await ask(`${event.target.getAttribute("src")}&lang=${lang}`);
      if (!isFine) said = told;
    } catch { /* the general word stands */ }
    shot.replaceChildren(note(said));
  }, true);

  const copy = async (button) => {
    const told = button.dataset.reference;
    const shown = button.closest(".card").querySelector(".reference");
    try {
      // Only where the page came over a safe way; what is selected can be copied anywhere.
      await navigator.clipboard.writeText(told);
    } catch {
      shown.hidden = false;
      getSelection().selectAllChildren(shown);
      if (!document.execCommand("copy")) {
        say(words().copyFailed);
        return;
      }
      shown.hidden = true;
    }
    const label = button.textContent;
    button.textContent = words().copied;
    say(words().copied);
    setTimeout(() => { button.textContent = label; }, 1600);
  };

  const explain = async (details) => {
    const place = details.querySelector(".reasons");
    if (!details.open || place.dataset.state) return;
    place.dataset.state = "asked";
    place.textContent = words().whyLoading;
    const { question, scope = "" } = details.closest("[data-question]").dataset;
    const { passage } = details.closest(".card").dataset;
    try {
      const { isFine, told } = await ask("./evidence/why", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ question, scope, passage, lang: document.documentElement.lang }),
      });
      if (isFine) place.innerHTML = told;
      else place.replaceChildren(note(told));
    } catch {
      place.dataset.state = "";
      place.replaceChildren(note(words().whyLost));
    }
  };
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details.why")) explain(event.target);
  }, true);

  addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest(".card button");
    if (!button) return;
    const card = button.closest(".card");
    const frame = card.querySelector(".page-frame");
    if (button.dataset.show) {
      keep("geungeo-view", button.dataset.show);
      show(card, button.dataset.show);
    } else if (button.dataset.zoom && frame) {
      zoom(frame, zoomOf(frame) * (button.dataset.zoom === "in" ? ZOOM.step : 1 / ZOOM.step));
      reveal(frame, ...lines(frame));
    } else if (button.dataset.turn && frame) {
      turn(card, frame, button.dataset.turn);
    } else if (button.matches(".copy")) {
      copy(button);
    } else if (button.matches(".more-rows")) {
      const isOpen = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(isOpen));
      button.textContent = isOpen ? button.dataset.less : button.dataset.more;
      const view = button.closest(".view");
      view.querySelectorAll("tbody.rest").forEach((rows) => { rows.hidden = !isOpen; });
      reveal(view.querySelector(".grid-frame"), view.querySelector(".grid mark"));
    }
  });
})();
