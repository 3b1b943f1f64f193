// 互动图表：按下按钮才载入。没有脚本时按钮不出现，图与表照常可读。
(() => {
  const gettext = self.gettext ?? ((words) => words);
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
    displaylogo: false,
    responsive: true,
    // 图片由页面上的“下载图片”画：带来源、网址和日期。
    modeBarButtonsToRemove: ["toImage", "sendChartToCloud", "lasso2d", "select2d"],
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
    const place = document.createElement("div");
    place.className = "plotly-place";
    figure.querySelector(".drawn").after(place);
    await window.Plotly.newPlot(place, data.map(tint), dress(layout), { ...options, locale: locale ? "zh-CN" : "en" });
    return place;
  };

  // 图、只看表、互动图表：地址里写着是哪一种，后退键逐步退回。
  const asked = () => new URLSearchParams(location.search).get("chart") ?? "";

  for (const figure of document.querySelectorAll("figure.chart:has(.kinds)")) {
    const drawn = figure.querySelector(".drawn");
    const button = figure.querySelector("button[data-kind]");
    const status = figure.querySelector("[role=status]");
    const links = [...figure.querySelectorAll("a[data-kind]")];
    let place = null;

    const interact = async () => {
      button.disabled = true;
      status.hidden = false;
      status.textContent = gettext("正在载入互动图表…");
      try {
        place ??= await draw(figure);
        status.textContent = gettext("指向或点按柱子看数值。");
        return true;
      } catch {
        button.disabled = false;
        status.textContent = gettext("互动图表未能载入，上面的图与表仍然完整。");
        return false;
      }
    };

    const show = async (kind) => {
      const live = kind === "interactive" && button && (await interact());
      drawn.hidden = live || kind === "table";
      if (place) place.hidden = !live;
      if (button) {
        button.hidden = live || !figure.dataset.plotly;
        button.disabled = false;
        if (kind !== "interactive") status.hidden = true;
      }
      if (kind === "table") figure.querySelector("details").open = true;
      for (const link of links) {
        if (!live && link.dataset.kind === (kind === "table" ? "table" : "")) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };

    const go = (kind, address) => {
      if (kind !== asked()) history.pushState(null, "", address);
      show(kind);
    };
    for (const link of links) {
      link.addEventListener("click", (event) => {
        if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(link.dataset.kind, link.href);
      });
    }
    if (button && figure.dataset.plotly) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const address = new URL(location.href);
        address.searchParams.set("chart", "interactive");
        go("interactive", address);
      });
    }
    addEventListener("popstate", () => show(asked()));
    if (asked() === "interactive") show("interactive");
  }
})();
