"""What an address asks for after its question mark, with every mistake in words: never an error. The comparison's
own part is ``compare_query``."""

import re

from django.http import QueryDict
from django.utils.translation import gettext

from disclosures.comparison.board import DEFAULT_SORT, SORT_KEYS, BoardQuery, basis_tokens
from disclosures.comparison.board_rows import ITEMS
from disclosures.models import Scope

FIRST_YEAR, LAST_YEAR = 2000, 2100
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")
_KIND = re.compile(r"[-\w（）()、·．.]{1,120}")  # an id or a name of a department


def listed(params: QueryDict, name: str) -> tuple[str, ...]:
    """``?o=a,b`` and ``?o=a&o=b`` alike, without repeats."""
    parts = [part.strip() for value in params.getlist(name) for part in value.split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))


def year_of(text: str) -> int | None:
    number = int(text) if re.fullmatch(r"[0-9]{4}", text) else 0
    return number if FIRST_YEAR <= number <= LAST_YEAR else None


def quoted(texts: list[str] | tuple[str, ...]) -> str:
    return gettext("、").join(text[:40] for text in texts[:5])


def scope_of(params: QueryDict, problems: list[str]) -> str:
    text = params.get("scope", "").strip()
    if text and text not in Scope.values:
        problems.append(gettext("范围应为 own（本级）或 consolidated（汇总）。"))
        return ""
    return text


def board_query(params: QueryDict) -> tuple[BoardQuery, tuple[str, ...]]:
    """The board that an address asks for, and what is wrong with the address: what is wrong is not asked for."""
    problems: list[str] = []
    year_text, item = params.get("y", "").strip(), params.get("item", "").strip() or "total"
    year = year_of(year_text)
    if year_text and year is None:
        words = gettext("年度“%(year)s”无法识别，下面是全部年度。")
        problems.append(words % {"year": quoted([year_text])})
    if item not in ITEMS:
        problems.append(gettext("没有名为“%(item)s”的项目，下面是合计。") % {"item": quoted([item])})
        item = "total"
    basis = params.get("b", "").strip()
    if basis_tokens(basis) is None:
        problems.append(gettext("口径无法识别，下面是全部口径。"))
        basis = ""
    district = params.get("d", "").strip()
    if district and not SLUG.fullmatch(district):
        problems.append(gettext("地区无法识别，下面是全部地区。"))
        district = ""
    kind, over = _kind(params, problems), _over(params, problems)
    return BoardQuery(district, year, item, basis, kind, over, _sort(params, problems)), tuple(problems)


def _kind(params: QueryDict, problems: list[str]) -> str:
    text = params.get("kind", "").strip()
    if text and not _KIND.fullmatch(text):
        problems.append(gettext("部门类别无法识别，下面是全部部门。"))
        return ""
    return text


def _over(params: QueryDict, problems: list[str]) -> bool:
    text = params.get("over", "").strip()
    if text not in ("", "0", "1"):
        problems.append(gettext("over 应为 1（只看决算高于预算的）或不写。"))
    return text == "1"


def _sort(params: QueryDict, problems: list[str]) -> str:
    text = params.get("sort", "").strip() or DEFAULT_SORT
    if text.removeprefix("-") not in SORT_KEYS:
        problems.append(gettext("不能按“%(column)s”排序，下面按决算排列。") % {"column": quoted([text])})
        return DEFAULT_SORT
    return text


def page_number(params: QueryDict, pages: int, problems: list[str]) -> int:
    """The page that an address asks for, of ``pages``; the first where there is no such page."""
    text = params.get("page", "").strip() or "1"
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= pages:
        problems.append(gettext("没有这一页，下面是第一页。"))
        return 1
    return int(text)
