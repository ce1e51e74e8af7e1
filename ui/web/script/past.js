// Past conversations: beside the talk where there is room, over it where there is not.
(() => {
  const { recall, keep, onDraw } = window.geungeo;
  const narrow = matchMedia("(max-width: 1100px)");
  const isOver = () => narrow.matches;
  const isPastOpen = () => document.documentElement.dataset.past === "open";
  const toggle = () => document.querySelector(".past-toggle");
  // Shown on the drawer itself: Gradio confines the styles in media queries to its own part.
  const showPast = () => {
    document.getElementById("past")?.toggleAttribute("data-open", isPastOpen());
    toggle()?.setAttribute("aria-expanded", String(isPastOpen()));
  };
  const openPast = (is_open) => {
    document.documentElement.dataset.past = is_open ? "open" : "closed";
    showPast();
  };
  const placePast = () => openPast(
    !isOver() && (recall("geungeo-past") || (innerWidth >= 1280 ? "open" : "")) === "open");
  placePast();
  narrow.addEventListener("change", placePast);
  const closePast = () => {
    openPast(false);
    toggle()?.focus({ preventScroll: true });
  };
  addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest(".past-toggle")) {
      openPast(!isPastOpen());
      if (isPastOpen()) document.querySelector("#past-search :is(input, textarea)")?.focus();
      if (!isOver()) keep("geungeo-past", document.documentElement.dataset.past);
    } else if (event.target.closest(".past-close")) {
      closePast();
      if (!isOver()) keep("geungeo-past", "closed");
    } else if (isOver() && isPastOpen()) {
      if (!event.target.closest("#past") || event.target.closest(".past-open")) closePast();
    }
    const export_ = document.querySelector("#bar details[open]");
    if (export_ && !export_.contains(event.target)) export_.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const export_ = document.querySelector("#bar details[open]");
    if (export_) {
      export_.open = false;
      export_.querySelector("summary").focus();
    } else if (isOver() && isPastOpen()) closePast();
  });
  addEventListener("focusin", (event) => {
    if (isOver() && isPastOpen() && !event.target.closest("#past, .past-toggle")) openPast(false);
  });
  // The list is drawn anew after each change: the focus goes back to where it was.
  let left = null;
  addEventListener("focusin", (event) => {
    const row = event.target.closest?.("#past-list .past-one");
    if (!row) { left = null; return; }
    left = { key: row.dataset.key, at: [...row.parentElement.children].indexOf(row) };
  });
  const refocus = () => {
    if (!left || document.activeElement !== document.body) return;
    const rows = [...document.querySelectorAll("#past-list .past-one")];
    const row = rows.find((one) => one.dataset.key === left.key) || rows[Math.min(left.at, rows.length - 1)];
    const next = row?.querySelector(".past-open") || document.querySelector("#past-search :is(input, textarea)");
    if (next && isPastOpen()) next.focus({ preventScroll: true });
  };

  // Which conversation this window shows stands in its address: it survives a reload, and
  // the address opens it in another window.
  window.geungeo.conversation = () => new URLSearchParams(location.search).get("chat") || "";
  const address = () => {
    const bar = document.querySelector("#bar [data-current]");
    if (!bar || bar.dataset.current === window.geungeo.conversation()) return;
    const url = new URL(location.href);
    if (bar.dataset.current) url.searchParams.set("chat", bar.dataset.current);
    else url.searchParams.delete("chat");
    history.replaceState(history.state, "", url);
  };
  onDraw(() => {
    address();
    showPast();
    refocus();
  });
})();
