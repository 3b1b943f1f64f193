"""How far the reading of a file has come, told while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    OPENING = "opening"  # whether the file is whole
    PAGES = "pages"
    PICTURES = "pictures"  # pages without text are recognised
    STATEMENTS = "statements"
    NARRATIVE = "narrative"
    CHECKS = "checks"


STAGES: dict[Stage, str] = {
    Stage.OPENING: "检查文件",
    Stage.PAGES: "读取各页",
    Stage.PICTURES: "识别图片页",
    Stage.STATEMENTS: "读取决算表",
    Stage.NARRATIVE: "读取文字说明",
    Stage.CHECKS: "核对",
}


@dataclass(frozen=True)
class Progress:
    """The stage, and in those that go page by page the page of how many; 0 of 0 in the others."""

    stage: Stage
    page: int = 0
    pages: int = 0

    @property
    def slow(self) -> bool:
        """Whether what follows takes long: a page is recognised, or all are read and pictures are looked for."""
        looks_for_pictures = self.stage is Stage.PAGES and 0 < self.pages == self.page
        return self.stage is Stage.PICTURES or looks_for_pictures

    def __str__(self) -> str:
        return STAGES[self.stage] + (f" {self.page}/{self.pages} 页" if self.pages else "")


Tell = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Nobody asks how far the reading has come."""
