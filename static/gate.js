// The gate before publication: regions to choose from while typing, and what publishing would do.
(() => {
  "use strict";
  const form = document.getElementById("gate");
  if (!form) return;
  const prospect = document.getElementById("prospect");
  const told = document.getElementById("told");
  const later = (act, wait) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
  };

  // What publishing would do follows what is filled in; the server decides either way.
  let asked = 0;
  let sending = false;
  const look = async () => {
    if (sending) return;
    const mine = ++asked;
    const values = new URLSearchParams(new FormData(form));
    values.delete("csrfmiddlewaretoken");
    const answer = await fetch(`${form.dataset.look}?${values}`, { credentials: "same-origin" });
    if (!answer.ok || mine !== asked) return;
    const focused = prospect.contains(document.activeElement) ? document.activeElement.id : "";
    prospect.innerHTML = await answer.text();
    if (focused) document.getElementById(focused)?.focus();
    const line = prospect.querySelector("[data-told]")?.dataset.told ?? "";
    if (told.textContent !== line) told.textContent = line;
  };
  const soon = later(() => look().catch(() => {}), 300);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => { sending = true; });
  addEventListener("pageshow", () => { sending = false; });

  // Writing beside the candidates, or choosing from a list, is choosing that line.
  const chooseLine = (event) => {
    const radio = event.target.closest(".pick-one")?.querySelector("input[type=radio]");
    if (radio && radio !== event.target && event.target.value) radio.checked = true;
  };
  form.addEventListener("input", chooseLine);
  form.addEventListener("change", (event) => {
    chooseLine(event);
    const typed = event.target.type === "radio" && form.elements[`${event.target.name}_typed`];
    if (typed && event.target.value !== "typed") typed.value = "";
  });

  // A combobox over the regions of the country.
  const combobox = (input) => {
    const list = document.createElement("ul");
    const box = document.createElement("div");
    list.id = `${input.id}_list`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "地区");
    box.className = "combo";
    input.before(box);
    box.append(input, list);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    let at = -1;
    let sent = 0;

    const mark = (next) => {
      at = next;
      [...list.children].forEach((line, number) => line.setAttribute("aria-selected", number === at));
      const line = list.children[at];
      if (line) {
        input.setAttribute("aria-activedescendant", line.id);
        line.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      sent++;
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    };
    const take = (line) => {
      input.value = line.dataset.label;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const seek = async () => {
      const mine = ++sent;
      const answer = await fetch(`${form.dataset.regions}?q=${encodeURIComponent(input.value)}`, { credentials: "same-origin" });
      if (!answer.ok || mine !== sent) return;
      const { regions } = await answer.json();
      if (mine !== sent) return;
      list.replaceChildren(...regions.map((region, number) => {
        const line = document.createElement("li");
        line.id = `${list.id}_${number}`;
        line.setAttribute("role", "option");
        line.dataset.label = line.textContent = region.label;
        line.addEventListener("mousedown", (event) => event.preventDefault());
        line.addEventListener("click", () => take(line));
        return line;
      }));
      list.hidden = !regions.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark(-1);
    };
    const seekSoon = later(() => seek().catch(close), 150);

    input.addEventListener("input", () => { sent++; seekSoon(); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const count = list.hidden ? 0 : list.children.length;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !count && step === 1) seek().catch(close);
      else if (step && count) mark(at < 0 && step < 0 ? count - 1 : (at + step + count) % count);
      else if (event.key === "Enter" && at >= 0) take(list.children[at]);
      else if (event.key === "Escape" && count) close();
      else return;
      event.preventDefault();
    });
  };
  form.querySelectorAll("input[data-region]").forEach(combobox);
})();
