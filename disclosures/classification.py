"""功能分类 (类/款/项) and 经济分类 (类/款): codes, levels, parents and names.

Codes are strings of digits: functional 3/5/7, economic 3/5. Names come from ``data/functional.csv`` and
``data/economic.csv`` (code, name, first year, last year; empty = open), built from published reports; an
unknown code is unknown, not an error. Plain data, no Django.
"""

import csv
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

# The 26 functional classes in the order of the summary statements.
CLASSES: tuple[tuple[str, str], ...] = (
    ("201", "一般公共服务支出"),
    ("202", "外交支出"),
    ("203", "国防支出"),
    ("204", "公共安全支出"),
    ("205", "教育支出"),
    ("206", "科学技术支出"),
    ("207", "文化旅游体育与传媒支出"),
    ("208", "社会保障和就业支出"),
    ("210", "卫生健康支出"),
    ("211", "节能环保支出"),
    ("212", "城乡社区支出"),
    ("213", "农林水支出"),
    ("214", "交通运输支出"),
    ("215", "资源勘探工业信息等支出"),
    ("216", "商业服务业等支出"),
    ("217", "金融支出"),
    ("219", "援助其他地区支出"),
    ("220", "自然资源海洋气象等支出"),
    ("221", "住房保障支出"),
    ("222", "粮油物资储备支出"),
    ("223", "国有资本经营预算支出"),
    ("224", "灾害防治及应急管理支出"),
    ("229", "其他支出"),
    ("231", "债务还本支出"),
    ("232", "债务付息支出"),
    ("234", "抗疫特别国债安排的支出"),
)
ORDINALS: tuple[str, ...] = tuple(
    (
        "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 "
        "二十一 二十二 二十三 二十四 二十五 二十六"
    ).split()
)


class Level(IntEnum):
    """The number of digits that a functional code of that level has."""

    CLASS = 3  # 类
    SECTION = 5  # 款
    ITEM = 7  # 项


@dataclass(frozen=True)
class Subject:
    """One classification entry; years are None where open."""

    code: str
    name: str
    first_year: int | None = None
    last_year: int | None = None


def level(code: str) -> Level | None:
    """The level of a functional code, None where its length is none of 3, 5, 7."""
    return Level(len(code)) if len(code) in (3, 5, 7) and code.isdigit() else None


def parent(code: str) -> str:
    """The code one level up: 2010301 → 20103 → 201 → "" (合计)."""
    return {7: code[:5], 5: code[:3]}.get(len(code), "")


def is_ancestor(upper: str, lower: str) -> bool:
    """Whether ``upper`` stands above ``lower`` in the tree; 合计 ("") stands above every code."""
    return len(upper) < len(lower) and lower.startswith(upper)


@cache
def subjects(kind: str) -> tuple[Subject, ...]:
    """All entries of "functional" or "economic"."""
    with (DATA / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Subject(
                row["code"],
                row["name"],
                int(row["first_year"]) if row["first_year"] else None,
                int(row["last_year"]) if row["last_year"] else None,
            )
            for row in csv.DictReader(lines)
        )


@cache
def _names(kind: str) -> dict[str, tuple[Subject, ...]]:
    found: dict[str, list[Subject]] = {}
    for subject in subjects(kind):
        found.setdefault(subject.code, []).append(subject)
    return {code: tuple(named) for code, named in found.items()}


def names_of(kind: str, code: str) -> tuple[str, ...]:
    """Every name that a code of "functional" or "economic" has had, the present one first; () if unknown."""
    return tuple(subject.name for subject in _names(kind).get(code, ()))


def _reaches(subject: Subject, year: int | None) -> bool:
    if year is None:
        return True
    return (subject.first_year or 0) <= year and (subject.last_year is None or year <= subject.last_year)


def name_of(kind: str, code: str, year: int | None = None) -> str | None:
    """The name of a code in a fiscal year (the present name without one); None where the code is unknown."""
    named = _names(kind).get(code, ())
    fitting = [subject for subject in named if _reaches(subject, year)] or list(named)
    return fitting[0].name if fitting else None


def was_valid(kind: str, code: str, year: int | None) -> bool:
    """Whether a code is known and one of its names reaches into that year."""
    return any(_reaches(subject, year) for subject in _names(kind).get(code, ()))
