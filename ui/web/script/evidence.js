// The evidence: chips open cards, cards lead back, both point at each other.
(() => {
  const { words, scroll, isCalm, onDraw } = window.geungeo;
  const chipsOf = (id) => document.querySelectorAll(`#chat a[href="#${CSS.escape(id)}"]`);
  const open = (card) => {
    document.querySelectorAll("#evidence .turn").forEach((turn) =>
      turn.classList.toggle("shown", turn.contains(card)));
    document.querySelectorAll("#evidence .card.active, #chat a.active").forEach((element) =>
      element.classList.remove("active"));
    card.classList.add("active");
    chipsOf(card.id).forEach((chip) => chip.classList.add("active"));
    unfold(card, true);
    const mark = card.querySelector("mark");
    card.focus({ preventScroll: true });
    scroll(card);
    if (mark) setTimeout(() => scroll(mark), isCalm() ? 0 : 250);
  };
  const unfold = (card, is_open) => {
    const button = card.querySelector(".more");
    if (!button) return;
    button.setAttribute("aria-expanded", String(is_open));
    button.textContent = is_open ? words().less : words().more;
    card.classList.toggle("unfolded", is_open);
  };

  addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const chip = event.target.closest('a[href^="#src-"]');
    const back = event.target.closest('a[href^="#ref-"]');
    const more = event.target.closest("#evidence .more");
    if (chip) {
      event.preventDefault();
      const card = document.getElementById(chip.hash.slice(1));
      if (card) open(card);
    } else if (back) {
      event.preventDefault();
      const [first] = chipsOf(back.hash.slice(1).replace("ref", "src"));
      if (first) { scroll(first); first.focus({ preventScroll: true }); }
    } else if (more) {
      unfold(more.closest(".card"), more.getAttribute("aria-expanded") !== "true");
    }
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
