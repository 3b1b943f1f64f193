"""Pages and grids become an outline: parts, sections, and the place of every statement.

A statement's title, number, unit and department line are bound to its grids; a table continued overleaf is
one table; what is said below it (注, 说明, 无…) stays with it.
"""

from dataclasses import dataclass

from ingest.parsing.facts import Section
from ingest.parsing.grids import Grid


@dataclass(frozen=True)
class StatementBlock:
    """One announced statement: its captions as printed, its grids in order, and the lines below it.

    ``grids`` is empty where only the heading stands (picture tables, tables left out).
    """

    title: str
    number: str = ""  # "公开01表", "表7"
    captions: tuple[str, ...] = ()  # 部门：…, 单位：…
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    picture: bool = False  # a picture stands where the table should be


@dataclass(frozen=True)
class Outline:
    cover: tuple[str, ...]  # lines before the first part (title, date, 目录)
    sections: tuple[Section, ...]
    blocks: tuple[StatementBlock, ...]
    contents: tuple[str, ...] = ()  # the statements that 目录 or a list announces, in order
