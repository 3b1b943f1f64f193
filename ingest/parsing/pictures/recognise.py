"""The pages of a file whose text cannot be read are recognised: those with tables first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pypdfium2

from ingest.parsing.pages import Page
from ingest.parsing.pictures.sight import Seen, see
from ingest.parsing.pictures.tabled import shows_table
from ingest.parsing.pictures.unread import Unread, unread
from ingest.parsing.progress import Progress, Stage, Tell

Sights = Mapping[int, tuple[Seen, ...]]  # by page number; two pages scanned on one sheet are two


@dataclass(frozen=True)
class Recognised:
    """The pages of a file, recognised where they had to be; ``seen`` those, ``left`` the ones for another time."""

    pages: tuple[Page, ...]
    seen: Sights = field(default_factory=dict)
    left: tuple[int, ...] = ()

    @property
    def pictured(self) -> tuple[int, ...]:
        """The pages of which all was recognised, their prose included."""
        return tuple(sorted(number for number, found in self.seen.items() if any(one.whole for one in found)))


def recognise(path: Path, pages: Sequence[Page], tell: Tell, former: Recognised | None = None) -> Recognised:
    """Recognise what of a PDF cannot be read, in two goes.

    In: the file, its pages as read, who hears how far it has come, and what the first go gave.
    Out: all pages in order. The first go recognises the cover and the pages with tables, the second those ``left``.
    """
    asked = {page.number: found for page in pages if page.number and (found := unread(page))}
    if not asked:
        return Recognised(tuple(pages))
    with pypdfium2.PdfDocument(path) as document:
        now = former.left if former else _first(document, asked, tell)
        seen = dict(former.seen) if former else {}
        seen.update(_seen(document, pages, {number: asked[number] for number in now}, tell))
    left = () if former else tuple(number for number in asked if number not in now)
    return Recognised(tuple(_merged(pages, seen)), seen, left)


def _first(document: pypdfium2.PdfDocument, asked: Mapping[int, Unread], tell: Tell) -> tuple[int, ...]:
    """The pages with tables, and the cover, which says whose they are."""
    tabled = []
    for number in asked:
        tell(Progress(Stage.PICTURES))
        if shows_table(document, number):
            tabled.append(number)
    return tuple(dict.fromkeys((*tabled, min(asked))))


def _seen(
    document: pypdfium2.PdfDocument, pages: Sequence[Page], asked: Mapping[int, Unread], tell: Tell
) -> Iterator[tuple[int, tuple[Seen, ...]]]:
    turn = 0
    numbered = {page.number: page for page in pages}
    for place, (number, area) in enumerate(asked.items(), 1):
        go_on = partial(tell, Progress(Stage.PICTURES, place, len(asked)))
        go_on()
        found = see(document, numbered[number], area, go_on, turn)
        if found:
            turn = found[0].turn
            yield number, found


def _merged(pages: Sequence[Page], seen: Sights) -> Iterator[Page]:
    for page in pages:
        found = seen.get(page.number or 0)
        if found:
            yield from (each.page for each in found)
        else:
            yield page
