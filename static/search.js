// What a reader may mean, while typing: a list below the box, by keyboard too. Without a script it is a plain form.
// Hits open with their word marked, where the browser can.
(() => {
  "use strict";
  const gettext = self.gettext ?? ((words) => words);
  if ("fragmentDirective" in document) {
    for (const link of document.querySelectorAll("a[data-find]")) {
      link.href += (link.hash ? "" : "#") + ":~:text=" + encodeURIComponent(link.dataset.find);
    }
  }
  const WAIT = 120; // milliseconds
  for (const box of document.querySelectorAll("[data-suggest]")) start(box, box.querySelector("input[type=search]"));

  function start(box, input) {
    const list = document.createElement("ul");
    list.id = input.id + "-list";
    list.className = "suggest";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", gettext("可能要找的"));
    list.hidden = true;
    const said = document.createElement("p");
    said.className = "vh";
    said.setAttribute("role", "status");
    box.append(list, said);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);
    let timer, asked, at = -1;

    const close = () => {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (next) => {
      const options = list.children;
      if (options[at]) options[at].setAttribute("aria-selected", "false");
      at = (next + 1 + options.length + 1) % (options.length + 1) - 1; // -1: what is typed
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      options[at].setAttribute("aria-selected", "true");
      options[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[at].id);
    };
    const show = (found) => {
      close();
      list.replaceChildren(...found.map((one, place) => {
        const option = document.createElement("li");
        const link = document.createElement("a");
        const note = document.createElement("small");
        option.id = list.id + place;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        link.href = one.href;
        link.tabIndex = -1;
        link.textContent = one.label;
        note.textContent = one.note;
        link.append(note);
        option.append(link);
        return option;
      }));
      said.textContent = found.length ? gettext("%s 条建议，用上下方向键选择").replace("%s", found.length) : gettext("没有建议");
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async () => {
      if (asked) asked.abort();
      const typed = input.value.trim();
      if (!typed) return close();
      asked = new AbortController();
      try {
        const answer = await fetch(box.dataset.suggest + "?q=" + encodeURIComponent(typed), { signal: asked.signal });
        if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };
    input.addEventListener("input", (event) => {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown") choose(at + 1);
      else if (event.key === "ArrowUp") choose(at < 0 ? list.children.length - 1 : at - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Tab") return close();
      else if (event.key === "Enter" && at >= 0) location.href = list.children[at].firstChild.href;
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
  }
})();
