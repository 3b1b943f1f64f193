// 互动图表：按下按钮才载入。没有脚本时按钮不出现，图与表照常可读。
(() => {
  const loaded = {};
  const load = (address) =>
    (loaded[address] ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = () => failed(new Error(address));
      document.head.append(script);
    }));

  const options = {
    locale: "zh-CN",
    displaylogo: false,
    responsive: true,
    toImageButtonOptions: { format: "png", width: 1600, height: 900 },
    modeBarButtonsToRemove: ["sendChartToCloud", "lasso2d", "select2d"],
  };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // 图里的颜色换成页面当前的明暗配色
  const roles = { "#0a57a5": "--up", "#7f8b98": "--past", "#e3e8ed": "--wash" };
  const tint = (trace) => ({
    ...trace,
    marker: { ...trace.marker, color: trace.marker.color.map((given) => colour(roles[given] ?? "--past")) },
  });

  const dress = (layout) => {
    const axis = { color: colour("--ink"), gridcolor: colour("--hair"), linecolor: colour("--ink") };
    return {
      ...layout,
      paper_bgcolor: colour("--paper"),
      plot_bgcolor: "transparent",
      font: { color: colour("--ink"), family: colour("--font"), size: 13 },
      modebar: { bgcolor: "transparent", color: colour("--soft"), activecolor: colour("--ink") },
      xaxis: { ...layout.xaxis, ...axis, showgrid: false },
      yaxis: { ...layout.yaxis, ...axis },
    };
  };

  const draw = async (figure) => {
    const { chart, plotly, locale } = figure.dataset;
    const answer = fetch(chart).then((response) => {
      if (!response.ok) throw new Error(response.status);
      return response.json();
    });
    await load(plotly);
    if (locale) await load(locale);
    const { data, layout } = await answer;
    const drawn = figure.querySelector(".drawn");
    const place = document.createElement("div");
    place.className = "plotly-place";
    drawn.replaceWith(place);
    await window.Plotly.newPlot(place, data.map(tint), dress(layout), options);
  };

  for (const figure of document.querySelectorAll("[data-chart]")) {
    if (!figure.dataset.plotly) continue;
    const button = figure.querySelector("button");
    const status = figure.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      status.hidden = false;
      status.textContent = "正在载入互动图表…";
      try {
        await draw(figure);
        button.hidden = true;
        status.textContent = "指向或点按柱子看数值；工具栏可下载图片。";
      } catch {
        button.disabled = false;
        status.textContent = "互动图表未能载入，上面的图与表仍然完整。";
      }
    });
  }
})();
