// Searching: a document found can be asked about; what was searched stands in the address.
(() => {
  const { onDraw } = window.geungeo;
  const type = (box, value) => {
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  addEventListener("click", (event) => {
    const button = event.target.closest?.("#results button[data-ask]");
    if (!button) return;
    document.getElementById("tab-ask")?.click();
    const question = document.querySelector("#question textarea");
    if (!question) return;
    type(question, button.dataset.ask);
    // The tab is drawn first.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      question.focus();
      question.setSelectionRange(question.value.length, question.value.length);
    }));
  });

  // Once, what the address asks for is searched; from then on it says what was.
  const asked = new URLSearchParams(location.search).get("q") || "";
  let isAsked = !asked;
  const query = () => document.querySelector("#query :is(input, textarea)");
  const begin = () => {
    if (isAsked || !query()?.offsetParent || !document.documentElement.matches("[data-ready]")) return;
    isAsked = true;
    type(query(), asked);
    setTimeout(() => document.getElementById("find")?.click(), 100);
  };
  const write = () => {
    const found = document.querySelector("#results [data-asked]");
    if (!found || !isAsked) return;
    const url = new URL(location.href);
    if (url.searchParams.get("q") === found.dataset.asked) return;
    url.searchParams.set("q", found.dataset.asked);
    history.replaceState(history.state, "", url);
  };
  onDraw(() => { begin(); write(); });
})();
