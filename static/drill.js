// 类, 款, 项: a row with rows below it closes over them. Without this script all rows stand open.
(() => {
  "use strict";
  const gettext = self.gettext ?? ((words) => words);
  const region = document.querySelector(".stmt.codes");
  const body = region && region.querySelector("tbody");
  if (!body) return;
  const DEEPEST = 3;
  const level = (row) => Number(/\bl(\d)\b/.exec(row.className)?.[1] ?? NaN);
  const rows = [...body.rows].filter((row) => !row.classList.contains("turn"));
  const below = (row) => {
    const found = [];
    for (let next = rows.indexOf(row) + 1; next < rows.length && level(rows[next]) > level(row); next += 1) found.push(rows[next]);
    return found;
  };
  const toggles = new Map();

  function show(row, open) {
    const button = toggles.get(row);
    button.setAttribute("aria-expanded", String(open));
    let closed = Infinity; // rows below a closed one stay away
    for (const other of below(row)) {
      if (level(other) <= closed) closed = Infinity;
      other.hidden = !open || closed < level(other);
      if (toggles.get(other)?.getAttribute("aria-expanded") === "false") closed = Math.min(closed, level(other));
    }
    turns();
  }

  // The line that tells a new page stands before a row that is shown.
  function turns() {
    for (const turn of body.querySelectorAll(".turn")) {
      let next = turn.nextElementSibling;
      while (next && next.hidden) next = next.nextElementSibling;
      turn.hidden = !next || next.classList.contains("turn");
    }
  }

  for (const row of rows) {
    if (!(level(row) >= 1 && level(row) < DEEPEST) || !below(row).length) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "step";
    button.setAttribute("aria-expanded", "true");
    const head = row.querySelector("th");
    const name = [...head.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim();
    button.setAttribute("aria-label", gettext("%s以下").replace("%s", name));
    head.prepend(button);
    toggles.set(row, button);
    button.addEventListener("click", () => show(row, button.getAttribute("aria-expanded") === "false"));
  }
  if (!toggles.size) return;
  region.classList.add("drilled");

  const deepest = Math.max(...rows.map(level).filter((one) => one <= DEEPEST));
  const bar = document.createElement("p");
  bar.className = "steps";
  bar.append(gettext("展开到"));
  [gettext("类"), gettext("款"), gettext("项")].slice(0, deepest).forEach((word, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", () => {
      for (const row of toggles.keys()) show(row, level(row) <= place);
    });
    bar.append(button);
  });
  region.before(bar);

  // A number that a link leads to is shown.
  function arrive() {
    const cell = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!cell || !body.contains(cell)) return;
    const own = rows.indexOf(cell.closest("tr"));
    let height = level(rows[own]);
    for (let place = own - 1; place >= 0 && height > 1; place -= 1) {
      if (level(rows[place]) < height) {
        height = level(rows[place]);
        if (toggles.get(rows[place])?.getAttribute("aria-expanded") === "false") show(rows[place], true);
      }
    }
  }
  addEventListener("hashchange", arrive);
})();
