// An explained word opens its explanation under the paragraph that uses it. Without this script it leads to the
// list of all words further down.
(() => {
  "use strict";
  const plain = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  function explanation(link) {
    const entry = document.getElementById(link.hash.slice(1));
    if (!entry) return null;
    const box = document.createElement("div");
    box.className = "explained";
    box.id = `${entry.id}-${document.querySelectorAll(".explained").length}`;
    box.append(...[...entry.cloneNode(true).children].map((part) => {
      const line = document.createElement("p");
      line.className = part.localName === "dt" ? "name" : "";
      line.append(...part.childNodes);
      return line;
    }));
    return box;
  }

  for (const link of document.querySelectorAll("a.term")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches("a.term")) { event.preventDefault(); event.target.click(); }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.term");
    if (!link || !plain(event)) return;
    const opened = link.getAttribute("aria-controls");
    if (opened) {
      document.getElementById(opened).remove();
      link.removeAttribute("aria-controls");
      link.setAttribute("aria-expanded", "false");
      event.preventDefault();
      return;
    }
    const box = explanation(link);
    if (!box) return;
    event.preventDefault();
    link.closest("p").after(box);
    link.setAttribute("aria-controls", box.id);
    link.setAttribute("aria-expanded", "true");
  });
})();
