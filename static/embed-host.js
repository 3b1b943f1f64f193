// For the page that embeds: makes each frame from this site as high as what is in it.
(() => {
  "use strict";
  if (window.juesuanFrames) return;
  window.juesuanFrames = true;
  const origin = new URL(document.currentScript.src).origin;
  const tallest = 20000;
  window.addEventListener("message", ({ origin: from, source, data }) => {
    if (from !== origin || data?.juesuan !== "height" || !(data.height > 0)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === source) frame.style.height = `${Math.min(data.height, tallest)}px`;
    }
  });
})();
