"""Plain text and markdown (.txt, .md) → one page of lines.

Tabs stay: they are what such an extract has left of a table's columns. Markdown's marks go, its heading
levels stay with the line. Nothing else of the wording is changed.
"""

import re
from pathlib import Path

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Line, Page
from ingest.parsing.progress import Progress, Stage, Tell, silent

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u2060]")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_BOLD = re.compile(r"\*\*")
_PIPES = re.compile(r"\s*\|(.*)\|\s*")
_PIPE_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_CHECKED = re.compile(r"<input\b[^<>]*\bchecked\b[^<>]*>", re.IGNORECASE)
_UNCHECKED = re.compile(r"<input\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|strong|table|tr|td|th|tbody|thead|sup|sub|u)\b[^<>]*>", re.IGNORECASE
)

# Files of another kind under a text's name: the first bytes tell.
_OTHER_KINDS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"\x1f\x8b",
)
_MOST_CONTROL = 0.02  # a text has hardly any control characters; random bytes have about a tenth


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        attempts = [("utf-16", "strict")]
    else:
        attempts = [("utf-8-sig", "surrogatepass"), ("gb18030", "strict")]
    for encoding, errors in attempts:
        try:
            return data.decode(encoding, errors)
        except UnicodeDecodeError:
            continue
    return None


def _text_of(data: bytes) -> str:
    """The characters of a file; ReadError where it is empty or no text."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadError(Reason.EMPTY_FILE)
    text = None if data.startswith(_OTHER_KINDS) else _decoded(data)
    if text is None or len(_CONTROL.findall(text.replace("\x00", ""))) > _MOST_CONTROL * len(text):
        raise ReadError(Reason.UNKNOWN_FORMAT, "内容不是文本")
    return _SURROGATE.sub("", _INVISIBLE.sub("", _CONTROL.sub("", text)))


def _without_tags(text: str) -> str:
    return _TAG.sub(" ", _UNCHECKED.sub("☐", _CHECKED.sub("☑", text)))


def _line(raw: str) -> Line | None:
    """One line of the file; None for the rule below the head of a markdown table."""
    heading = _HEADING.fullmatch(raw)
    text, level = (heading[2], len(heading[1])) if heading else (raw, 0)
    pipes = _PIPES.fullmatch(text)
    if pipes:
        if _PIPE_RULE.fullmatch(text):
            return None
        text = "\t".join(cell.strip() for cell in pipes[1].split("|"))
    text = _without_tags(_BOLD.sub("", text)).rstrip(" \u3000")
    return Line(text, heading=level)


def read_text(path: Path, max_pages: int | None = None, tell: Tell = silent) -> tuple[Page, ...]:
    """The lines of a .txt or .md file as one page without a number, blank lines kept as empty lines.

    UTF-8 (with or without its mark), UTF-16 with its mark, else GB 18030. Control characters, zero-width
    characters and lone surrogates are dropped. There are no pages to limit. Raises ReadError: EMPTY_FILE, UNKNOWN_FORMAT.
    """
    tell(Progress(Stage.OPENING))
    text = _text_of(path.read_bytes())
    if not text.strip():
        raise ReadError(Reason.EMPTY_FILE)
    lines = (_line(raw) for raw in _BREAK.split(text))
    return (Page(None, tuple(line for line in lines if line is not None)),)
