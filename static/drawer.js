// Tapping a number of a statement shows where the page prints it: beside the table, on a phone in a sheet over
// it. Without this script the number leads to its own page, which says the same and more.
(() => {
  "use strict";
  const table = document.querySelector(".stmt");
  const aside = document.getElementById("drawer");
  const sheet = document.getElementById("drawer-sheet");
  if (!table || !aside || !sheet || !sheet.showModal) return;
  const wide = matchMedia("(min-width: 64rem)");
  const beside = aside.querySelector(".body");
  const over = sheet.querySelector(".body");
  const hint = beside.innerHTML;
  let tapped = null;

  const address = (hash) => history.replaceState(null, "", hash || location.pathname + location.search);

  function mark(link) {
    if (tapped) tapped.parentElement.classList.remove("here");
    tapped = link;
    if (tapped) tapped.parentElement.classList.add("here");
  }

  // The frame stands right of the middle, so that the names of the rows are seen where there is room for them.
  function centre(body) {
    const strip = body.querySelector(".strip");
    if (!strip) return;
    const frame = strip.querySelector(".frame");
    const move = () => { strip.scrollLeft = frame.offsetLeft + frame.offsetWidth - strip.clientWidth * 0.75; };
    strip.querySelector("img").addEventListener("load", move, { once: true });
    move();
  }

  async function open(link, byHand) {
    const body = wide.matches ? beside : over;
    mark(link);
    body.setAttribute("aria-busy", "true");
    if (body === over && !sheet.open) sheet.showModal();
    aside.classList.toggle("open", body === beside);
    try {
      const there = new URL(link.href);
      there.searchParams.set("fragment", "1");
      const answer = await fetch(there);
      if (!answer.ok) throw new Error(answer.status);
      const shown = await answer.text();
      if (tapped !== link) return;
      body.innerHTML = shown;
    } catch {
      location.assign(link.href);
      return;
    }
    body.removeAttribute("aria-busy");
    address(`#${link.parentElement.id}`);
    centre(body);
    if (body === beside) aside.scrollIntoView({ block: "nearest" }); // at the end of a long table it stands too high
    if (byHand || body === over) body.querySelector("h2").focus({ preventScroll: true });
  }

  function close() {
    if (!tapped) return;
    const link = tapped;
    mark(null);
    beside.innerHTML = hint;
    over.innerHTML = "";
    aside.classList.remove("open");
    address("");
    link.focus({ preventScroll: true });
  }

  const number = (target) => target.closest(".stmt td[id] > a");
  const plain = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  table.addEventListener("click", (event) => {
    const link = number(event.target);
    if (!link || !plain(event)) return;
    event.preventDefault();
    open(link, true);
  });

  // An operand that stands in the same table opens there.
  for (const body of [beside, over]) {
    body.addEventListener("click", (event) => {
      const operand = event.target.closest(".sum a, a.num");
      const link = operand && [...table.querySelectorAll("td[id] > a")].find((other) => other.href === operand.href);
      if (!link || !plain(event)) return;
      event.preventDefault();
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
      open(link, true);
    });
  }

  aside.querySelector("button").addEventListener("click", close);
  sheet.addEventListener("close", close);
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !sheet.open) close(); });
  wide.addEventListener("change", () => { if (sheet.open) sheet.close(); else close(); });

  function arrive() {
    const cell = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = cell && number(cell.querySelector("a") || cell);
    if (link) open(link, false);
  }
  addEventListener("hashchange", arrive);
  arrive();
})();
