// Amounts in 万元, 亿元 or 元, as the reader likes: only what is shown changes, by moving the decimal point of the
// written digits; no number is computed. What was served is kept beside it, and files and addresses stay as they are.
(() => {
  "use strict";
  const KEY = "unit";
  const PLACES = { 元: 0, 万元: 4, 亿元: 8 };
  const MARKED = "data[value], tspan[data-value]";
  const choice = document.querySelector(".unit-choice select");
  if (!choice) return;
  const said = choice.parentElement.querySelector("[role=status]");

  // "-9840.40" moved by 4 → "-98404000"; by -4 → "-0.984040".
  function moved(digits, by) {
    const minus = digits.startsWith("-");
    const [whole, fraction = ""] = digits.replace("-", "").split(".");
    const point = whole.length + by;
    let all = whole + fraction;
    if (point > all.length) all = all.padEnd(point, "0");
    if (point < 1) all = "0".repeat(1 - point) + all;
    const at = Math.max(point, 1);
    const before = all.slice(0, at).replace(/^0+(?=\d)/, "");
    const after = all.slice(at);
    return (minus ? "-" : "") + before + (after ? `.${after}` : "");
  }

  function written(digits) {
    const [whole, fraction] = digits.replace("-", "").split(".");
    const cents = fraction && fraction.length < 2 ? fraction.padEnd(2, "0") : fraction;
    return (digits.startsWith("-") ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (cents ? `.${cents}` : "");
  }

  const served = (element) => element.closest("[data-unit]")?.dataset.unit ?? "万元";

  function put(element, words, told) {
    element.dataset.printed ??= element.textContent;
    element.textContent = words ?? element.dataset.printed;
    if (words === null) {
      delete element.dataset.printed;
      element.removeAttribute("title");
    } else if (told) {
      element.title = told;
    }
  }

  function show(unit) {
    for (const element of document.querySelectorAll(MARKED)) {
      const own = served(element);
      if (!unit || unit === own) {
        if (element.dataset.printed !== undefined) put(element, null);
        continue;
      }
      const value = element.getAttribute("value") ?? element.dataset.value;
      const printed = element.dataset.printed ?? element.textContent;
      put(element, written(moved(value, PLACES["万元"] - PLACES[unit])), `原为 ${printed} ${own}`);
    }
    for (const element of document.querySelectorAll(".in-unit")) {
      if (unit && unit !== served(element)) put(element, unit);
      else if (element.dataset.printed !== undefined) put(element, null);
    }
  }

  function kept() {
    try {
      const unit = localStorage.getItem(KEY);
      return unit in PLACES ? unit : "";
    } catch {
      return ""; // the browser keeps nothing
    }
  }

  const unit = kept();
  const marked = document.querySelector(MARKED);
  if (!marked) return;
  choice.value = unit || served(marked);
  choice.parentElement.classList.add("ready");
  if (unit) show(unit);
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, choice.value);
    } catch { /* shown all the same */ }
    show(choice.value);
    said.textContent = `金额改以${choice.value}显示，下载的文件不变。`;
  });
})();
