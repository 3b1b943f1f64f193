"""What the addresses of the comparison and the board ask for, with every mistake in words: never an error."""

import re
from dataclasses import dataclass

from django.http import QueryDict

from disclosures.comparison.board import ITEMS, BoardQuery, basis_tokens
from disclosures.comparison.columns import MOST_COLUMNS
from disclosures.comparison.statements import columns_to_choose
from disclosures.measures import measure_of
from disclosures.models import Scope
from disclosures.statements import FORMS, Statement

MOST_MEASURES = 12
FIRST_YEAR, LAST_YEAR = 2000, 2100
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


@dataclass(frozen=True)
class CompareQuery:
    """``orgs`` × ``years`` by a statement, by measures or, with neither, by the headline numbers; or
    ``districts`` by one measure."""

    orgs: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    statement: str = ""
    number: str = ""
    measures: tuple[str, ...] = ()
    scope: str = ""
    problems: tuple[str, ...] = ()


def _listed(params: QueryDict, name: str) -> tuple[str, ...]:
    """``?o=a,b`` and ``?o=a&o=b`` alike, without repeats."""
    parts = [part.strip() for value in params.getlist(name) for part in value.split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))


def _year(text: str) -> int | None:
    number = int(text) if re.fullmatch(r"[0-9]{4}", text) else 0
    return number if FIRST_YEAR <= number <= LAST_YEAR else None


def _years(params: QueryDict, problems: list[str]) -> tuple[int, ...]:
    given = _listed(params, "y")
    wrong = [text for text in given if _year(text) is None]
    if wrong:
        problems.append(f"年度“{_quoted(wrong)}”无法识别：应为 {FIRST_YEAR}—{LAST_YEAR} 之间的四位数字。")
    return tuple(sorted(year for text in given if (year := _year(text)) is not None))


def _quoted(texts: list[str] | tuple[str, ...]) -> str:
    return "、".join(text[:40] for text in texts[:5])


def _slugs(params: QueryDict, name: str, what: str, problems: list[str]) -> tuple[str, ...]:
    given = _listed(params, name)
    wrong = [text for text in given if not _SLUG.fullmatch(text)]
    if wrong:
        problems.append(f"{what}“{_quoted(wrong)}”无法识别：应为小写字母、数字和连字符。")
    if len(given) > MOST_COLUMNS:
        problems.append(f"一次最多比较 {MOST_COLUMNS} 个{what}，现在选了 {len(given)} 个。")
    return tuple(text for text in given if _SLUG.fullmatch(text))


def _statement(params: QueryDict, problems: list[str]) -> str:
    text = params.get("t", "").strip()
    if text and text not in set(FORMS):
        problems.append(f"没有名为“{_quoted([text])}”的决算表。")
        return ""
    return text


def _measures(params: QueryDict, problems: list[str]) -> tuple[str, ...]:
    given = _listed(params, "m")
    wrong = [text for text in given if measure_of(text) is None]
    if wrong:
        problems.append(f"没有名为“{_quoted(wrong)}”的指标。")
    if len(given) > MOST_MEASURES:
        problems.append(f"一次最多比较 {MOST_MEASURES} 项指标。")
    return tuple(text for text in given if measure_of(text))[:MOST_MEASURES]


def _number(params: QueryDict, statement: str, problems: list[str]) -> str:
    text = params.get("c", "").strip()
    if not text or not statement:
        return ""
    if text not in {number for number, _ in columns_to_choose(Statement(statement))}:
        # Another statement's column, kept by the form when the statement was switched: no mistake of the reader.
        return ""
    return text


def scope_of(params: QueryDict, problems: list[str]) -> str:
    text = params.get("scope", "").strip()
    if text and text not in Scope.values:
        problems.append("范围应为 own（本级）或 consolidated（汇总）。")
        return ""
    return text


def compare_query(params: QueryDict) -> CompareQuery:
    """The comparison that an address asks for; ``problems`` says in Chinese what is wrong with it."""
    problems: list[str] = []
    orgs = _slugs(params, "o", "部门", problems)
    districts = _slugs(params, "d", "地区", problems)
    years = _years(params, problems)
    statement = _statement(params, problems)
    measures = _measures(params, problems)
    if len(years) > MOST_COLUMNS:
        problems.append(f"一次最多比较 {MOST_COLUMNS} 个年度，现在选了 {len(years)} 个。")
    if districts and not orgs:
        _district_problems(districts, years, measures, problems)
    return CompareQuery(
        orgs,
        districts,
        years,
        statement,
        _number(params, statement, problems),
        measures,
        scope_of(params, problems),
        tuple(problems),
    )


def _district_problems(districts: tuple, years: tuple, measures: tuple, problems: list[str]) -> None:
    if len(measures) > 1:
        problems.append("地区之间一次比较一项指标。")
    if len(districts) > 1 and not measures and not problems:
        problems.append("请选择各地区要比较的指标。")
    if len(years) > 1:
        problems.append("地区之间一次比较一个年度。")


def board_query(params: QueryDict) -> tuple[BoardQuery, tuple[str, ...]]:
    """The board that an address asks for, and what is wrong with the address."""
    problems: list[str] = []
    year_text, item = params.get("y", "").strip(), params.get("item", "").strip() or "total"
    year = _year(year_text)
    if year_text and year is None:
        problems.append(f"年度“{_quoted([year_text])}”无法识别，下面是全部年度。")
    if item not in ITEMS:
        problems.append(f"没有名为“{_quoted([item])}”的项目，下面是合计。")
        item = "total"
    basis = params.get("b", "").strip()
    if basis_tokens(basis) is None:
        problems.append("口径无法识别，下面是全部口径。")
        basis = ""
    district = params.get("d", "").strip()
    if district and not _SLUG.fullmatch(district):
        problems.append("地区无法识别，下面是全部地区。")
        district = ""
    return BoardQuery(district, year, item, basis), tuple(problems)
