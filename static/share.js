// The poster and the pictures of charts, drawn when they are asked for. Without script the buttons stay hidden.
(() => {
  "use strict";
  const gettext = self.gettext ?? ((words) => words);
  const part = document.querySelector(".share");
  if (!part) return;
  const canvas = () => import(part.dataset.canvas);

  const show = (drawn, name, words) => {
    const dialog = document.createElement("dialog");
    dialog.className = "poster-sheet";
    dialog.setAttribute("aria-label", words);
    const picture = new Image();
    picture.alt = words;
    picture.src = drawn.toDataURL("image/png");
    const acts = document.createElement("p");
    acts.className = "acts";
    const save = document.createElement("a");
    save.className = "btn main";
    save.textContent = gettext("保存图片");
    save.href = picture.src;
    save.download = `${name}.png`;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn";
    close.textContent = gettext("关闭");
    close.addEventListener("click", () => dialog.close());
    acts.append(save, close);
    const hint = document.createElement("p");
    hint.className = "note";
    hint.textContent = gettext("手机上也可以长按图片保存或发送。");
    dialog.append(acts, picture, hint);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  const drawing = async (button, draw) => {
    const said = button.textContent;
    button.disabled = true;
    button.textContent = gettext("正在画…");
    try {
      await draw();
      button.textContent = said;
    } catch {
      button.textContent = gettext("没有画成，再试一次");
    }
    button.disabled = false;
  };

  // A button under every chart that the server drew; what it reads stays there when plotly takes its place.
  for (const figure of document.querySelectorAll("figure.chart, [data-picture]")) {
    if (!figure.querySelector("svg[role=img], td.bar svg")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn picture";
    button.textContent = gettext("下载图片");
    button.addEventListener("click", () => drawing(button, async () => {
      const [tools, chart] = await Promise.all([canvas(), import(part.dataset.chartScript)]);
      const drawn = await chart.draw(tools, figure, part.dataset);
      show(drawn, `chart-${figure.closest("section[id]")?.id ?? "juesuan"}`, gettext("图片：%s").replace("%s", () => chart.titleOf(figure)));
    }));
    const details = figure.querySelector(":scope > details");
    if (details) details.before(button);
    else figure.after(button);
  }

  for (const button of part.querySelectorAll("[data-poster]")) {
    const data = JSON.parse(document.getElementById(button.dataset.poster).textContent);
    button.hidden = false;
    button.addEventListener("click", () => drawing(button, async () => {
      const [tools, poster] = await Promise.all([canvas(), import(part.dataset.posterScript)]);
      show(await poster.draw(tools, data), data.file, `海报：${data.title.join(data.between)}，${data.subtitle}`);
    }));
  }
})();
