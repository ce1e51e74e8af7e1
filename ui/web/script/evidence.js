// The evidence: chips open cards, cards lead back, both point at each other.
(() => {
  const { words, scroll, isCalm, onDraw } = window.geungeo;
  const chipsOf = (id) => document.querySelectorAll(`#chat a[href="#${CSS.escape(id)}"]`);
  const cardsBeside = (card) => [...card.closest(".turn, .hits").querySelectorAll(".card")]
    .filter((one) => one.checkVisibility());
  // The chip that was pressed last: a card may have several.
  let pressed = null;

  const close = (card) => {
    card.classList.remove("active");
    card.querySelector(".card-open")?.setAttribute("aria-expanded", "false");
    chipsOf(card.id).forEach((chip) => chip.classList.remove("active"));
  };
  const open = (card) => {
    document.querySelectorAll("#evidence .turn").forEach((turn) => {
      if (card.closest(".turn")) turn.classList.toggle("shown", turn.contains(card));
    });
    document.querySelectorAll(".card.active").forEach((other) => other !== card && close(other));
    card.classList.add("active");
    card.querySelector(".card-open")?.setAttribute("aria-expanded", "true");
    chipsOf(card.id).forEach((chip) => chip.classList.add("active"));
    window.geungeo.lookUp(card);
    card.focus({ preventScroll: true });
    scroll(card);
    const mark = card.querySelector(".context:not([hidden]) mark");
    if (mark) setTimeout(() => mark.checkVisibility() && scroll(mark), isCalm() ? 0 : 250);
  };
  const unfold = (card, is_open) => {
    const button = card.querySelector(".more");
    if (!button) return;
    button.setAttribute("aria-expanded", String(is_open));
    button.textContent = is_open ? words().less : words().more;
    card.classList.toggle("unfolded", is_open);
  };
  const back = (card) => {
    const chips = [...chipsOf(card.id)];
    const chip = chips.includes(pressed) ? pressed : chips[0];
    if (!chip) return;
    window.geungeo.lowerSheet(false);
    scroll(chip);
    chip.focus({ preventScroll: true });
  };
  Object.assign(window.geungeo, { openCard: open, backToChip: back });

  addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const chip = event.target.closest('a[href^="#src-"]');
    const link = event.target.closest('a[href^="#ref-"]');
    const more = event.target.closest(".card .more");
    const head = event.target.closest(".card[data-details] header, .card.cited header");
    const closed = event.target.closest(".card.cited:not(.active)");
    if (chip) {
      event.preventDefault();
      const card = document.getElementById(chip.hash.slice(1));
      pressed = chip;
      if (card) {
        window.geungeo.raiseSheet();
        open(card);
      }
    } else if (link) {
      event.preventDefault();
      back(link.closest(".card"));
    } else if (event.target.closest(".card .deeper")) {
      open(event.target.closest(".card"));
    } else if (more) {
      unfold(more.closest(".card"), more.getAttribute("aria-expanded") !== "true");
    } else if (head || closed) {
      const card = (head || closed).closest(".card");
      // What is selected to be copied is no press.
      if (String(getSelection()) && !event.target.closest("button")) return;
      if (head && card.classList.contains("active")) close(card);
      else open(card);
    }
  }, true);

  addEventListener("keydown", (event) => {
    if (!(event.target instanceof Element)) return;
    const card = event.target.closest(".card");
    if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && card.classList.contains("cited")) {
      event.preventDefault();
      event.stopPropagation();
      back(card);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isOnCard = event.target === card || event.target.closest(".card > header");
    if (!step || !isOnCard) return;
    const cards = cardsBeside(card);
    const next = cards[cards.indexOf(card) + step];
    if (!next) return;
    event.preventDefault();
    open(next);
  }, true);

  // A chip and its card point at each other under the mouse.
  const hint = (event) => {
    if (!(event.target instanceof Element)) return;
    const isOver = event.type === "mouseover";
    const chip = event.target.closest('a[href^="#src-"]');
    const card = event.target.closest("#evidence .card[id]");
    if (chip) document.getElementById(chip.hash.slice(1))?.classList.toggle("hinted", isOver);
    if (card) chipsOf(card.id).forEach((link) => link.classList.toggle("hinted", isOver));
  };
  addEventListener("mouseover", hint);
  addEventListener("mouseout", hint);

  // The evidence of a new question is read from its beginning.
  let newest = "";
  const showNewest = () => {
    const turns = document.querySelectorAll("#evidence .turn");
    const last = turns.length ? turns[turns.length - 1].id : "";
    if (last !== newest) document.getElementById("proof")?.scrollTo(0, 0);
    newest = last;
  };
  onDraw(showNewest);
})();
