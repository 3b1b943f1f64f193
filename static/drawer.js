// Tapping a number of a statement shows where the page prints it: beside the table, on a phone in a sheet over
// it. Without this script the number leads to its own page, which says the same and more.
(() => {
  "use strict";
  const gettext = self.gettext ?? ((words) => words);
  const table = document.querySelector(".stmt");
  const aside = document.getElementById("drawer");
  const sheet = document.getElementById("drawer-sheet");
  if (!table || !aside || !sheet || !sheet.showModal) return;
  const SOON = 400; // milliseconds: what comes within them is not announced as awaited
  const wide = matchMedia("(min-width: 64rem)");
  const beside = aside.querySelector(".body");
  const over = sheet.querySelector(".body");
  const hint = beside.innerHTML;
  let tapped = null;
  let waiting = 0;

  const address = (hash) => history.replaceState(null, "", hash || location.pathname + location.search);

  function mark(link) {
    if (tapped) tapped.parentElement.classList.remove("here");
    tapped = link;
    if (tapped) tapped.parentElement.classList.add("here");
  }

  // Said in the drawer itself: while a dialog is open nothing outside of it is announced.
  function say(body, words) {
    clearTimeout(waiting);
    body.parentElement.querySelector(".told").textContent = words;
  }

  function expect(body, words) {
    say(body, "");
    waiting = setTimeout(() => say(body, words), SOON);
  }

  // As much of the row as there is room for: its name and the number, or the number right of the middle.
  function centre(strip) {
    const frame = strip.querySelector(".frame");
    const spot = strip.querySelector(".spot");
    const least = spot.offsetLeft + spot.offsetWidth - strip.clientWidth;
    const wished = frame.offsetLeft + frame.offsetWidth - strip.clientWidth * 0.75;
    strip.scrollLeft = Math.min(spot.offsetLeft, Math.max(least, wished));
  }

  function picture(body) {
    const figure = body.querySelector(".crop");
    if (!figure) return;
    const strip = figure.querySelector(".strip");
    const image = strip.querySelector("img");
    const ready = () => {
      figure.removeAttribute("aria-busy");
      centre(strip);
      const late = body.parentElement.querySelector(".told").textContent;
      if (tapped) say(body, late && gettext("页面图已取到。"));
    };
    const lost = () => {
      figure.removeAttribute("aria-busy");
      figure.classList.add("lost");
      if (tapped) say(body, gettext("页面图没有取到，可以打开原件查看。"));
    };
    centre(strip);
    if (image.complete && image.naturalWidth) return;
    figure.setAttribute("aria-busy", "true");
    expect(body, gettext("正在取页面图……"));
    image.addEventListener("load", ready, { once: true });
    image.addEventListener("error", lost, { once: true });
    if (image.complete) (image.naturalWidth ? ready : lost)();
  }

  function fail(body, link) {
    body.innerHTML = '<h2 class="path" id="drawer-path" tabindex="-1"></h2>'
      + '<p><button type="button" class="btn"></button></p><p><a></a></p>';
    body.querySelector("h2").textContent = gettext("没有取到这个数的出处");
    body.querySelector("button").textContent = gettext("再取一次");
    body.querySelector("a").textContent = gettext("打开这个数的固定页面");
    body.querySelector("a").href = link.href;
    body.querySelector("button").addEventListener("click", () => open(link, true));
    say(body, gettext("没有取到，可能是网络断了。"));
  }

  async function open(link, byHand) {
    const body = wide.matches ? beside : over;
    mark(link);
    body.setAttribute("aria-busy", "true");
    expect(body, gettext("正在取这个数的出处……"));
    if (body === over && !sheet.open) sheet.showModal();
    aside.classList.toggle("open", body === beside);
    let shown = "";
    try {
      const there = new URL(link.href);
      there.searchParams.set("fragment", "1");
      const answer = await fetch(there);
      if (answer.ok) shown = await answer.text();
    } catch { /* no network */ }
    if (tapped !== link) return; // another one was tapped meanwhile, or the drawer closed
    body.removeAttribute("aria-busy");
    address(`#${link.parentElement.id}`);
    if (shown) {
      body.innerHTML = shown;
      say(body, "");
      picture(body);
    } else {
      fail(body, link);
    }
    if (body === beside) aside.scrollIntoView({ block: "nearest" }); // at the end of a long table it stands too high
    if (byHand || body === over) body.querySelector("h2").focus({ preventScroll: true });
  }

  function close() {
    if (!tapped) return;
    const link = tapped;
    mark(null);
    for (const body of [beside, over]) {
      body.removeAttribute("aria-busy");
      say(body, "");
    }
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
