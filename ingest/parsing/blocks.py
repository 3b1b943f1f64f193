"""Lines and grids become statement blocks: every announced statement once, with its captions, grids and notes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.parsing.flow import Item, flow_of
from ingest.parsing.grids import Grid, aligned, from_lines
from ingest.parsing.outline import StatementBlock
from ingest.parsing.pages import Line, Page
from ingest.parsing.titles import (
    Title,
    captions_of,
    core,
    is_caption,
    is_department,
    is_end,
    is_header,
    is_note,
    is_number,
    is_page_number,
    is_part,
    other_title,
    read_title,
    says_nil,
    tight,
)

_SENTENCE_END = re.compile(r"[。；;.]$")
_YEAR_ALONE = re.compile(r"\d{4}年度?")
_LONG_LINE = 34  # signs: a line as long as this may have been wrapped


@dataclass
class _Draft:
    """A title and what stands below it, while it is gathered."""

    title: Title
    contents: bool  # stands in the 目录
    pages: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def find_blocks(pages: Sequence[Page]) -> tuple[StatementBlock, ...]:
    """The statements of a report, once each, in the order in which it prints them.

    A statement with no table (announced by a heading or the 目录 only) is a block without grids.
    """
    drafts = _joined(_drafts(flow_of(pages)))
    blocks = [(draft, _block(draft)) for draft in drafts]
    return tuple(block for draft, block in blocks if _stands(draft, block, blocks))


def find_contents(pages: Sequence[Page]) -> tuple[str, ...]:
    """The titles of the statements that the 目录 (or else the headings) announces, in order, each once."""
    drafts = _drafts(flow_of(pages))
    listed = [draft for draft in drafts if draft.contents] or drafts
    announced: dict[str, str] = {}
    for draft in listed:
        announced.setdefault(draft.title.kind, draft.title.text)
    return tuple(announced.values())


def _drafts(flow: Sequence[Item]) -> list[_Draft]:
    """The flow cut at titles; what stands before the first title or behind an end belongs to none."""
    drafts: list[_Draft] = []
    current: _Draft | None = None
    contents = _contents_end(flow)
    skip = 0
    for index, item in enumerate(flow):
        if skip:
            skip -= 1
            continue
        if isinstance(item.what, Line):
            title, used = _title_at(flow, index)
            if title:
                skip = used - 1
                current = _Draft(title, index < contents or title.listed, _numbers([item]))
                drafts.append(current)
                continue
            if is_end(item.what.text):
                current = None
        if current:
            current.items.append(item)
    return drafts


def _contents_end(flow: Sequence[Item]) -> int:
    """The index behind the 目录: where 第一部分 stands for the second time; 0 without one."""
    start = next((i for i, item in enumerate(flow) if item.line and tight(item.line.text) == "目录"), None)
    if start is None:
        return 0
    firsts = [i for i in range(start, len(flow)) if _is_first_part(flow[i])]
    return firsts[1] if len(firsts) > 1 else 0


def _is_first_part(item: Item) -> bool:
    return bool(item.line) and is_part(item.text) and tight(item.text).startswith("第一部分")


def _title_at(flow: Sequence[Item], index: int) -> tuple[Title | None, int]:
    """The title that begins at ``index`` and how many items it takes (2 where it is wrapped)."""
    following = _next_lines(flow, index)
    text = flow[index].text
    title = read_title(text)
    if title:
        before = flow[index - 1].text if index and flow[index - 1].line else ""
        if _YEAR_ALONE.fullmatch(tight(before)):
            title = Title(tight(before) + title.text, title.kind, title.number, title.listed)
        return title, 1
    if not following:
        return None, 0
    second = following[0].text
    if _may_wrap(text, second):
        joined = read_title(text + second)
        if joined and not is_part(text):
            return joined, 2
    if is_number(second):
        other = other_title(text)
        if other:
            return other, 1
    return None, 0


def _next_lines(flow: Sequence[Item], index: int) -> list[Item]:
    return [item for item in flow[index + 1 : index + 2] if item.line]


def _may_wrap(first: str, second: str) -> bool:
    """Whether ``second`` can be the rest of a title: short, no caption, no title of its own."""
    rest = tight(second)
    return (
        len(rest) <= 16
        and len(tight(first)) >= 8
        and not read_title(second)
        and not any(is_caption(piece) for piece in captions_of(second))
    )


def _joined(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Drafts with a title repeated overleaf joined to the one they continue."""
    joined: list[_Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and not draft.contents and _continues(last, draft):
            last.pages.extend(draft.pages)
            last.items.extend(draft.items)
        else:
            joined.append(draft)
    return joined


def _continues(last: _Draft, draft: _Draft) -> bool:
    same = tight(last.title.text) == tight(draft.title.text)
    return same and _has_table(last.items) and _has_table(draft.items)


def _has_table(items: Sequence[Item]) -> bool:
    return any(item.grid for item in items) or any(is_header(item.text) for item in items)


def _stands(
    draft: _Draft, block: StatementBlock, all_blocks: Sequence[tuple[_Draft, StatementBlock]]
) -> bool:
    """Whether this is the draft that stands for its statement: the one with a table, else with most to say."""
    rivals = [pair for pair in all_blocks if pair[0].title.kind == draft.title.kind]
    with_tables = [pair for pair in rivals if pair[1].grids]
    if with_tables:
        first_so_named = (
            next(d for d, _ in with_tables if core(d.title.text) == core(draft.title.text))
            if (block.grids)
            else None
        )
        return first_so_named is draft
    best = max(rivals, key=lambda pair: (not pair[0].contents, len(pair[1].notes)))
    return best[0] is draft


def _block(draft: _Draft) -> StatementBlock:
    head, table, below = _parts(draft.items)
    number, captions = _captions(head)
    grids = _grids(table)
    notes = _notes(below if grids else [*head, *below])
    return StatementBlock(
        draft.title.text,
        number or draft.title.number,
        captions,
        grids,
        notes,
        tuple(sorted(set(draft.pages + [grid.page for grid in grids if grid.page is not None]))),
        picture=not grids and not any(says_nil(note) for note in notes),
    )


def _parts(items: Sequence[Item]) -> tuple[list[Item], list[Item], list[Item]]:
    """What stands above the table, the table (grids, or lines whose columns are lost), and what stands below."""
    grids = [i for i, item in enumerate(items) if item.grid]
    if grids:
        first, last = grids[0], grids[-1]
        noted = next(
            (i for i in range(first, last) if is_note(items[i].text) or says_nil(items[i].text)), None
        )
        if noted is not None and not _goes_on(items, noted):
            last = noted - 1
        return list(items[:first]), list(items[first : last + 1]), list(items[last + 1 :])
    first = next((i for i, item in enumerate(items) if is_header(item.text)), len(items))
    end = next(
        (i for i in range(first, len(items)) if is_note(items[i].text) or says_nil(items[i].text)), None
    )
    end = len(items) if end is None else end
    # Heads above the first line that is known as one (收入 支出) belong to the table, captions do not.
    while first and first < end and not _is_head(items[first - 1].text):
        first -= 1
    return list(items[:first]), list(items[first:end]), list(items[end:])


def _is_head(text: str) -> bool:
    """Whether a line above a table is a caption (or the rest of one) and no part of the table."""
    pieces = captions_of(text)
    return any(is_caption(piece) or is_number(piece) for piece in pieces) or bool(
        re.search(r"[)）]$", tight(text)) or len(tight(text)) > _LONG_LINE
    )


def _goes_on(items: Sequence[Item], noted: int) -> bool:
    """Whether a table goes on below a note: a title or caption is printed again above its next grid."""
    after = items[noted + 1 :]
    upto = next((i for i, item in enumerate(after) if item.grid), 0)
    return any(
        is_number(piece) or is_caption(piece) for item in after[:upto] for piece in captions_of(item.text)
    )


def _captions(head: Sequence[Item]) -> tuple[str, tuple[str, ...]]:
    """The printed number and the other captions above a table, each once, wrapped ones joined."""
    number = ""
    captions: list[str] = []
    department: int | None = None
    for item in head:
        for piece in captions_of(item.text):
            if is_number(piece):
                number = number or piece
            elif is_caption(piece):
                if is_department(piece):
                    department = len(captions)
                captions.append(piece)
            elif department is not None and not is_page_number(piece) and not is_note(piece):
                captions[department] += piece
                department = None
    return number, tuple(dict.fromkeys(captions))


def _grids(table: Sequence[Item]) -> tuple[Grid, ...]:
    grids: list[Grid] = []
    ruled = [item for item in table if item.grid]
    if not ruled:
        lines = [(item.page, item.line) for item in table if item.line]
        numbers = list(dict.fromkeys(page for page, _ in lines))
        return tuple(
            from_lines([line for page, line in lines if page == number], number) for number in numbers
        )
    for item in ruled:
        assert item.grid
        grids.append(aligned(item.grid, grids[0].edges) if grids else item.grid)
    return tuple(grids)


def _notes(below: Sequence[Item]) -> tuple[str, ...]:
    """The notes under a table, wrapped lines joined; what comes before the first note is none."""
    notes: list[str] = []
    for item in below:
        if not item.line or is_page_number(item.text):
            continue
        text = tight(item.text)
        if is_note(text) or says_nil(text):
            notes.append(text)
        elif notes and not _SENTENCE_END.search(notes[-1]):
            notes[-1] += text
    return tuple(dict.fromkeys(notes))


def _numbers(items: Iterable[Item]) -> list[int]:
    return [item.page for item in items if item.page is not None]
