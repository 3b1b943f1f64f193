// The picture of a chart: the server's drawing in the light colours, its title and unit above, source, address and
// day below. 840 × 2 = 1680 px wide.
const gettext = self.gettext ?? ((words) => words);
const WIDTH = 840, SCALE = 2, EDGE = 40, ACROSS = WIDTH - 2 * EDGE, MANY = 24;
const COPIED = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity",
  "font-size", "font-weight", "text-anchor", "dominant-baseline", "letter-spacing",
];

const ROW = { size: 14, line: 20, pad: 7, bar: 0.3, narrow: 0.2 };

const drawings = (figure) => [...figure.querySelectorAll("svg[role=img]")];
const named = (drawing) => drawing.querySelector("title")?.textContent.trim() ?? "";

// The words as they were served, whatever unit the reader looks at.
const served = (element) => {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll("[data-printed]")) part.textContent = part.dataset.printed;
  return copy;
};
const heading = (figure) => figure.querySelector(":scope > figcaption") ?? figure.closest("section")?.querySelector("h2");

export const titleOf = (figure) =>
  (heading(figure) && served(heading(figure)).textContent.trim()) || named(drawings(figure)[0]);

// The colours of the page as it looks now → those of the light page.
const lights = (tools) => {
  const probe = document.createElement("i");
  document.body.append(probe);
  const now = {};
  for (const [name, light] of Object.entries(tools.COLOURS)) {
    probe.style.color = `var(--${name})`;
    now[getComputedStyle(probe).color] = light;
  }
  probe.remove();
  return (colour) => now[colour] ?? colour;
};

const dressed = (drawing, light) => {
  const copy = served(drawing);
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, place) => {
    const look = getComputedStyle(originals[place]);
    for (const name of COPIED) element.style.setProperty(name, light(look.getPropertyValue(name)));
    element.removeAttribute("class");
  });
  return copy;
};

// As a picture of its own: `overhang` leaves room for labels that reach over the edge.
const pictured = async (tools, drawing, width, light) => {
  const height = Number(drawing.getAttribute("height")) || drawing.getBoundingClientRect().height;
  const overhang = EDGE;
  const copy = dressed(drawing, light);
  for (const [name, value] of Object.entries({ x: overhang, width, height, overflow: "visible" })) {
    copy.setAttribute(name, value);
  }
  const around = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  around.setAttribute("width", width + 2 * overhang);
  around.setAttribute("height", height);
  around.style.fontFamily = tools.FONT;
  around.append(copy);
  const text = new XMLSerializer().serializeToString(around);
  const picture = await tools.loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`);
  return { picture, height, overhang, title: named(drawing) };
};

// "2023 年报告，公开01表，第 60 行，原件第 5 页": what the table beside the chart says of each number.
const sources = (figure) =>
  figure.dataset.source ?? [...figure.querySelectorAll("table.twin tbody tr")]
    .map((row) => {
      const told = row.lastElementChild?.textContent.trim() ?? "";
      const year = row.firstElementChild.textContent.trim();
      return !told || told.startsWith(year) ? told : `${year}${gettext("：")}${told}`;
    })
    .filter(Boolean)
    .join(gettext("；"));

const sourced = (source, said) =>
  (said ? gettext("来源：%s（%t）") : gettext("来源：%s")).replace("%s", () => source).replace("%t", () => said);

const columns = (count) => (count === 1 ? 1 : count === 3 ? 3 : 2);

// The drawings of a figure, side by side where there are several: how high they are, and how to paint them.
const painted = async (tools, figure, light) => {
  const found = drawings(figure);
  const across = columns(found.length);
  const width = (ACROSS - MANY * (across - 1)) / across;
  const parts = await Promise.all(found.map((drawing) => pictured(tools, drawing, width, light)));
  const labelled = found.length > 1 ? 24 : 0;
  const tall = Math.max(...parts.map((part) => part.height)) + labelled + 20;
  const paint = (sheet, head) => parts.forEach(({ picture, height, overhang, title: label }, place) => {
    const x = EDGE + (place % across) * (width + MANY);
    const top = head + Math.floor(place / across) * tall;
    if (labelled) sheet.line(label, x, top + 14, { size: 15, weight: 700 });
    sheet.pen.drawImage(picture, x - overhang, top + labelled, width + 2 * overhang, height);
  });
  return { height: Math.ceil(parts.length / across) * tall, paint, what: found.length === 1 ? parts[0].title : "" };
};

// The words of a cell, each block on a line of its own; a mark that stands beside them is left out.
const words = (cell) => {
  const copy = served(cell);
  for (const aside of copy.querySelectorAll(".vh, .mark")) aside.remove();
  for (const how of copy.querySelectorAll(".origin")) how.after(" ");
  for (const block of copy.querySelectorAll("small, q, br")) block.before("\n");
  return copy.textContent.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
};

// A table whose rows are drawn as bars: the rows themselves, as wide as the picture.
const tabled = async (tools, table, light) => {
  const rows = [table.tHead.rows[0], ...table.tBodies[0].rows].map((row) => [...row.cells]);
  const place = rows[0].findIndex((_, column) => rows[1]?.[column]?.classList.contains("bar"));
  const bar = ACROSS * (rows[0].length > 4 ? ROW.narrow : ROW.bar);
  const trial = new tools.Sheet(1, 1);
  const wide = rows[0].map((_, column) => Math.max(...rows.map((row) => Math.min(170, Math.max(0,
    ...words(row[column] ?? row[0]).map((line) => trial.measure(line, ROW.size, 700)))))));
  const others = wide.reduce((sum, one, column) => sum + (column && column !== place ? one + 16 : 0), 0);
  wide[0] = ACROSS - bar - others - 16;
  wide[place] = bar;
  const set = rows.map((row, at) => row.map((cell, column) => column === place ? [] :
    words(cell).flatMap((line) => trial.wrap(line, wide[column], ROW.size, column && at ? 400 : 700))));
  const heights = set.map((row) => Math.max(1, ...row.map((lines) => lines.length)) * ROW.line + 2 * ROW.pad);
  const bars = await Promise.all(rows.map((row) => {
    const drawing = row[place]?.querySelector("svg");
    return drawing && pictured(tools, drawing, bar, light);
  }));
  const paint = (sheet, head) => {
    let top = head;
    rows.forEach((row, at) => {
      let x = EDGE;
      row.forEach((cell, column) => {
        const right = column > 0 && cell.classList.contains("r") ? "right" : "left";
        set[at][column].forEach((line, nth) => sheet.line(line, right === "right" ? x + wide[column] : x,
          top + ROW.pad + 15 + nth * ROW.line,
          { size: ROW.size, weight: at && column ? 400 : 700, colour: at ? "ink" : "soft", align: right }));
        x += wide[column] + 16;
      });
      const drawn = bars[at];
      if (drawn) {
        sheet.pen.drawImage(drawn.picture, EDGE + wide[0] + 16 - drawn.overhang, top + ROW.pad + 2, bar + 2 * drawn.overhang, drawn.height);
      }
      top += heights[at];
      sheet.rect(EDGE, top - 1, ACROSS, 1, at ? "hair" : "ink");
    });
  };
  return { height: heights.reduce((sum, one) => sum + one, 0) + 12, paint, what: "" };
};

export const draw = async (tools, figure, page) => {
  const light = lights(tools);
  const table = figure.querySelector(":scope > table.bars");
  const body = table ? await tabled(tools, table, light) : await painted(tools, figure, light);
  const trial = new tools.Sheet(1, 1);
  const title = trial.wrap(titleOf(figure), ACROSS, 26, 700, 3);
  const unit = figure.dataset.unit ?? gettext("万元");
  const what = body.what ? [body.what, unit].join(gettext("，")) : unit;
  const under = trial.wrap([page.subject, what].join(" · "), ACROSS, 15, 400, 2);
  const said = sources(figure);
  const source = trial.wrap(sourced(page.source, said), ACROSS, 13, 400, 6);
  const id = figure.closest("section[id]")?.id;
  const address = location.href.split("#")[0] + (id ? `#${id}` : "");
  const link = trial.wrap(decodeURI(address), ACROSS, 13, 400, 3);
  const head = 44 + title.length * 36 + under.length * 23 + 14;
  const foot = 26 + (source.length + link.length) * 20 + 46;
  const sheet = new tools.Sheet(WIDTH, head + body.height + foot + 16, SCALE);
  let y = 44 + 20;
  for (const line of title) { sheet.line(line, EDGE, y, { size: 26, weight: 700 }); y += 36; }
  y -= 4;
  for (const line of under) { sheet.line(line, EDGE, y, { size: 15, colour: "soft" }); y += 23; }
  body.paint(sheet, head);
  y = head + body.height + 8;
  sheet.rect(EDGE, y, ACROSS, 1, "ink");
  y += 26;
  for (const line of source) { sheet.line(line, EDGE, y, { size: 13, colour: "soft" }); y += 20; }
  for (const line of link) { sheet.line(line, EDGE, y, { size: 13, colour: "up" }); y += 20; }
  sheet.emblem(EDGE, y - 2, 18);
  sheet.line(page.site, EDGE + 26, y + 12, { size: 14, weight: 700 });
  sheet.line(gettext("%s制图").replace("%s", page.day), WIDTH - EDGE, y + 12, { size: 13, colour: "soft", align: "right" });
  return sheet.canvas;
};
