// Searching: a document found can be asked about; what was searched stands in the address.
(() => {
  const { onDraw, box, write } = window.geungeo;
  addEventListener("click", (event) => {
    const button = event.target.closest?.("#results button[data-ask]");
    if (!button) return;
    document.getElementById("tab-ask")?.click();
    const question = box();
    if (!question) return;
    write(question, button.dataset.ask);
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
    write(query(), asked);
    setTimeout(() => document.getElementById("find")?.click(), 100);
  };
  const say = () => {
    const found = document.querySelector("#results [data-asked]");
    if (!found || !isAsked) return;
    const url = new URL(location.href);
    if (url.searchParams.get("q") === found.dataset.asked) return;
    url.searchParams.set("q", found.dataset.asked);
    history.replaceState(history.state, "", url);
  };
  onDraw(() => { begin(); say(); });
})();
