"""The tokens of one line of a plain extract: names, numbers, dashes."""

import re
from dataclasses import dataclass

from ingest.parsing.grids import GridCell
from ingest.parsing.numerals import amount, squeeze

_DASH = re.compile(r"[-—–]+")
# Money beyond doubt where line numbers (1 – 64) stand beside it: decimals, thousands, 0, three digits.
_MONEY = re.compile(r"-?\d[\d,]*\.\d+|-?\d{1,3}(?:,\d{3})+|0|-?\d{3,}")


@dataclass(frozen=True)
class Tokens:
    """The printed tokens of one line and its page."""

    cells: tuple[GridCell, ...]
    page: int | None

    @property
    def texts(self) -> list[str]:
        return [squeeze(cell.text) for cell in self.cells]

    @property
    def is_index(self) -> bool:
        """Whether the line prints the numbers of the columns and nothing else."""
        texts = self.texts
        return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]

    @property
    def columns(self) -> int:
        """How many columns a line numbers: 栏次 1 2 3 …; 0 where it does not."""
        texts = [text for text in self.texts if text not in ("栏次", "类", "款", "项", "类款项")]
        counted = len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]
        return len(texts) if counted else 0

    def names_follow(self, place: int) -> bool:
        """Whether the token behind ``place`` is a word: then a number there is a code, no amount."""
        return place + 1 < len(self.cells) and not is_number(self.cells[place + 1])


def is_number(token: GridCell) -> bool:
    """Whether a token prints a number, or a dash for none."""
    text = squeeze(token.text)
    return amount(text) is not None or bool(_DASH.fullmatch(text))


def is_money(token: GridCell) -> bool:
    """Whether a token is an amount even where a line number might stand."""
    text = squeeze(token.text)
    return bool(_MONEY.fullmatch(text) or _DASH.fullmatch(text))
