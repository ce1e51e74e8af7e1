// Geungeo's page: chips open cards, cards lead back, theme and language are remembered.
// Everything is delegated from the document, so it survives every redrawing of the page.
(() => {
  const words = () => window.geungeoWords[document.documentElement.lang] || window.geungeoWords.ko;
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } };
  const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scroll = (element) =>
    element.scrollIntoView({ behavior: isCalm() ? "auto" : "smooth", block: "nearest" });
  const chipsOf = (id) => document.querySelectorAll(`#chat a[href="#${CSS.escape(id)}"]`);

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

  window.geungeo = {
    ready() {
      if (isReady) return;
      isReady = true;
      document.documentElement.dataset.ready = "";
      if (!isHeld) return;
      isHeld = false;
      // What was typed meanwhile may not have reached Gradio's own copy.
      document.querySelector("#question textarea")
        ?.dispatchEvent(new Event("input", { bubbles: true }));
      setTimeout(() => document.getElementById("send")?.click(), 200);
    },
    setLanguage(lang) {
      document.documentElement.lang = lang;
      keep("geungeo-language", lang);
      label();
      document.querySelectorAll('a[href^="#src-"]').forEach(name);
      return lang;
    },
    language: () => {
      const asked = new URLSearchParams(location.search).get("lang") || recall("geungeo-language");
      const lang = asked === "en" ? "en" : "ko";
      document.documentElement.lang = lang;
      label();
      return lang;
    },
    // Which conversation this window shows stands in its address: it survives a reload, and
    // the address opens it in another window.
    conversation: () => new URLSearchParams(location.search).get("chat") || "",
    save(file) {
      if (!file) return;
      const { name, type, data } = JSON.parse(file);
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([bytes], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
  };
  const address = () => {
    const list = document.querySelector("#past-list [data-current]");
    if (!list || list.dataset.current === window.geungeo.conversation()) return;
    const url = new URL(location.href);
    if (list.dataset.current) url.searchParams.set("chat", list.dataset.current);
    else url.searchParams.delete("chat");
    history.replaceState(history.state, "", url);
  };

  // Past conversations: beside the talk where there is room, over it where there is not.
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
  setTimeout(() => window.geungeo.ready(), 10_000);
  // Gradio words its drop zone after the browser's language, not the reader's choice.
  const label = () => {
    document.documentElement.style.setProperty("--g-drop", JSON.stringify(words().drop));
    document.querySelectorAll("#upload button[aria-label]").forEach((button) =>
      button.setAttribute("aria-label", words().drop));
    // Its thumbs are English until they are named; a thumb that is pressed is named anew.
    document.querySelectorAll("#chat [class*=message-buttons] button").forEach((button) => {
      const thumb = /(dis)?like/i.exec(button.title);
      if (thumb) button.dataset.thumb = thumb[1] ? "down" : "up";
      const word = words()[button.dataset.thumb];
      if (!word || button.title === word) return;
      button.title = word;
      button.setAttribute("aria-label", word);
    });
  };

  // Theme: the system's until the reader chooses.
  const paint = (theme) => document.body.classList.toggle("dark", theme === "dark");
  const theme = recall("geungeo-theme");
  const whenReady = (act) =>
    document.readyState === "loading" ? addEventListener("DOMContentLoaded", act) : act();
  whenReady(() => {
    window.geungeo.language();
    if (!theme) return;
    paint(theme);
    // Gradio sets the class itself when it starts: the reader's choice comes last.
    const watch = new MutationObserver(() => {
      const chosen = recall("geungeo-theme");
      if (document.body.classList.contains("dark") !== (chosen === "dark")) paint(chosen);
    });
    watch.observe(document.body, { attributes: true, attributeFilter: ["class"] });
    setTimeout(() => watch.disconnect(), 5000);
  });

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
  const name = (chip) => {
    const n = chip.hash.split("-").pop();
    chip.setAttribute("aria-label", words().chip.replace("{n}", n));
    chip.classList.add("chip");
    chip.removeAttribute("target");
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
    } else if (event.target.closest("#theme")) {
      const next = document.body.classList.contains("dark") ? "light" : "dark";
      keep("geungeo-theme", next);
      paint(next);
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

  // Chips arrive with the answer: name them for screen readers as they come.
  // The evidence of a new question is read from its beginning.
  let newest = "";
  const showNewest = () => {
    const turns = document.querySelectorAll("#evidence .turn");
    const last = turns.length ? turns[turns.length - 1].id : "";
    if (last !== newest) document.getElementById("proof")?.scrollTo(0, 0);
    newest = last;
  };
  let isDue = false, isFocused = false;
  const focusQuestion = () => {
    const question = document.querySelector("#question textarea");
    if (!question) return;
    isFocused = true;
    // On a phone the keyboard would cover the page before it is read.
    if (innerWidth > 860) question.focus({ preventScroll: true });
  };
  whenReady(() => new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      document.querySelectorAll('a[href^="#src-"]:not(.chip)').forEach(name);
      // Gradio reads out the Markdown source of a message: its text speaks for itself.
      document.querySelectorAll("#chat [data-testid][aria-label]").forEach((message) =>
        message.removeAttribute("aria-label"));
      label();
      address();
      showPast();
      refocus();
      showNewest();
      if (!isFocused) focusQuestion();
    });
  }).observe(document.body, { childList: true, subtree: true }));
})();
