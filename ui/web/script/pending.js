// A question stands in the talk at once, before the server has heard of it: what comes from
// there takes its place.
(() => {
  const { words, onDraw, box, bringBack } = window.geungeo;
  // By then the server has said something, or never will.
  const PATIENCE_MS = 15_000;
  const asked = () => document.querySelectorAll("#chat .user-row").length;
  let pending = null, before = 0, timer = 0;

  const forget = () => {
    clearTimeout(timer);
    pending?.remove();
    document.getElementById("chat")?.removeAttribute("data-pending");
    pending = null;
  };
  const show = (said) => {
    const log = document.querySelector("#chat [role=log]");
    // What is edited takes an earlier place; a scope that holds nothing is asked nothing.
    const isElse = document.querySelector("#revising button, #scope .bad, #stop");
    if (!log || !said.trim() || isElse) return;
    forget();
    before = asked();
    pending = document.createElement("div");
    pending.className = "pending-turn";
    const question = document.createElement("p");
    question.className = "pending-question";
    question.textContent = said.trim().slice(0, 2_000);
    const waiting = document.createElement("p");
    waiting.className = "waiting";
    waiting.textContent = words().searching;
    pending.append(question, waiting);
    log.append(pending);
    document.getElementById("chat").dataset.pending = "";
    log.scrollTop = log.scrollHeight;
    const wait = () => {
      // The button to stop says that it was heard: a slow model is at work.
      if (document.getElementById("stop")) timer = setTimeout(wait, PATIENCE_MS);
      else {
        forget();
        bringBack(said);
      }
    };
    timer = setTimeout(wait, PATIENCE_MS);
  };

  document.addEventListener("keydown", (event) => {
    const isSent = event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey;
    if (!isSent || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.matches("#question textarea"))
      show(event.target.value);
  }, true);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.defaultPrevented) return;
    const offered = event.target.closest("#next button[data-question]");
    if (event.target.closest("#send")) show(box()?.value || "");
    else if (offered) show(offered.dataset.question);
    else if (event.target.closest("#chat .example")) show(event.target.closest(".example").innerText);
    else if (event.target.closest("#new, #stop, .past-open")) forget();
  }, true);
  addEventListener("geungeo-unheard", forget);
  onDraw(() => {
    if (pending && (asked() > before || !pending.isConnected)) forget();
  });
})();
