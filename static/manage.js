// Pages about files on their way follow them: the parts marked data-live are fetched anew and mended in place.
(() => {
  "use strict";
  const EVERY = 1000, CALM = 15000;
  const live = [...document.querySelectorAll("[data-live]")];
  const heard = document.getElementById("heard");

  // The job's own page: its line follows the queue; what is done leads on.
  const open = document.querySelector("[data-job-open]");
  const look = async () => {
    const answer = await fetch(`/manage/jobs/?format=json&ids=${open.dataset.jobOpen}`, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
    const [job] = await answer.json();
    if (!job || !["queued", "parsing"].includes(job.state)) return location.reload();
    if (job.early && !("early" in open.dataset)) return location.reload(); // its statements can be looked at
    if (open.textContent !== job.progress) open.textContent = job.progress;
    Object.assign(document.querySelector(".far"), { hidden: !job.pages, max: job.pages || 1, value: job.page });
    setTimeout(again, EVERY);
  };
  const again = () => look().catch(() => setTimeout(again, 5 * EVERY));
  if (open) setTimeout(again, EVERY);
  if (!live.length) return;

  // Whatever has the focus keeps it, whatever is ticked stays ticked.
  const sign = (node) => ["id", "href", "name", "value", "formaction"].map((name) => node.getAttribute(name) ?? "").join("|");
  const keeping = (part, change) => {
    const held = part.contains(document.activeElement) ? sign(document.activeElement) : null;
    const ticked = new Set([...part.querySelectorAll("input:checked")].map(sign));
    change();
    for (const box of part.querySelectorAll("input[type=checkbox]")) if (ticked.has(sign(box))) box.checked = true;
    if (held !== null && !part.contains(document.activeElement))
      [...part.querySelectorAll("a,button,input")].find((node) => sign(node) === held)?.focus({ preventScroll: true });
  };
  const same = (one, other) => one.isEqualNode(other);

  const mendRow = (old, fresh) => {
    const before = old.querySelector("[data-state]"), after = fresh.querySelector("[data-state]");
    if (heard && before && after && before.dataset.state !== after.dataset.state)
      heard.textContent = `${fresh.querySelector("th").textContent.trim()}：${after.textContent.trim()}`;
    old.toggleAttribute("data-open", fresh.hasAttribute("data-open"));
    [...fresh.children].forEach((cell, place) => {
      const now = old.children[place];
      if (!same(now.cloneNode(true), cell) && now.innerHTML + now.className !== cell.innerHTML + cell.className)
        keeping(old, () => now.replaceWith(cell));
    });
  };
  const mendRows = (part, fresh) => {
    const body = part.querySelector("tbody"), wanted = fresh.querySelector("tbody");
    if (!body || !wanted) return same(part, fresh) || keeping(part, () => part.replaceChildren(...fresh.childNodes));
    const rows = new Map([...body.children].map((row) => [row.id, row]));
    let place = body.firstElementChild;
    for (const row of [...wanted.children]) {
      const old = rows.get(row.id);
      rows.delete(row.id);
      if (old) mendRow(old, row);
      if (!old) body.insertBefore(row, place);
      else if (old === place) place = place.nextElementSibling;
      else body.insertBefore(old, place);
    }
    for (const gone of rows.values()) gone.remove();
  };
  const mend = (page) => {
    for (const part of live) {
      const fresh = page.getElementById(part.id);
      if (!fresh) continue;
      if (part.dataset.live === "rows") mendRows(part, fresh);
      else if (part.innerHTML !== fresh.innerHTML) keeping(part, () => part.replaceChildren(...fresh.childNodes));
    }
    choice();
  };

  let timer, looking = false;
  const follow = async () => {
    clearTimeout(timer);
    if (looking) return;
    looking = true;
    const began = performance.now();
    let wait = 5 * EVERY;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
      if (answer.redirected) return; // signed out: a further click leads to the login
      if (answer.ok) {
        mend(new DOMParser().parseFromString(await answer.text(), "text/html"));
        wait = Math.max(document.querySelector("[data-open]") ? EVERY : CALM, 4 * (performance.now() - began));
      }
    } catch {
      // the server does not answer just now
    } finally {
      looking = false;
    }
    if (!document.hidden) timer = setTimeout(follow, wait);
  };
  document.addEventListener("visibilitychange", () => document.hidden || follow());
  document.addEventListener("job-sent", follow);

  // Choosing reports that are published together.
  const bulk = document.getElementById("chosen"), all = document.getElementById("choose-all");
  const boxes = () => [...document.querySelectorAll("input[form=chosen]")];
  const choice = () => {
    if (!bulk) return;
    const given = boxes(), count = given.filter((box) => box.checked).length;
    bulk.hidden = !given.length;
    bulk.querySelector("button").disabled = !count;
    bulk.querySelector("button").textContent = count ? `发布所选 ${count} 份…` : "发布所选…";
    bulk.classList.toggle("some", count > 0);
    all.checked = given.length > 0 && count === given.length;
    all.indeterminate = count > 0 && count < given.length;
  };
  if (bulk) {
    all.closest("label").hidden = false;
    all.addEventListener("change", () => { for (const box of boxes()) box.checked = all.checked; choice(); });
    document.addEventListener("change", (event) => event.target.matches("input[form=chosen]") && choice());
  }
  choice();
  timer = setTimeout(follow, document.querySelector("[data-open]") ? EVERY : CALM);
})();
