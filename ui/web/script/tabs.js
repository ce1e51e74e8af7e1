// The tabs: which is open stands in the address and the window's title; arrow keys move between
// them; screen readers are told what belongs to what.
(() => {
  const { words, onDraw } = window.geungeo;
  const tabs = () => [...document.querySelectorAll('#tabs > .tab-wrapper [role="tablist"] > [role="tab"]')];
  const name = (tab) => tab?.dataset.tabId || "";
  const shown = () => tabs().find((tab) => tab.getAttribute("aria-selected") === "true");
  const asked = () => new URLSearchParams(location.search).get("tab") || "";

  // Until the tab of the address has been opened once, the address leads; then the page does.
  let isLed = true;
  const show = (wanted) => {
    const all = tabs();
    const tab = all.find((one) => name(one) === wanted) || all[0];
    if (tab && tab !== shown()) tab.click();
    return tab;
  };
  const write = () => {
    const now = shown();
    if (!now) return;
    if (isLed) {
      const wanted = asked();
      if (wanted && wanted !== name(now) && tabs().some((tab) => name(tab) === wanted)) show(wanted);
      else isLed = false;
      return;
    }
    if (name(now) === (asked() || name(tabs()[0]))) return;
    const url = new URL(location.href);
    if (now === tabs()[0]) url.searchParams.delete("tab");
    else url.searchParams.set("tab", name(now));
    history.pushState(history.state, "", url);
  };
  addEventListener("popstate", () => show(asked()));

  const entitle = () => {
    const now = shown();
    if (!now) return;
    const talk = document.querySelector("#bar .talk-title")?.textContent.trim();
    const part = (now === tabs()[0] && talk) || now.textContent.trim();
    const title = `${part} · ${words().product}`;
    if (document.title !== title) document.title = title;
  };

  const tell = (element, attributes) => {
    for (const [key, value] of Object.entries(attributes)) {
      if (element && element.getAttribute(key) !== value) element.setAttribute(key, value);
    }
  };
  const describe = () => {
    const now = shown();
    const panel = [...document.querySelectorAll("#tabs > .tabitem")].find((one) => one.offsetParent);
    tabs().forEach((tab) => {
      tell(tab, { id: `tab-${name(tab)}`, tabindex: tab === now ? "0" : "-1" });
      // Gradio draws a panel when it is first opened.
      if (tab === now && panel) tell(tab, { "aria-controls": `panel-${name(tab)}` });
      else if (!document.getElementById(tab.getAttribute("aria-controls") || "?")) tab.removeAttribute("aria-controls");
    });
    if (now && panel) tell(panel, { id: `panel-${name(now)}`, "aria-labelledby": `tab-${name(now)}` });
    tell(document.querySelector('#tabs > .tab-wrapper [role="tablist"]'), { "aria-label": words().tabs });
    tell(document.getElementById("tabs"), { tabindex: "-1" });
  };

  addEventListener("keydown", (event) => {
    const tab = event.target.closest?.('#tabs [role="tablist"] > [role="tab"]');
    if (!tab || event.ctrlKey || event.altKey || event.metaKey) return;
    const row = [...tab.parentElement.querySelectorAll(':scope > [role="tab"]')];
    const at = row.indexOf(tab);
    const step = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: row.length - 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = row[(step + row.length) % row.length];
    next.click();
    next.focus();
  });
  addEventListener("click", (event) => {
    const skip = event.target.closest?.("a.skip");
    if (!skip) return;
    event.preventDefault();
    document.getElementById("tabs")?.focus();
  });

  const look = () => { write(); entitle(); describe(); };
  onDraw(look);
  // A tab that was drawn before is only shown again, and nothing else changes in the page.
  addEventListener("click", (event) => {
    if (event.target.closest?.("#tabs")) setTimeout(look);
  });
})();
