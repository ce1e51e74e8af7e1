// On a phone the evidence is a sheet over the chat: raised by a chip, lowered by whatever leads back.
(() => {
  const { words, onDraw } = window.geungeo;
  const narrow = matchMedia("(max-width: 860px)");
  const sheet = () => document.getElementById("proof");
  const isUp = () => Boolean(sheet()?.classList.contains("up"));
  // What lies under the sheet can be neither read nor reached while it is up.
  const under = () => {
    const found = [];
    for (let at = sheet(); at && at !== document.body; at = at.parentElement) {
      for (const other of at.parentElement.children) {
        if (other !== at && !other.matches("script, style, link, .unseen")) found.push(other);
      }
    }
    return found;
  };
  let opener = null;
  const raise = () => {
    if (!narrow.matches || isUp() || !sheet()) return;
    opener = document.activeElement;
    sheet().classList.add("up");
    sheet().setAttribute("role", "dialog");
    sheet().setAttribute("aria-modal", "true");
    sheet().setAttribute("aria-label", words().sheet);
    sheet().querySelector(".sheet-open")?.setAttribute("aria-expanded", "true");
    under().forEach((other) => { other.inert = true; });
  };
  const lower = (isBack = true) => {
    if (!isUp()) return;
    under().forEach((other) => { other.inert = false; });
    sheet().classList.remove("up");
    for (const name of ["role", "aria-modal", "aria-label"]) sheet().removeAttribute(name);
    sheet().querySelector(".sheet-open")?.setAttribute("aria-expanded", "false");
    if (!isBack) return;
    const active = document.querySelector("#evidence .card.active.cited");
    if (active) window.geungeo.backToChip(active);
    else if (opener?.isConnected) opener.focus({ preventScroll: true });
  };
  Object.assign(window.geungeo, { raiseSheet: raise, lowerSheet: lower });

  addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest(".sheet-open")) {
      raise();
      sheet().querySelector(".sheet-close").focus({ preventScroll: true });
    } else if (event.target.closest(".sheet-close")) {
      lower();
    } else if (isUp() && !sheet().contains(event.target) && event.target.isConnected) {
      event.preventDefault();
      event.stopPropagation();
      lower();
    }
  }, true);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isUp() || event.defaultPrevented) return;
    event.preventDefault();
    lower();
  });
  narrow.addEventListener("change", () => lower(false));

  // The handle says how much there is.
  onDraw(() => {
    const count = document.querySelector("#proof .sheet-count");
    const shown = document.querySelectorAll("#evidence .turn.shown .card.cited").length;
    if (count && count.textContent !== String(shown || "")) count.textContent = shown || "";
  });
})();
