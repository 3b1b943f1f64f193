"""The flow of a report is cut at the titles of its statements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.parsing.flow import Item
from ingest.parsing.numerals import squeeze
from ingest.parsing.pages import Line
from ingest.parsing.titles import (
    Title,
    captions_of,
    is_caption,
    is_end,
    is_header,
    is_number,
    is_part,
    narrows,
    other_title,
    read_title,
    tight,
)

_YEAR_ALONE = re.compile(r"\d{4}年度?")
_LEAST_WRAPPED = 8  # signs: a shorter line has not been wrapped
_MOST_REST = 16  # signs: what a title carries over to its second line


@dataclass
class Draft:
    """A title and what stands below it, while it is gathered. ``contents``: it stands in the 目录."""

    title: Title
    contents: bool
    pages: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    untitled: bool = False

    @property
    def numbers(self) -> set[str]:
        """The numbers (公开01表) printed in the captions so far."""
        printed = {number for item in self.items for number in _numbers(item)}
        return printed | ({squeeze(self.title.number)} - {""})

    @property
    def has_table(self) -> bool:
        return any(item.grid or is_header(item.text) for item in self.items)


def cut_at_titles(flow: Sequence[Item]) -> list[Draft]:
    """Every title with what follows it; what stands before the first or behind an end belongs to none."""
    drafts: list[Draft] = []
    current: Draft | None = None
    contents = _contents_end(flow)
    index = 0
    while index < len(flow):
        item = flow[index]
        heading = _heading_at(flow, index) if item.line else None
        if heading:
            title, used, beside = heading
            if current and current.untitled and not current.has_table:
                drafts.pop()
            above = _number_above(flow, index)
            current = Draft(title, index < contents or title.listed, [item.page] if item.page else [])
            current.items.extend([*above, *(Item(item.page, Line(piece)) for piece in beside)])
            drafts.append(current)
            index += used
            continue
        if current and current.has_table and current.numbers and _numbers(item) - current.numbers:
            current = _without_title(item)
            drafts.append(current)
        if item.line and is_end(item.text):
            current = None
        if current:
            current.items.append(item)
        index += 1
    return list(_rejoined(drafts))


def _numbers(item: Item) -> set[str]:
    return {squeeze(piece) for piece in captions_of(item.text) if is_number(piece)}


def _number_above(flow: Sequence[Item], index: int) -> list[Item]:
    """The number printed on the line above a title, where none follows below it."""
    before = flow[index - 1] if index else None
    own = before and before.page == flow[index].page and _numbers(before) and not _number_follows(flow, index)
    return [before] if before and own else []


def _without_title(item: Item) -> Draft:
    """A table under the number of another than the one above it, whose title is not among the text.

    What it is nobody says; but its rows are not those of the table above.
    """
    number = min(_numbers(item))
    return Draft(Title(number, f"other {number}"), False, [item.page] if item.page else [], untitled=True)


def _contents_end(flow: Sequence[Item]) -> int:
    """The index behind the 目录: where 第一部分 stands for the second time; 0 without one."""
    start = next((i for i, item in enumerate(flow) if item.line and tight(item.text) == "目录"), None)
    if start is None:
        return 0
    firsts = [i for i in range(start, len(flow)) if tight(flow[i].text).startswith("第一部分")]
    return firsts[1] if len(firsts) > 1 else 0


def _heading_at(flow: Sequence[Item], index: int) -> tuple[Title, int, list[str]] | None:
    """The title that begins at ``index``, how many lines it takes, and captions printed beside it."""
    text = flow[index].text
    second = flow[index + 1].text if index + 1 < len(flow) else ""
    if second and _may_wrap(text, second):
        wrapped = read_title(text + second)
        if wrapped:
            return wrapped, 2, []
    first, *beside = captions_of(text) or [""]
    title = read_title(first) if all(is_caption(piece) or is_number(piece) for piece in beside) else None
    if title:
        return _with_year(title, flow[index - 1].text if index else ""), 1, beside
    if _number_follows(flow, index):
        other = other_title(text)
        return (other, 1, []) if other else None
    return None


def _with_year(title: Title, before: str) -> Title:
    """A title whose year stands on a line of its own above it."""
    year = tight(before)
    return title.after(year) if _YEAR_ALONE.fullmatch(year) else title


def _may_wrap(first: str, second: str) -> bool:
    """Whether ``second`` can be the rest of the title that ``first`` begins.

    A rest that is a title by itself (…财政拨款 / 支出决算表) only counts where the first line narrows it.
    """
    return (
        len(tight(second)) <= _MOST_REST
        and len(tight(first)) >= _LEAST_WRAPPED
        and not is_part(first)
        and not read_title(first)
        and not any(is_caption(piece) for text in (first, second) for piece in captions_of(text))
        and (not read_title(second) or narrows(first))
    )


def _number_follows(flow: Sequence[Item], index: int) -> bool:
    """Whether 公开NN表 stands below, with nothing but captions between."""
    for item in flow[index + 1 : index + 4]:
        pieces = captions_of(item.text)
        if any(is_number(piece) for piece in pieces):
            return True
        if not pieces or not all(is_caption(piece) for piece in pieces):
            return False
    return False


def _rejoined(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts whose title is repeated overleaf joined to the one that they continue."""
    last: Draft | None = None
    for draft in drafts:
        if last and not draft.contents and _continues(last, draft):
            last.pages.extend(draft.pages)
            last.items.extend(draft.items)
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _continues(last: Draft, draft: Draft) -> bool:
    same = tight(last.title.text) == tight(draft.title.text)
    return same and last.has_table and draft.has_table
