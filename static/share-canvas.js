// Text, rules, marks and pictures on a canvas, in the light colours of the site: what posters and charts share.
export const COLOURS = {
  paper: "#ffffff", wash: "#f3f5f7", ink: "#15191e", soft: "#4b545e", hair: "#d6dbe1",
  up: "#0a57a5", down: "#a4480a", past: "#7f8b98",
};
export const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const SIGNS = { ok: "=", round: "≈", diff: "≠", none: "?", info: "i" };
// A number, a word or an address stays whole; what closes a phrase is never the first of a line.
const PIECES = /[A-Za-z0-9.,%−+\-/:_#?&=~@\u00a0]+|\s|./gu;
const CLOSING = /^[，。、；：！？）》”’…·%›]$/u;
const OPENING = /[（《“‘]$/u;

export class Sheet {
  constructor(width, height, scale = 1) {
    this.canvas = document.createElement("canvas");
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.width = width;
    this.height = height;
    this.pen = this.canvas.getContext("2d", { alpha: false });
    this.pen.scale(scale, scale);
    this.rect(0, 0, width, height, "paper");
  }

  style(size, weight = 400) {
    this.pen.font = `${weight} ${size}px ${FONT}`;
  }

  measure(words, size, weight) {
    this.style(size, weight);
    return this.pen.measureText(words).width;
  }

  // One line; y is where its foot stands.
  line(words, x, y, { size, weight = 400, colour = "ink", align = "left" }) {
    this.style(size, weight);
    this.pen.fillStyle = COLOURS[colour];
    this.pen.textAlign = align;
    this.pen.textBaseline = "alphabetic";
    this.pen.fillText(words, x - this.hang(words, size, align), y);
    return this.pen.measureText(words).width;
  }

  // An opening quote or bracket is half air: that half hangs out to the left.
  hang(words, size, align) {
    const opening = align === "left" && /^[“‘（《]/u.test(words);
    return opening && this.pen.measureText(words[0]).width > size * 0.9 ? size * 0.45 : 0;
  }

  // Parts in as few lines as there is room for; a part is broken only where it fills a line alone.
  pack(parts, between, width, size, weight, most = Infinity) {
    const lines = [];
    for (const part of parts) {
      const longer = lines.length ? `${lines.at(-1)}${between}${part}` : part;
      if (lines.length && this.measure(longer, size, weight) <= width) lines.splice(-1, 1, longer);
      else lines.push(...this.wrap(part, width, size, weight));
    }
    return lines.slice(0, most);
  }

  // The largest size, at most `size`, at which the words stand on one line.
  fit(words, width, size, weight, least = 20) {
    let fitting = size;
    while (fitting > least && this.measure(words, fitting, weight) > width) fitting -= 1;
    return fitting;
  }

  // The words in lines of a width; the last of `most` ends with … where more follow.
  wrap(words, width, size, weight, most = Infinity) {
    this.style(size, weight);
    const lines = [];
    let line = "";
    const fits = (text) => this.pen.measureText(text).width <= width;
    const end = () => { lines.push(line.trimEnd()); line = ""; };
    for (const piece of words.match(PIECES) ?? []) {
      if (fits(line + piece) || (CLOSING.test(piece) && line)) { line += piece; continue; }
      if (fits(piece)) {
        const opened = OPENING.exec(line)?.[0] ?? "";
        line = line.slice(0, line.length - opened.length);
        end();
        line = opened + (piece.trim() ? piece : "");
        continue;
      }
      for (const letter of piece) {
        if (!fits(line + letter)) end();
        line += letter;
      }
    }
    if (line) end();
    if (lines.length <= most) return lines;
    let last = lines[most - 1];
    while (last && !fits(`${last}…`)) last = last.slice(0, -1);
    return [...lines.slice(0, most - 1), `${last}…`];
  }

  rect(x, y, width, height, colour) {
    this.pen.fillStyle = COLOURS[colour];
    this.pen.fillRect(x, y, width, height);
  }

  frame(x, y, width, height, colour, thick = 2, dash = []) {
    this.pen.strokeStyle = COLOURS[colour];
    this.pen.lineWidth = thick;
    this.pen.setLineDash(dash);
    this.pen.strokeRect(x, y, width, height);
    this.pen.setLineDash([]);
  }

  // The site's own sign.
  emblem(x, y, side) {
    this.rect(x, y, side, side, "up");
    const part = side / 32;
    for (const top of [10, 18]) this.rect(x + 7 * part, y + top * part, 18 * part, 4 * part, "paper");
  }

  // The mark of a check, its right edge at `right` where that is given; returns its width.
  mark({ look, word }, x, y, size, right) {
    const strong = look === "diff";
    const side = Math.round(size * 1.3);
    const width = side + size * 0.35 + this.measure(word, size, strong ? 700 : 400);
    const left = right === undefined ? x : right - width;
    const top = y - size * 1.02;
    if (strong) this.rect(left, top, side, side, "ink");
    else this.frame(left, top, side, side, look === "none" ? "ink" : "past", 2, look === "none" ? [4, 3] : []);
    const colour = strong ? "paper" : "ink";
    this.line(SIGNS[look] ?? "", left + side / 2, y, { size, weight: 700, colour, align: "center" });
    this.line(word, left + side + size * 0.35, y, { size, weight: strong ? 700 : 400, colour: "ink" });
    return width;
  }
}

export const toned = (tone) => ({ increase: "up", decrease: "down" })[tone] ?? "soft";

export const loaded = (src) =>
  new Promise((done, failed) => {
    const picture = new Image();
    picture.onload = () => done(picture);
    picture.onerror = () => failed(new Error(src));
    picture.src = src;
  });
