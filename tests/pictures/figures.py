"""Invented accounts of a department: other amounts from a seed, whose sums hold from statement to statement.

Everything follows from the money spent on single 项 and what was carried over for them. Amounts are whole 分 here
and become printed strings at the end, in one of the ways in which reports print them.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from disclosures.classification import CLASSES, name_of, subjects
from disclosures.statements import FORMS, Statement
from ingest.samples.figures import Figures, PrintedRow

FISCAL = {"general": "1", "funds": "2", "capital": "3"}  # whose money → line of the summaries
OWN = {"institution": "5", "other": "8"}
INCOME_COLUMN = {"institution": 4, "other": 7}  # of the statement of revenue; the fiscal ones are in 2
USUAL = ("2010301", "2010302", "2080505", "2210201")
OF_FUNDS, OF_CAPITAL = "21208", "22301"
PERSONNEL, PUBLIC = ("301", "303"), ("302", "310")  # classes that get amounts
ACCOUNTED = [code for code, _ in CLASSES if code not in ("223", "231", "232", "234")]


@dataclass(frozen=True)
class Item:
    """What one 项 got and spent of one kind of money, in 分."""

    code: str
    money: str
    basic: int
    project: int
    begin: int = 0
    end: int = 0

    @property
    def spent(self) -> int:
        return self.basic + self.project

    @property
    def income(self) -> int:
        return self.spent + self.end - self.begin


@dataclass(frozen=True)
class Style:
    """How amounts are printed: with commas, with their last zeros, zeros at all."""

    commas: bool
    trimmed: bool
    zeros: bool

    def __call__(self, fen: int) -> str:
        if not fen:
            return "0.00" if self.zeros else ""
        text = f"{fen // 100:,}.{fen % 100:02}" if self.commas else f"{fen // 100}.{fen % 100:02}"
        return text.rstrip("0").rstrip(".") if self.trimmed else text


def invent(
    chance: random.Random, year: int, economic: Sequence[str], funds: bool = True
) -> tuple[Figures, Sequence[Item]]:
    """The printed figures of all nine statements and the items that they follow from.

    ``economic``: the economic subjects that the report lists; ``funds``: whether government funds and state
    capital may have amounts.
    """
    style = Style(chance.random() < 0.7, chance.random() < 0.2, chance.random() < 0.4)
    items = _items(chance, year, funds)
    basic = sum(item.basic for item in items if item.money == "general")
    statements = {
        Statement.SUMMARY: _summary(items, style),
        Statement.REVENUE: _tree(items, year, style, _earned, 7),
        Statement.EXPENDITURE: _tree(items, year, style, _spent, 6),
        Statement.APPROPRIATION_SUMMARY: _appropriations(items, style),
        Statement.GENERAL_BUDGET: _tree(_of(items, "general"), year, style, _spent, 3),
        Statement.BASIC_BY_ECONOMIC: _economic(basic, economic, chance, style),
        Statement.GOVERNMENT_FUNDS: _tree(_of(items, "funds"), year, style, _carried, 6),
        Statement.STATE_CAPITAL: _tree(_of(items, "capital"), year, style, _spent, 3),
        Statement.THREE_PUBLIC: [PrintedRow("", "", tuple(map(style, _three_public(chance))))],
    }
    return Figures({name.value: tuple(rows) for name, rows in statements.items() if rows}), items


def _amount(chance: random.Random) -> int:
    """From a few 分 to tens of thousands of 万元, some of them round."""
    fen = max(1, round(10 ** chance.uniform(1, 6.5)))
    return max(100, fen // 1000 * 1000) if chance.random() < 0.15 else fen


def _items(chance: random.Random, year: int, funds: bool) -> list[Item]:
    codes = [one.code for one in subjects("functional") if len(one.code) == 7]
    known = [
        code for code in codes if code[:3] in ACCOUNTED and all(name_of("functional", code[:n], year) for n in (3, 5, 7))
    ]  # fmt: skip
    sections = sorted({code[:5] for code in known} - {OF_FUNDS})
    chosen = set(USUAL)
    for section in chance.sample(sections, chance.randint(3, 12)):
        below = [code for code in known if code.startswith(section)]
        chosen |= set(chance.sample(below, min(len(below), chance.randint(1, 3))))
    items = [_item(code, "general", chance) for code in sorted(chosen)]
    items.append(_item(chance.choice(USUAL), chance.choice(sorted(OWN)), chance))
    if funds and chance.random() < 0.7:
        below = [code for code in codes if code.startswith(OF_FUNDS)]
        items += [_item(code, "funds", chance) for code in sorted(chance.sample(below, 2))]
    if funds and chance.random() < 0.5:
        items.append(
            _item(chance.choice([one for one in codes if one.startswith(OF_CAPITAL)]), "capital", chance)
        )
    return items


def _item(code: str, money: str, chance: random.Random) -> Item:
    basic, project = _amount(chance), _amount(chance)
    if money in ("funds", "capital"):
        basic = 0
    elif chance.random() < 0.7:
        basic, project = (basic, 0) if chance.random() < 0.5 else (0, project)
    begin = chance.randrange(basic + project) if chance.random() < 0.15 else 0
    return Item(code, money, basic, project, begin, _amount(chance) if chance.random() < 0.15 else 0)


def _of(items: Iterable[Item], *money: str) -> list[Item]:
    return [item for item in items if item.money in money]


def _earned(items: Sequence[Item]) -> list[int]:
    columns = [0] * 7
    for item in items:
        columns[INCOME_COLUMN.get(item.money, 2) - 1] += item.income
    columns[0] = sum(columns)
    return columns


def _spent(items: Sequence[Item]) -> list[int]:
    basic, project = sum(item.basic for item in items), sum(item.project for item in items)
    return [basic + project, basic, project]


def _carried(items: Sequence[Item]) -> list[int]:
    begin, income, end = (sum(getattr(item, name) for item in items) for name in ("begin", "income", "end"))
    return [begin, income, *_spent(items), end]


def _tree(
    items: Sequence[Item], year: int, style: Style, of: Callable[[Sequence[Item]], list[int]], width: int
) -> list[PrintedRow]:
    """合计, then every 类, 款 and 项 with the sums below it."""
    if not items:
        return []
    codes = sorted({item.code[:digits] for item in items for digits in (3, 5, 7)})
    rows = []
    for code in ["", *codes]:
        amounts = of([item for item in items if item.code.startswith(code)])
        name = (name_of("functional", code, year) or name_of("functional", code)) if code else "合计"
        amounts += [0] * (width - len(amounts))
        rows.append(PrintedRow(code, str(name), tuple(map(style, amounts))))
    return rows


def _sum(items: Iterable[Item], name: str) -> int:
    return sum(getattr(item, name) for item in items)


def _summary(items: Sequence[Item], style: Style) -> list[PrintedRow]:
    lines = {line: _sum(_of(items, money), "income") for money, line in (FISCAL | OWN).items()}
    begin, end = _sum(items, "begin"), _sum(items, "end")
    income, spent = sum(lines.values()), _sum(items, "spent")
    lines |= {"27": income, "29": begin, "30": income + begin}
    for row in FORMS[Statement.SUMMARY].rows:
        if row.code:
            lines[row.line] = _sum((item for item in items if item.code[:3] == row.code), "spent")
    lines |= {"57": spent, "59": end, "60": spent + end}
    return [PrintedRow(line, "", (style(fen),)) for line, fen in lines.items()]


def _appropriations(items: Sequence[Item], style: Style) -> list[PrintedRow]:
    fiscal = {money: _of(items, money) for money in FISCAL}
    lines = {line: [_sum(fiscal[money], "income")] for money, line in FISCAL.items()}
    begins = [_sum(held, "begin") for held in fiscal.values()]
    income = sum(amounts[0] for amounts in lines.values())
    lines |= {"27": [income], "28": [sum(begins)], "32": [income + sum(begins)]}
    lines |= {str(line): [begin] for line, begin in enumerate(begins, 29)}
    for row in FORMS[Statement.APPROPRIATION_SUMMARY].rows:
        if row.code:
            held = [[item for item in kept if item.code[:3] == row.code] for kept in fiscal.values()]
            lines[row.line] = _with_sum(_sum(kept, "spent") for kept in held)
    spent = _with_sum(_sum(kept, "spent") for kept in fiscal.values())
    end = _with_sum(_sum(kept, "end") for kept in fiscal.values())
    lines |= {"59": spent, "60": end, "64": [a + b for a, b in zip(spent, end, strict=True)]}
    return [PrintedRow(line, "", tuple(map(style, amounts))) for line, amounts in lines.items()]


def _with_sum(parts: Iterable[int]) -> list[int]:
    listed = list(parts)
    return [sum(listed), *listed]


def _economic(basic: int, listed: Sequence[str], chance: random.Random, style: Style) -> list[PrintedRow]:
    """The basic expenditure parted among the economic subjects listed."""
    below = [code for code in listed if len(code) == 5 and code[:3] in PERSONNEL + PUBLIC]
    chosen = set(chance.sample(below, chance.randint(8, 30))) | {"30101", "30201"}
    amounts = dict.fromkeys(listed, 0)
    for code, part in zip(sorted(chosen), _parted(basic, len(chosen), chance), strict=True):
        amounts[code] = part
        amounts[code[:3]] += part
    rows = [PrintedRow(code, "", (style(fen),)) for code, fen in amounts.items() if fen or style.zeros]
    for label, classes in (("人员经费合计", PERSONNEL), ("公用经费合计", PUBLIC)):
        rows.append(PrintedRow(label, "", (style(sum(amounts[code] for code in classes)),)))
    return rows


def _parted(whole: int, count: int, chance: random.Random) -> list[int]:
    """``whole`` in ``count`` random parts."""
    cuts = sorted(chance.randint(0, whole) for _ in range(count - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, whole], strict=True)]


def _three_public(chance: random.Random) -> list[int]:
    amounts: list[int] = []
    for _ in range(2):
        abroad, purchase, running, reception = (
            chance.randrange(60_000) if chance.random() < 0.7 else 0 for _ in range(4)
        )
        vehicle = purchase + running
        amounts += [abroad + vehicle + reception, abroad, vehicle, purchase, running, reception]
    return amounts
