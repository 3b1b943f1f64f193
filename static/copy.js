// Copies a citation. The buttons are hidden where there is no script or no clipboard.
(() => {
  "use strict";
  const gettext = self.gettext ?? ((words) => words);
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const said = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = gettext("已复制");
      setTimeout(() => { button.textContent = said; }, 2000);
    });
  }
})();
