// The share poster: 1080 × 1440, a sheet of blocks above and the source with its QR code below.
const WIDTH = 1080, HEIGHT = 1440, EDGE = 72, RIGHT = WIDTH - EDGE, ACROSS = WIDTH - 2 * EDGE;
const HEAD = 140, CODE = 216, FOOT = HEIGHT - 64 - CODE - 72, QUIET = 4;

const head = (sheet, data) => {
  sheet.emblem(EDGE, 62, 42);
  sheet.line(data.site, EDGE + 58, 95, { size: 30, weight: 700 });
  sheet.line(data.kind, RIGHT, 95, { size: 28, colour: "soft", align: "right" });
  sheet.rect(EDGE, 124, ACROSS, 4, "ink");
};

// The code on whole pixels, so that it stays sharp; the paper around it is its quiet zone.
const code = async (sheet, tools, data, top) => {
  const picture = await tools.loaded(data.qr);
  const squares = picture.naturalWidth / 8;
  const dot = Math.floor(CODE / (squares - 2 * QUIET));
  const side = (squares - 2 * QUIET) * dot;
  sheet.pen.imageSmoothingEnabled = false;
  sheet.pen.drawImage(
    picture, RIGHT - side - QUIET * dot, top - QUIET * dot, squares * dot, squares * dot);
  sheet.pen.imageSmoothingEnabled = true;
  sheet.line("扫码看出处", RIGHT - side / 2, top + CODE + 40, { size: 24, weight: 700, align: "center" });
};

const foot = async (sheet, tools, data) => {
  const top = FOOT + 30, width = ACROSS - CODE - 56;
  await code(sheet, tools, data, top);
  sheet.rect(EDGE, FOOT, ACROSS, 2, "ink");
  let y = top + 22;
  const write = (words, size, colour, most, weight) => {
    for (const line of sheet.wrap(words, width, size, weight, most)) {
      sheet.line(line, EDGE, y, { size, colour, weight });
      y += size * 1.5;
    }
  };
  write("来源", 24, "ink", 1, 700);
  write(data.source, 22, "soft", 4);
  y += 6;
  write(data.address, 22, "up", 2);
  const last = top + CODE + 40;
  sheet.line(`${data.day}制图 · 数字照原件抄录，不改不补`, EDGE, last, { size: 24, colour: "soft" });
};

// ---- blocks: each has a height and draws itself from its top ----

const titleBlock = (sheet, data) => {
  const whole = data.title.join(data.between);
  const one = sheet.measure(whole, 56, 700) <= ACROSS;
  const parts = one ? [whole] : data.title;
  const size = parts.some((part) => sheet.measure(part, 56, 700) > ACROSS) ? 48 : 56;
  const small = sheet.fit(data.subtitle, ACROSS, 29, 400, 25);
  const lines = parts.flatMap((part) => sheet.wrap(part, ACROSS, size, 700, 3)).slice(0, 4);
  const under = sheet.pack(data.subtitle.split(" · "), " · ", ACROSS, small, 400, 2);
  return {
    height: lines.length * size * 1.28 + under.length * 43 + 8,
    draw: (top) => {
      let y = top + size * 0.95;
      for (const line of lines) { sheet.line(line, EDGE, y, { size, weight: 700 }); y += size * 1.28; }
      y += small * 0.95 - size * 0.95 + 12;
      for (const line of under) { sheet.line(line, EDGE, y, { size: small, colour: "soft" }); y += 43; }
    },
  };
};

const notes = (sheet, tools, given, x, y, width, size) => {
  let at = y;
  for (const note of given) {
    for (const line of sheet.wrap(note.words, width, size, note.tone ? 600 : 400, 2)) {
      sheet.line(line, x, at, { size, weight: note.tone ? 600 : 400, colour: tools.toned(note.tone) });
      at += size * 1.45;
    }
  }
  return at - y;
};

const notesHeight = (sheet, given, width, size) =>
  given.reduce(
    (sum, note) => sum + sheet.wrap(note.words, width, size, note.tone ? 600 : 400, 2).length * size * 1.45, 0);

const leadBlock = (sheet, tools, lead) => {
  const size = sheet.fit(lead.value, ACROSS - sheet.measure(lead.unit, 44) - 24, 144, 700, 60);
  return {
    height: 46 + size * 0.9 + 26 + notesHeight(sheet, lead.notes, ACROSS, 32),
    draw: (top) => {
      sheet.line(lead.label, EDGE, top + 32, { size: 32 });
      if (lead.mark) sheet.mark(lead.mark, 0, top + 32, 28, RIGHT);
      const foot = top + 46 + size * 0.9;
      const wide = sheet.line(lead.value, EDGE - size * 0.03, foot, { size, weight: 700 });
      sheet.line(lead.unit, EDGE + wide + 20, foot, { size: 44, colour: "soft" });
      notes(sheet, tools, lead.notes, EDGE, foot + 64, ACROSS, 32);
    },
  };
};

// A line of bars: label, bar, value; note and mark below the bar. Long labels have a line of their own, with the
// note and the mark at its end. `stretch` gives every line more room.
const barsBlock = (sheet, tools, group) => {
  const { bars } = group;
  const values = Math.max(...bars.map((bar) => sheet.measure(bar.value, 30, 600)));
  const labels = Math.max(...bars.map((bar) => sheet.measure(bar.label, 28)));
  const stacked = labels > 230;
  const left = stacked ? EDGE : EDGE + labels + 24;
  const room = RIGHT - values - 24 - left;
  const under = !stacked && bars.some((bar) => bar.note || bar.mark);
  const heading = group.title ? 46 : 0;
  let step = stacked ? 74 : under ? 66 : 48, thick = 26;

  const drawBar = (bar, bottom) => {
    const long = Math.max(room * bar.share, 3);
    if (bar.look === "est") {
      sheet.rect(left, bottom - thick, long, thick, "wash");
      sheet.frame(left + 1, bottom - thick + 1, Math.max(long - 2, 1), thick - 2, "soft", 2, [7, 5]);
    } else sheet.rect(left, bottom - thick, long, thick, bar.look === "now" ? "up" : "past");
  };

  const remark = (bar, y) => {
    const wide = bar.mark ? sheet.mark(bar.mark, left, y, 20, stacked ? RIGHT : undefined) + 16 : 0;
    if (!bar.note) return;
    const align = stacked ? "right" : "left";
    const [words] = sheet.wrap(bar.note.words, RIGHT - left - wide, 22, 400, 1);
    sheet.line(
      words, stacked ? RIGHT - wide : left + wide, y, { size: 22, colour: tools.toned(bar.note.tone), align });
  };

  const one = (bar, top) => {
    const bottom = top + (stacked ? 36 : 8) + thick;
    const beside = (bar.note ? sheet.measure(bar.note.words, 22) : 0) + (bar.mark ? 130 : 0) + 24;
    if (stacked) {
      const [label] = sheet.wrap(bar.label, ACROSS - beside, 26, 400, 1);
      sheet.line(label, EDGE, top + 26, { size: 26 });
    } else sheet.line(bar.label, EDGE, bottom - thick / 2 + 10, { size: 28 });
    if (bar.share !== null) drawBar(bar, bottom);
    sheet.line(bar.value, RIGHT, bottom - thick / 2 + 11, { size: 30, weight: 600, align: "right" });
    remark(bar, stacked ? top + 26 : bottom + 26);
  };

  const block = {
    lines: bars.length,
    stretch: (more) => {
      step += more;
      thick += Math.min(more * 0.5, 14);
      block.height += more * bars.length;
    },
    height: heading + bars.length * step - 8,
    draw: (top) => {
      if (group.title) sheet.line(group.title, EDGE, top + 28, { size: 28, weight: 700 });
      bars.forEach((bar, place) => one(bar, top + heading + place * step));
    },
  };
  return block;
};

// Two figures side by side.
const figuresBlock = (sheet, tools, figures) => {
  const gap = 56, width = (ACROSS - gap) / 2;
  const tall = figures.map(
    (figure) => 108 + notesHeight(sheet, figure.notes, width, 23));
  const one = (figure, x, top) => {
    sheet.rect(x, top, width, 2, "hair");
    sheet.line(figure.label, x, top + 38, { size: 25, colour: "soft" });
    const size = sheet.fit(figure.value, width - sheet.measure(figure.unit, 25) - 12, 46, 700, 30);
    const wide = sheet.line(figure.value, x, top + 90, { size, weight: 700 });
    sheet.line(figure.unit, x + wide + 12, top + 90, { size: 25, colour: "soft" });
    notes(sheet, tools, figure.notes, x, top + 126, width, 23);
    if (figure.mark) sheet.mark(figure.mark, 0, top + 37, 21, x + width);
  };
  return {
    height: Math.max(...tall),
    draw: (top) => figures.forEach((figure, side) => one(figure, EDGE + side * (width + gap), top)),
  };
};

// The piece of the page around the number, the name of its row above it.
const stripBlock = (sheet, picture, strip) => {
  const dots = picture.naturalHeight / strip.height;
  const across = picture.naturalWidth / dots;
  const zoom = 2.2;
  const shown = Math.min(across, ACROSS / zoom);
  const { frame, name } = strip;
  const from = Math.min(Math.max(frame.left + frame.width / 2 - shown / 2, 0), across - shown);
  const high = strip.height * zoom;
  const apart = name && name.left < from ? name : null;
  const named = apart ? apart.height * zoom + 10 : 0;
  const cut = (left, top, width, height, x, y, scale) =>
    sheet.pen.drawImage(
      picture, left * dots, top * dots, width * dots, height * dots, x, y, width * scale, height * scale);
  return {
    height: 40 + named + high + 4,
    draw: (top) => {
      sheet.line("原件的这一行", EDGE, top + 24, { size: 24, colour: "soft" });
      let y = top + 40;
      if (apart) {
        const wide = Math.min(apart.width, shown);
        cut(apart.left, apart.top, wide, apart.height, EDGE, y, zoom);
        sheet.frame(EDGE, y, shown * zoom, apart.height * zoom, "hair");
        y += named;
      }
      cut(from, 0, shown, strip.height, EDGE, y, zoom);
      sheet.frame(EDGE, y, shown * zoom, high, "hair");
      sheet.frame(
        EDGE + (frame.left - from) * zoom, y + frame.top * zoom, frame.width * zoom, frame.height * zoom, "up", 5);
    },
  };
};

const wordsBlock = (sheet, words, most, size = 26, colour = "ink", bar = false) => {
  const indent = bar ? 26 : 0;
  const lines = sheet.wrap(words, ACROSS - indent, size, 400, most);
  const height = lines.length * size * 1.5;
  return {
    height,
    draw: (top) => {
      if (bar) sheet.rect(EDGE, top + 4, 6, height - 2, "ink");
      lines.forEach((line, place) =>
        sheet.line(line, EDGE + indent, top + size + place * size * 1.5, { size, colour }));
    },
  };
};

const pairs = (figures) => Array.from({ length: Math.ceil(figures.length / 2) }, (_, row) =>
  figures.slice(2 * row, 2 * row + 2));

const blocksOf = async (sheet, tools, data) => {
  const first = [titleBlock(sheet, data)];
  if (data.lead) first.push(leadBlock(sheet, tools, data.lead));
  if (data.strip) {
    const picture = await tools.loaded(data.strip.src).catch(() => null);
    if (picture) first.push(stripBlock(sheet, picture, data.strip));
  }
  const middle = [
    ...data.groups.map((group) => barsBlock(sheet, tools, group)),
    ...pairs(data.figures).map((figures) => figuresBlock(sheet, tools, figures)),
  ];
  const last = [
    ...data.words.map((text) => wordsBlock(sheet, text, 3)),
    ...data.refused.map((text) => wordsBlock(sheet, text, 3, 26, "ink", true)),
  ];
  if (data.checked) last.push(wordsBlock(sheet, data.checked, 2, 26));
  return { first, middle, last };
};

// What fits between head and foot, the last of the middle left out first; then longer lines of bars, then air.
const placed = ({ first, middle, last }) => {
  const least = 26, room = FOOT - HEAD - 24;
  const tall = (blocks) => blocks.reduce((sum, block) => sum + block.height + least, 0);
  const shown = [...middle], ends = [...last];
  while (shown.length > 1 && tall([...first, ...shown, ...ends]) > room) shown.pop();
  while (ends.length && tall([...first, ...shown, ...ends]) > room) ends.pop();
  const blocks = [...first, ...shown, ...ends];
  const lines = blocks.reduce((sum, block) => sum + (block.lines ?? 0), 0);
  const more = lines ? Math.min(Math.max(room - tall(blocks), 0) / lines, 30) : 0;
  for (const block of blocks) block.stretch?.(more);
  const air = Math.max(room - tall(blocks), 0) / Math.max(blocks.length, 1);
  return { blocks, gap: least + Math.min(air, 40) };
};

export const draw = async (tools, data) => {
  await document.fonts?.ready;
  const sheet = new tools.Sheet(WIDTH, HEIGHT);
  head(sheet, data);
  const { blocks, gap } = placed(await blocksOf(sheet, tools, data));
  let y = HEAD + 24;
  for (const block of blocks) {
    block.draw(y);
    y += block.height + gap;
  }
  await foot(sheet, tools, data);
  return sheet.canvas;
};
