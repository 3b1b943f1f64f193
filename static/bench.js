// The review bench: a cell and its place on the page point at each other; keys step through what to look at; sums
// run along while somebody types. Without this script every form works, and the pages stand beside the table.
(() => {
  "use strict";
  const cells = [...document.querySelectorAll(".cells .cell")];
  const sheets = [...document.querySelectorAll(".sheet")];
  const items = [...document.querySelectorAll(".doubt")];
  const bySpot = new Map(cells.map((cell) => [cell.dataset.spot, cell]));

  const tabs = document.querySelector(".tabs"), tab = tabs?.querySelector("[aria-current]");
  if (tab) tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;

  // ---- a cell and its frame on the page ----
  const boxOf = (cell) => cell.dataset.box && cell.dataset.box.split(" ").map(Number);
  const sheetOf = (page) => sheets.find((sheet) => sheet.dataset.page === page);

  function frame(cell, also) {
    const box = boxOf(cell);
    const sheet = box && sheetOf(cell.dataset.page);
    if (!sheet) return null;
    const [left, top, right, bottom] = box;
    const width = Number(sheet.dataset.width);
    const height = Number(sheet.dataset.height);
    const mark = document.createElement("div");
    mark.className = also ? "frame also" : "frame";
    const air = 3;
    mark.style.left = `${(100 * (left - air)) / width}%`;
    mark.style.top = `${(100 * (top - air)) / height}%`;
    mark.style.width = `${(100 * (right - left + 2 * air)) / width}%`;
    mark.style.height = `${(100 * (bottom - top + 2 * air)) / height}%`;
    sheet.querySelector(".paper").append(mark);
    return mark;
  }

  // Only the pages move: whoever reads the table keeps the place there.
  function bring(mark) {
    const pages = document.getElementById("sheets");
    const here = pages.getBoundingClientRect();
    const there = mark.getBoundingClientRect();
    pages.scrollBy({
      left: there.left + there.width / 2 - (here.left + here.width / 2),
      top: there.top + there.height / 2 - (here.top + here.height / 2),
    });
  }

  // Doubtful numbers that were looked at on their page go along when a whole statement is accepted.
  const whole = document.getElementById("whole");
  const doubtful = cells.filter((cell) => "doubtful" in cell.dataset);
  const seen = new Set();
  function note(cell) {
    if (!whole || !doubtful.includes(cell) || !boxOf(cell)) return;
    seen.add(cell.dataset.spot);
    const left = doubtful.length - seen.size;
    const rest = left ? `，没有看过的 ${left} 个不在内` : "";
    whole.querySelector(".seen").textContent = `，存疑而看过的 ${seen.size} 个${rest}`;
  }
  whole?.addEventListener("submit", () => {
    whole.querySelectorAll("[name=spot]").forEach((field) => field.remove());
    for (const spot of seen) whole.append(Object.assign(document.createElement("input"), { type: "hidden", name: "spot", value: spot }));
  });

  function show(chosen, moved) {
    chosen.forEach(note);
    document.querySelectorAll(".frame").forEach((mark) => mark.remove());
    cells.forEach((cell) => cell.setAttribute("aria-pressed", String(chosen.includes(cell))));
    chosen.forEach((cell, place) => {
      const mark = frame(cell, place > 0);
      if (mark && place === 0 && moved) bring(mark);
    });
  }

  cells.forEach((cell) => {
    cell.setAttribute("aria-pressed", "false");
    cell.addEventListener("click", () => show([cell], true));
  });

  sheets.forEach((sheet) =>
    sheet.querySelector(".paper").addEventListener("click", (event) => {
      const paper = event.currentTarget.getBoundingClientRect();
      const x = ((event.clientX - paper.left) / paper.width) * Number(sheet.dataset.width);
      const y = ((event.clientY - paper.top) / paper.height) * Number(sheet.dataset.height);
      const near = 4;
      const hit = cells.find((cell) => {
        const box = cell.dataset.page === sheet.dataset.page && boxOf(cell);
        return box && x >= box[0] - near && x <= box[2] + near && y >= box[1] - near && y <= box[3] + near;
      });
      if (!hit) return;
      show([hit], false);
      hit.scrollIntoView({ block: "center", inline: "center" });
      hit.focus({ preventScroll: true });
    }),
  );

  // ---- arrows from cell to cell ----
  document.querySelector(".cells")?.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    const step = steps[event.key];
    const here = event.target.closest("td");
    if (!step || !here || event.target.matches("input")) return;
    event.preventDefault();
    let row = here.parentElement;
    let place = here.cellIndex;
    for (;;) {
      row = step[0] > 0 ? row.nextElementSibling : step[0] < 0 ? row.previousElementSibling : row;
      place += step[1];
      const found = row?.cells[place];
      if (!found) return;
      const button = found.querySelector(".cell");
      if (button) {
        button.focus();
        show([button], true);
        return;
      }
    }
  });

  // ---- what to look at, one after the other ----
  let now = -1;

  function look(place) {
    if (!items.length) return;
    point((place + items.length) % items.length);
    items[now].focus({ preventScroll: true });
    items[now].scrollIntoView({ block: "nearest" });
  }

  // Whoever clicks into an item is there already: nothing moves under the pointer.
  function point(place) {
    now = place;
    items.forEach((item, n) => item.classList.toggle("now", n === now));
    const item = items[now];
    const spots = item.dataset.spots.split(";");
    if (bySpot.has(spots[0])) show(spots.map((spot) => bySpot.get(spot)).filter(Boolean), true);
    else if (item.querySelector("h3 a").search !== location.search) item.querySelector("h3 a").classList.add("elsewhere");
  }

  const keys = {
    j: () => look(now + 1),
    k: () => look(now < 0 ? -1 : now - 1),
    a: () => items[now]?.querySelector(".accept button")?.click(),
    e: () => {
      const fix = items[now]?.querySelector(".fix");
      if (!fix) return;
      fix.open = true;
      fix.querySelector("input:not([type=hidden])").select();
    },
    Enter: () => items[now] === document.activeElement && items[now].querySelector("h3 a").click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const act = keys[event.key];
    if (!act || (event.key === "Enter" && document.activeElement !== items[now])) return;
    event.preventDefault();
    act();
  });
  items.forEach((item, place) => item.addEventListener("focusin", () => place !== now && point(place)));
  const asked = /^#todo-(\d+)$/.exec(location.hash);
  if (asked) look(Number(asked[1]) - 1);
  else if (location.hash === "#todo") look(0);

  // ---- sums while somebody types ----
  const form = document.querySelector("[data-identities]");
  if (!form) return;
  const identities = JSON.parse(document.getElementById(form.dataset.identities).textContent);
  const rows = [...form.querySelectorAll("tr[data-row]")];
  const told = form.querySelector(".sums");
  // Whole hundred-thousandths, so that nothing is rounded on the way.
  const SCALE = 8;
  const read = (text) => {
    const bare = text.replace(/[,，\s]/g, "").replace(/^[-−]/, "-");
    if (!/^-?\d+(\.\d+)?$/.test(bare)) return null;
    const [whole, part = ""] = bare.replace("-", "").split(".");
    const value = BigInt(whole + part.padEnd(SCALE, "0").slice(0, SCALE));
    return bare.startsWith("-") ? -value : value;
  };
  const write = (value) => {
    const digits = String(value < 0n ? -value : value).padStart(SCALE + 1, "0");
    const part = digits.slice(-SCALE).replace(/0+$/, "").padEnd(2, "0");
    return `${value < 0n ? "−" : ""}${digits.slice(0, -SCALE).replace(/\B(?=(\d{3})+$)/g, ",")}.${part}`;
  };
  const entered = (row, column) => {
    const field = row?.querySelector(`input[data-column="${CSS.escape(column)}"]`);
    return field ? read(field.value) : null;
  };
  const terms = (names, value) => {
    let sum = 0n;
    let any = false;
    for (const name of names) {
      const found = value(name.replace(/^-/, ""));
      if (found === null) continue;
      any = true;
      sum += name.startsWith("-") ? -found : found;
    }
    return any ? sum : null;
  };

  let compared = 0;

  function add() {
    let off = 0;
    compared = 0;
    for (const row of rows) {
      const one = identities.find((identity) => identity.axis === "columns");
      const sum = one ? terms(one.terms, (column) => entered(row, column)) : null;
      off += say(row, sum, one && entered(row, one.total));
    }
    for (const one of identities.filter((identity) => identity.axis === "lines")) {
      const row = rows.find((each) => each.dataset.row === one.total);
      const columns = [...(row?.querySelectorAll("input[data-column]") ?? [])].map((field) => field.dataset.column);
      for (const column of columns) {
        const sum = terms(one.terms, (line) => entered(rows.find((each) => each.dataset.row === line), column));
        off += say(row, sum, entered(row, column));
      }
    }
    const line = off ? `${off} 行相加不等。` : compared ? `${compared} 行相加，都相等。` : "";
    if (told.textContent !== line) told.textContent = line;
  }

  function say(row, sum, total) {
    const place = row.querySelector(".sum");
    if (sum === null && total) sum = 0n; // a total without parts
    const wrong = sum !== null && sum !== total;
    compared += sum === null ? 0 : 1;
    place.textContent = sum === null ? "" : wrong ? `≠ ${write(sum)}` : "=";
    place.classList.toggle("off", wrong);
    return wrong ? 1 : 0;
  }

  form.addEventListener("input", (event) => {
    const before = event.target.previousElementSibling;
    event.target.classList.toggle("changed", before?.type === "hidden" ? before.value !== event.target.value : true);
    add();
  });
  if (identities.length) add();
})();
