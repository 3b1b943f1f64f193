"""Lines and grids become statement blocks: every announced statement once, with its captions, grids and notes."""

import re
from collections.abc import Sequence

from ingest.parsing.flow import Item, flow_of
from ingest.parsing.grids import Grid, aligned, from_lines
from ingest.parsing.headings import Draft, cut_at_titles
from ingest.parsing.outline import StatementBlock
from ingest.parsing.pages import Page
from ingest.parsing.titles import (
    captions_of,
    core,
    is_caption,
    is_department,
    is_header,
    is_note,
    is_number,
    is_page_number,
    says_nil,
    tight,
)

_SENTENCE_END = re.compile(r"[。；;.]$")
_LONG_LINE = 34  # signs: a line as long as this may have been wrapped


def find_blocks(pages: Sequence[Page]) -> tuple[StatementBlock, ...]:
    """The statements of a report, once each, in the order in which it prints them.

    A statement with no table (announced by a heading or the 目录 only) is a block without grids.
    """
    return blocks_in(flow_of(pages))


def blocks_in(flow: Sequence[Item]) -> tuple[StatementBlock, ...]:
    """The statements of a report whose flow is already known; see ``find_blocks``."""
    drafts = cut_at_titles(flow)
    blocks = [(draft, _block(draft)) for draft in drafts]
    return tuple(block for draft, block in blocks if _stands(draft, block, blocks))


def find_contents(pages: Sequence[Page]) -> tuple[str, ...]:
    """The titles of the statements that the 目录 (or else the headings) announces, in order, each once."""
    drafts = cut_at_titles(flow_of(pages))
    listed = [draft for draft in drafts if draft.contents] or drafts
    announced: dict[str, str] = {}
    for draft in listed:
        announced.setdefault(draft.title.kind, draft.title.text)
    return tuple(announced.values())


def _stands(draft: Draft, block: StatementBlock, pairs: Sequence[tuple[Draft, StatementBlock]]) -> bool:
    """Whether this draft stands for its statement: the first with a table so named, else the one with most to say."""
    rivals = [pair for pair in pairs if pair[0].title.kind == draft.title.kind]
    with_tables = [rival for rival, found in rivals if found.grids]
    if with_tables:
        name = core(draft.title.text)
        return bool(block.grids) and next(r for r in with_tables if core(r.title.text) == name) is draft
    return max(rivals, key=lambda pair: (not pair[0].contents, len(pair[1].notes)))[0] is draft


def _block(draft: Draft) -> StatementBlock:
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
