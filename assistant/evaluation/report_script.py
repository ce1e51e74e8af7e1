"""The report's one script: filters and sorts the questions. It reads only the page itself."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

SCRIPT = """
"use strict";
(() => {
  const form = document.getElementById("filters");
  const list = document.getElementById("list");
  if (!form || !list) return;
  const rows = Array.from(list.children);
  const count = document.getElementById("shown");
  const picks = Array.from(form.querySelectorAll("select[data-of]"));
  const words = form.querySelector("input[type=search]");
  const sort = form.querySelector("select[data-sort]");
  const text = rows.map((row) => row.textContent.toLowerCase());
  const order = rows.map((row, place) => place);
  const number = (row, name) => Number(row.dataset[name]);
  const apply = () => {
    const asked = words.value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, place) => {
      const fits = picks.every((pick) => !pick.value || row.dataset[pick.dataset.of] === pick.value)
        && asked.every((word) => text[place].includes(word));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.textContent = shown + " / " + rows.length;
  };
  const arrange = () => {
    const by = sort.value;
    const sorted = order.slice();
    if (by) {
      const sign = sort.selectedOptions[0].dataset.down ? -1 : 1;
      sorted.sort((a, b) => sign * (number(rows[a], by) - number(rows[b], by)) || a - b);
    }
    list.append(...sorted.map((place) => rows[place]));
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  sort.addEventListener("change", arrange);
  form.querySelector("button").addEventListener("click", () => {
    form.reset();
    apply();
    arrange();
  });
  apply();
})();
"""
SCRIPT_HASH = "sha256-" + b64encode(sha256(SCRIPT.encode()).digest()).decode()
