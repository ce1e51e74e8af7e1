// The documents: what is dropped, chosen and asked before it is done. The list is drawn by the
// server; this remembers what is chosen from one page of it to the next.
(() => {
  const { recall, keep, onDraw } = window.geungeo;
  const KEY = "geungeo-browser";
  let own = "";
  // Says which browser began a job, so that no other cancels it.
  const owner = () => {
    own = recall(KEY) || own;
    if (!own) {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      own = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      keep(KEY, own);
    }
    return own;
  };
  const fill = (said, blanks) => said.replace(/\{(\w+)\}/g, (_, name) => blanks[name] ?? "");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const listing = () => document.getElementById("listing");

  // What is chosen: keys with what a question before removing must know; or every one that fits.
  const chosen = new Map();
  let every = 0;
  const note = (row) => ({ name: row.dataset.name, own: row.dataset.own });
  const drawChosen = () => {
    const list = listing();
    const bar = list?.querySelector(".doc-chosen");
    if (!bar) return;
    const rows = all("tr[data-key]", list);
    rows.forEach((row) => {
      const is = every > 0 || chosen.has(row.dataset.key);
      row.querySelector("[data-choose]").checked = is;
      row.toggleAttribute("data-is-chosen", is);
    });
    const count = every || chosen.size;
    const page = list.querySelector('[data-choose="page"]');
    page.checked = rows.every((row) => every || chosen.has(row.dataset.key));
    page.indeterminate = !page.checked && count > 0;
    if (bar.hidden !== !count) bar.hidden = !count;
    const said = bar.querySelector("[data-said]");
    const words = fill(said.dataset.said, { count: count.toLocaleString() });
    if (said.textContent !== words) said.textContent = words;
  };
  // What was opened stays open when the list is drawn anew, and a button keeps the focus.
  const opened = new Set();
  let pressed = "";
  addEventListener("toggle", (event) => {
    const key = event.target.matches?.(".doc-more") && event.target.closest("tr").dataset.key;
    if (key && event.target.isConnected) opened[event.target.open ? "add" : "delete"](key);
  }, true);
  const drawOpened = () => {
    all("#listing tr[data-key]").forEach((row) => {
      const more = row.querySelector(".doc-more");
      if (opened.has(row.dataset.key) && !more.open) more.open = true;
    });
    const again = pressed && document.activeElement === document.body && document.querySelector(pressed);
    if (again) { again.focus(); pressed = ""; }
  };
  const chooseNone = () => { chosen.clear(); every = 0; };

  let send = () => {};
  const act = (name, values = {}) => send({ act: name, owner: owner(), ...values });
  const actOn = (name, about, values = {}) => {
    act(name, { ...values, keys: about.every ? [] : about.keys, every: Boolean(about.every) });
    chooseNone();
    drawChosen();
  };

  // Dialogs ask before anything is done; what they are about stands in `about`.
  let about = null;
  const open = (name, what) => {
    about = what;
    const dialog = document.getElementById(`ask-${name}`);
    if (!dialog) return;
    dialog.querySelector("form").reset();
    const count = what.every || what.keys?.length || 0;
    all("[data-one][data-many]", dialog).forEach((said) => {
      const key = count === 1 && what.name ? "one" : "many";
      said.textContent = fill(said.dataset[key], { name: what.name, count: count.toLocaleString() });
    });
    all("[data-said]", dialog).forEach((said) => { said.textContent = fill(said.dataset.said, what); });
    all("li[data-own]", dialog).forEach((line) => {
      line.hidden = what.owns && !what.owns.has(line.dataset.own);
    });
    const input = dialog.querySelector('input[name="name"]');
    if (input && name === "rename") input.value = what.name;
    showNew(dialog);
    dialog.showModal();
  };
  // The name of a new collection is asked for only where one is made.
  const showNew = (dialog) => {
    const which = dialog.querySelector("select[name=which]");
    const input = dialog.querySelector("input[name=name]");
    if (which && input) input.closest(".field").hidden = which.value !== "";
  };
  const decide = (dialog) => {
    const form = dialog.querySelector("form");
    const name = form.elements.name?.value.trim() ?? "";
    const does = dialog.id.slice("ask-".length);
    if (does === "remove") actOn("remove", about);
    else if (does === "collect") {
      const which = form.elements.which.value;
      actOn("collect", about, which ? { name: which } : { name, is_new: true });
    } else if (does === "rename") act("rename", { name: about.name, title: name });
    else act(does, { name: does === "delete" ? about.name : name });
  };

  const ofRow = (row) => ({ keys: [row.dataset.key], name: row.dataset.name, owns: new Set([row.dataset.own]) });
  const ofChosen = () => ({
    keys: [...chosen.keys()],
    every,
    name: chosen.size === 1 ? [...chosen.values()][0].name : "",
    owns: every ? null : new Set([...chosen.values()].map((one) => one.own)),
  });
  const begin = (name, what) => {
    if (name === "collect" || name === "remove") open(name, what);
    else actOn(name, what);
  };

  // Asking within: the server narrows the chat, which is opened.
  const askWithin = (what) => {
    act("ask", what);
    document.querySelector('#tabs > .tab-wrapper [role="tab"]')?.click();
    setTimeout(() => window.geungeo.box()?.focus(), 50);
  };

  addEventListener("click", (event) => {
    const button = event.target.closest?.("#documents button");
    if (!button) return;
    const { dataset } = button;
    const row = button.closest("tr[data-key]");
    const collection = button.closest("[data-collection]")?.dataset.collection ?? "";
    if (dataset.close !== undefined) button.closest("dialog").close();
    else if (dataset.one === "ask") askWithin({ keys: [row.dataset.key] });
    else if (dataset.one) begin(dataset.one, ofRow(row));
    else if (dataset.chosen) begin(dataset.chosen, ofChosen());
    else if (dataset.ask) open(dataset.ask, { name: collection });
    else if (dataset.act === "ask-collection") askWithin({ name: collection });
    else if (dataset.act === "look") { chooseNone(); act("look", { name: collection }); }
    else if (dataset.act === "page") {
      pressed = `.doc-pages button:nth-of-type(${button.matches(":first-child") ? 1 : 2}):not(:disabled)`;
      act("page", { page: Number(dataset.page) });
    }
    else if (dataset.act) act(dataset.act);
    else if (dataset.choose === "none") chooseNone();
    else if (dataset.choose === "every") every = Number(dataset.count);
    if (dataset.choose) drawChosen();
  });
  addEventListener("change", (event) => {
    const box = event.target.closest?.("#listing [data-choose]");
    if (event.target.matches?.("#ask-collect select")) showNew(event.target.closest("dialog"));
    if (!box) return;
    every = 0;
    const rows = box.dataset.choose === "page" ? all("tr[data-key]", listing()) : [box.closest("tr")];
    rows.forEach((row) => (box.checked ? chosen.set(row.dataset.key, note(row)) : chosen.delete(row.dataset.key)));
    drawChosen();
  });
  addEventListener("submit", (event) => {
    const dialog = event.target.closest?.("dialog[id^=ask-]");
    if (dialog && event.submitter?.value === "do") decide(dialog);
  });
  onDraw(drawChosen);
  onDraw(drawOpened);
  // What may be dropped stands in the zone itself.
  onDraw(() => {
    const said = limits()?.querySelector(".unseen");
    if (!said) return;
    const lines = JSON.stringify(said.innerText.trim()).replaceAll("\\n", "\\A ");
    const style = document.documentElement.style;
    if (style.getPropertyValue("--g-limits") !== lines) style.setProperty("--g-limits", lines);
  });

  // Uploading: limits are told before a byte is sent.
  const limits = () => document.getElementById("upload-limits");
  const tell = (said) => {
    const place = limits()?.querySelector(".told");
    if (place) { place.textContent = said; place.hidden = !said; }
  };
  const isWanted = (file) => !/^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(file.name);
  // Returns the files that may be uploaded, and says what is wrong with the others.
  const sieve = (files) => {
    const { mostBytes, mostFiles, tooLarge, tooMany, nothing } = limits().dataset;
    const wanted = files.filter(isWanted);
    const large = wanted.filter((file) => file.size > Number(mostBytes));
    const good = wanted.filter((file) => file.size <= Number(mostBytes));
    const said = [];
    if (large.length) {
      const limit = Math.floor(Number(mostBytes) / 2 ** 20);
      said.push(fill(tooLarge, { name: large[0].name, count: large.length, limit }));
    }
    if (good.length > Number(mostFiles)) {
      said.push(fill(tooMany, { count: good.length, limit: mostFiles }));
      good.length = 0;
    } else if (!wanted.length) said.push(nothing);
    tell(said.join(" "));
    return good;
  };
  const input = () => document.querySelector("#upload input[type=file]");
  const put = (target, files) => {
    const parcel = new DataTransfer();
    files.forEach((file) => parcel.items.add(file));
    target.files = parcel.files;
  };
  const upload = (files) => {
    const good = sieve(files);
    if (!good.length || !input()) return;
    put(input(), good);
    input().dispatchEvent(new Event("change", { bubbles: true }));
  };
  addEventListener("change", (event) => {
    const target = event.target;
    if (target.id === "upload-folder") { upload([...target.files]); target.value = ""; return; }
    if (!event.isTrusted || !target.matches?.("#upload input[type=file]")) return;
    const files = [...target.files];
    const good = sieve(files);
    if (good.length === files.length) return;
    if (good.length) { put(target, good); return; }
    event.stopImmediatePropagation();
    target.value = "";
  }, true);

  // A folder that is dropped is walked through: browsers hand over its name alone.
  const walk = async (entry) => {
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) break;
      for (const one of some) found.push(...await walk(one));
      if (found.length > 20 * Number(limits().dataset.mostFiles)) break;
    }
    return found;
  };
  const zone = (event) => event.target.closest?.("#upload");
  const light = (is) => document.getElementById("upload")?.toggleAttribute("data-over", is);
  addEventListener("dragover", (event) => { if (zone(event)) { event.preventDefault(); light(true); } }, true);
  addEventListener("dragleave", (event) => {
    const left = zone(event);
    if (left && !left.contains(event.relatedTarget)) light(false);
  }, true);
  addEventListener("drop", async (event) => {
    const place = zone(event);
    if (!place || !event.dataTransfer?.items.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    light(false);
    event.target.dispatchEvent(new DragEvent("dragleave", { bubbles: true }));
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = [...event.dataTransfer.files];
    const found = entries.length ? (await Promise.all(entries.map((one) => walk(one).catch(() => [])))).flat() : plain;
    upload(found);
  }, true);
  addEventListener("click", (event) => {
    if (event.target.closest?.("#choose-folder")) document.getElementById("upload-folder").click();
  });

  Object.assign(window.geungeo, {
    owner,
    listenToDocuments: (trigger) => { send = (values) => trigger("submit", values); },
  });
})();
