// Tells the page around the frame how high its content is.
(() => {
  "use strict";
  if (window.parent === window) return;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ juesuan: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.body);
  tell();
})();
