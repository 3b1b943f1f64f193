"""Which pages, and what of them, have to be recognised: their text says nothing, or a picture stands in for it."""

from dataclasses import dataclass

from ingest.parsing.facts import Box
from ingest.parsing.pages import Page, Word

_LEAST = 0.04  # of the page: a smaller picture is a seal or a logo
_FEW_SIGNS = 30  # characters over a picture, or on a page of one: a page number, a heading


@dataclass(frozen=True)
class Unread:
    """What of a page is to be recognised: ``areas`` in points, none for all of it; the ``words`` that stand."""

    areas: tuple[Box, ...]
    words: tuple[Word, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing else of the page says what is on it."""
        return sum(len(word.text) for word in self.words) <= _FEW_SIGNS


def unread(page: Page) -> Unread | None:
    """What is to be recognised of a page; None where its text says all, or nothing is printed on it."""
    if page.garbled:
        return Unread((), ())
    pictures = tuple(box for box in page.pictures if _is_large(box, page) and _is_mute(box, page))
    if pictures:
        return Unread(pictures, page.words)
    if not page.words and page.rules:
        return Unread((), ())
    return None


def _is_large(box: Box, page: Page) -> bool:
    width = min(box[2], page.width) - max(box[0], 0)
    height = min(box[3], page.height) - max(box[1], 0)
    return width > 0 and height > 0 and width * height >= _LEAST * page.width * page.height


def _is_mute(box: Box, page: Page) -> bool:
    """Whether hardly any text of the page stands on the picture."""
    signs = 0
    for word in page.words:
        if word.box:
            x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
            signs += len(word.text) if box[0] <= x <= box[2] and box[1] <= y <= box[3] else 0
    return signs <= _FEW_SIGNS
