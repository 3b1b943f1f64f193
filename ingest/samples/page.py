"""Small pieces of HTML for the typeset samples."""

from collections.abc import Iterable
from html import escape

STYLE = """
@page { size: A4; margin: 22mm 18mm 18mm }
@page wide { size: A4 landscape; margin: 14mm 14mm 12mm }
@page scan { size: A4; margin: 0 }
@page widescan { size: A4 landscape; margin: 0 }
* { font-family: Song; font-weight: normal; font-synthesis: none; box-sizing: border-box }
body { margin: 0; font-size: 12pt; line-height: 1.9 }
h1, h2, h3 { font-family: Hei; break-after: avoid }
h1 { font-size: 17pt; text-align: center; margin: 0 0 8mm; line-height: 1.5 }
h2 { font-size: 13pt; margin: 4mm 0 1mm }
h3 { font-size: 12pt; margin: 2mm 0 0 }
p { margin: 0; text-indent: 2em; text-align: justify }
.part { break-before: page }
.cover { text-align: center; padding-top: 70mm }
.cover h1 { font-size: 25pt; text-wrap: balance }
.cover p { text-indent: 0; text-align: center }
.contents p { text-indent: 1em; line-height: 1.65 }
.sheet { break-before: page; line-height: 1.25 }
.wide { page: wide }
.sheet h2 { font-size: 14pt; text-align: center; margin: 0 0 1mm }
.captions { display: flex; justify-content: space-between; font-size: 9pt }
.number { text-align: right; font-size: 9pt }
.sheet p { font-size: 8.5pt; text-indent: 0; line-height: 1.5 }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; line-height: 1.2 }
tr { break-inside: avoid }
th, td { border: 0.5pt solid #000; padding: 0.75mm 1mm; text-align: center; vertical-align: middle; height: 5mm }
td.n { text-align: left } td.a { text-align: right; white-space: nowrap }
.scan { break-before: page; page: scan }
.scan.wide { page: widescan }
img { display: block; width: 209mm; height: 296mm }
.wide img { width: 296mm; height: 209mm }
"""


def cell(text: str = "", kind: str = "", span: int = 1, depth: int = 1, head: bool = False) -> str:
    """One table cell: ``kind`` is "n" for names, "a" for amounts, "" for the middle."""
    name = "th" if head else "td"
    attributes = f' class="{kind}"' if kind else ""
    attributes += f' colspan="{span}"' if span > 1 else ""
    attributes += f' rowspan="{depth}"' if depth > 1 else ""
    return f"<{name}{attributes}>{escape(text)}</{name}>"


def head(text: str = "", span: int = 1, depth: int = 1) -> str:
    return cell(text, "", span, depth, head=True)


def row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(cells) + "</tr>"


def table(headers: Iterable[str], rows: Iterable[str]) -> str:
    return f"<table><thead>{''.join(headers)}</thead><tbody>{''.join(rows)}</tbody></table>"


def paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def part(title: str, body: str) -> str:
    return f'<section class="part"><h1>{escape(title)}</h1>{body}</section>'


def sheet(
    title: str, number: str, captions: Iterable[str], body: str, notes: Iterable[str], wide: bool
) -> str:
    """One statement on a page of its own."""
    line = "".join(f"<span>{escape(caption)}</span>" for caption in captions)
    return (
        f'<section class="sheet{" wide" if wide else ""}"><h2>{escape(title)}</h2>'
        f'<div class="number">{escape(number)}</div><div class="captions">{line}</div>'
        f"{body}{paragraphs(notes)}</section>"
    )
