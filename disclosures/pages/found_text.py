"""Where the words of a search stand in a printed text: the text cut around them, with the words marked."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from disclosures.search.folding import Folded, fold, is_plain, placed_runs, plain, plain_token, runs

SNIPPET = 40  # letters
TELLING = 20
BEFORE = 12  # of them before the first word
Span = tuple[int, int]


@dataclass(frozen=True)
class Snippet:
    """``html`` with <mark>, ``text`` without, ``found`` whether a word stands there.

    ``first`` is what is printed from the first word on, long enough to stand nowhere else on its page, else "".
    """

    html: SafeString
    text: str
    first: str = ""
    found: bool = False


def contains(text: str, word: str) -> bool:
    """Whether a folded word, or each part of it, stands in a printed text."""
    held = plain(text)
    numbers: set[str] | None = None
    for run in runs(word):
        if not is_plain(run):
            if run not in held:
                return False
            continue
        if numbers is None:
            numbers = {plain_token(one) for one in runs(fold(text).text) if is_plain(one)}
        if plain_token(run) not in numbers:
            return False
    return True


def how_many(text: str, words: tuple[str, ...]) -> int:
    """How many of the words stand in a text."""
    return sum(contains(text, word) for word in words)


def snippet(text: str, words: tuple[str, ...], whole: bool = False) -> Snippet:
    """About forty letters around the first word, or the whole text, with every word marked."""
    spans = _spans(fold(text), words)
    start, end = (0, len(text)) if whole else _cut(text, spans)
    shown = [(max(one, start), min(other, end)) for one, other in spans if one < end and other > start]
    parts: list[SafeString] = [format_html("{}", "…")] if start else []
    place = start
    for one, other in shown:
        parts.append(format_html("{}<mark>{}</mark>", text[place:one], text[one:other]))
        place = other
    parts.append(format_html("{}{}", text[place:end], "…" if end < len(text) else ""))
    first = text[spans[0][0] : spans[0][0] + TELLING] if spans else ""
    cut = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    first = first if len(first) >= TELLING // 2 else ""  # 三公 alone stands in every page's head
    return Snippet(format_html_join("", "{}", ((part,) for part in parts)), cut, first, bool(spans))


def _cut(text: str, spans: list[Span]) -> Span:
    if not spans:
        return 0, min(len(text), SNIPPET)
    start = max(0, min(spans[0][0] - BEFORE, len(text) - SNIPPET))
    return start, min(len(text), max(start + SNIPPET, spans[0][1]))


def _spans(folded: Folded, words: tuple[str, ...]) -> list[Span]:
    """The words' places in the printed text, in order, none within another."""
    found: list[Span] = []
    for word in words:
        whole = _of(folded, word)
        found += whole or [span for run in runs(word) for span in _of(folded, run)]
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _of(folded: Folded, word: str) -> list[Span]:
    if is_plain(word) and runs(word) == [word]:
        return _of_number(folded, word)
    found, place = [], folded.text.find(word)
    while word and place >= 0:
        end = place + len(word)
        found.append((folded.places[place], folded.places[end - 1] + 1))
        place = folded.text.find(word, end)
    return found


def _of_number(folded: Folded, word: str) -> list[Span]:
    """9840.4 where 9,840.40 is printed, and 20 not within 2023."""
    token = plain_token(word)
    return [
        (folded.places[start], folded.places[end - 1] + 1)
        for start, end, run in placed_runs(folded.text)
        if is_plain(run) and plain_token(run) == token
    ]
