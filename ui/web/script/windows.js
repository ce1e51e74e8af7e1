// Several windows on one conversation: what another has asked is there when this one is seen.
(() => {
  const { onDraw } = window.geungeo;
  const PACE_MS = 2_000;
  const isWorking = () => Boolean(document.getElementById("stop")?.offsetParent);
  let isAsked = false;
  const look = () => {
    // One that was hidden while it loaded has just read everything.
    if (document.hidden || isWorking() || document.documentElement.dataset.ready === undefined)
      return;
    if (isAsked || !window.geungeo.conversation()) return;
    // The focus and the window's coming into sight are told apart, one after the other.
    isAsked = true;
    setTimeout(() => { isAsked = false; }, 300);
    window.geungeo.act("tick");
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("focus", look);

  // While another window is being answered the answer is looked for again and again.
  let waiting = 0;
  onDraw(() => {
    const isElsewhere = document.querySelector("#chat .elsewhere") !== null;
    if (isElsewhere && !waiting) waiting = setInterval(look, PACE_MS);
    if (!isElsewhere && waiting) {
      clearInterval(waiting);
      waiting = 0;
    }
  });
})();
