"""Provinces, cities, districts and functional zones: their codes, parents, and the one that a name means.

``data/regions.csv`` is the national list (GB/T 2260, county level and above, November 2024): ``code,name,parent,
aliases``. A province is ``420000``, a city ``420100``, a district ``420107``; the districts of the four directly
governed municipalities and the counties directly below a province hang on the province itself, the pseudo-cities
市辖区 and 省直辖县级行政区划 are left out. Zones without a code of their own that publish accounts have local ids:
four digits of their city, a hyphen, an English name (``4201-donghu-hitech``). ``data/area_codes.csv`` gives the
cities of a telephone area code. Same names are never confused: what cannot be told apart stays several candidates.
Plain data, no Django.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"

# What may stand before a region inside an organisation's name: 中共|武汉市, 公安局|青山区分局, 驻|广州市.
_BEFORE = "共党团局院会盟办厅部委驻属在入"
# Names so general that they mean a region only right behind the city they belong to.
_ONLY_BELOW = frozenset(("城区", "郊区", "矿区", "化工区"))
# Words that end in 区, 县, 旗 or 市 and are no region: 社区, 园区, 灌区, 全市, 城市 …
_UNLISTED = re.compile(
    r"[\u4e00-\u9fff]{1,4}?(?<![社园地小城库灾景林牧特辖校发护市灌老贸疫税片全本各该])"
    r"(?:[区县旗]|(?<![都上超股])市(?!场|容|民|政(?!府|协|法)))(?!域|级|直|内|外)"
)
# Zones that a city may have beside its districts; one that is not listed is no part of the city's own accounts.
_UNLISTED_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:(?:经济技术|高新技术产业|高新技术|新技术产业|新技术|经济|工业)开发区|高新区|经开区)"
)
_PHONE = re.compile(r"(?<!\d)(0(?:10|2\d|[3-9]\d\d))\)?[-—–\s]?\d{7,8}(?!\d)")


@dataclass(frozen=True)
class Region:
    """One region. ``full_name`` is unmistakable: 武汉市青山区, 上海市普陀区, 武汉市, 湖北省.

    ``aliases`` are the other names that documents print.
    """

    code: str
    name: str
    parent: str
    full_name: str
    aliases: tuple[str, ...] = ()


def _full_name(row: dict[str, str], rows: dict[str, dict[str, str]]) -> str:
    """承德市承德县 and 张家口市察北管理区; a zone that is called after its city (石家庄高新技术产业开发区) as it is."""
    above = rows.get(row["parent"])
    if above is None or row["code"].endswith("00") or row["name"].startswith(above["name"]):
        return row["name"]
    called_after = row["name"].startswith(above["name"].removesuffix("市"))
    return row["name"] if called_after and _is_zone(row["code"]) else above["name"] + row["name"]


def _is_zone(code: str) -> bool:
    """Functional zones: 71 to 79 in the national list, and the local ids."""
    return "-" in code or code[4] == "7"


def _aliases(row: dict[str, str], rows: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """The listed ones; for zones with 市 besides: 武汉经济技术开发区 is printed 武汉市经济技术开发区 too."""
    listed = tuple(filter(None, row["aliases"].split("|")))
    above = rows.get(row["parent"])
    if above is None or not above["name"].endswith("市") or not _is_zone(row["code"]):
        return listed
    short = above["name"].removesuffix("市")
    rests = (name.removeprefix(short) for name in (row["name"], *listed) if name.startswith(short))
    spelled = (above["name"] + rest for rest in rests if len(rest) > 2 and not rest.startswith("市"))
    return tuple(dict.fromkeys((*listed, *spelled)))


@cache
def _all() -> dict[str, Region]:
    with (_DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    return {
        code: Region(
            code,
            row["name"],
            row["parent"],
            _full_name(row, rows),
            _aliases(row, rows),
        )
        for code, row in rows.items()
    }


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for item in _all().values():
        for name in (item.name, *item.aliases):
            names[name] = (*names.get(name, ()), item.code)
    return names


@cache
def _longest() -> int:
    return max(map(len, _by_name()))


@cache
def _area_codes() -> dict[str, frozenset[str]]:
    cities: dict[str, set[str]] = {}
    with (_DATA / "area_codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cities.setdefault(row["area_code"], set()).add(row["region"])
    return {area: frozenset(codes) for area, codes in cities.items()}


def region(code: str) -> Region | None:
    """The region of a code, None where there is none."""
    return _all().get(code)


def regions() -> tuple[Region, ...]:
    """All regions in the order of their codes."""
    return tuple(_all().values())


def children(code: str) -> tuple[Region, ...]:
    """The regions directly below; ``""`` gives the provinces."""
    return tuple(item for item in _all().values() if item.parent == code)


def ancestors(code: str) -> tuple[Region, ...]:
    """The regions above, outermost first: 420107 → 湖北省, 武汉市."""
    item = _all().get(code)
    above = _all().get(item.parent) if item else None
    return (*ancestors(above.code), above) if above else ()


def _is_below(code: str, other: str) -> bool:
    return any(above.code == other for above in ancestors(code))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _name_at(text: str, start: int) -> str:
    """The longest region name that begins there, "" where none does."""
    for end in range(min(len(text), start + _longest()), start + 1, -1):
        if text[start:end] in _by_name():
            return text[start:end]
    return ""


def _short(name: str) -> str:
    return re.sub(r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$", "", name)


def _called_by_city(before: str, codes: Sequence[str]) -> tuple[str, ...]:
    """The candidates right before which their city or province stands without 市 or 省: 武汉|青山区."""
    return tuple(code for code in codes if any(before.endswith(_short(up.name)) for up in ancestors(code)))


def _allowed(text: str, start: int, codes: Sequence[str]) -> tuple[str, ...]:
    """The candidates of a first region name that may stand there: not inside a longer word (云|青山区)."""
    before = text[:start]
    if named := _called_by_city(before, codes):
        return named
    plain = not before or not "\u4e00" <= before[-1] <= "\u9fff" or before[-1] in _BEFORE
    return tuple(codes) if plain else ()


def _walk(text: str) -> tuple[tuple[str, ...], int, int]:
    """The candidates of the innermost region that ``text`` names, where its name begins and where it ends.

    The first region leads; a later one counts only below it (武汉市公安局|青山区分局, not 武昌区驻|广州市).
    """
    found: tuple[str, ...] = ()
    first = last = at = 0
    while at < len(text):
        name = _name_at(text, at)
        if not name:
            at += 1
            continue
        codes = _by_name()[name]
        if found:
            fitting = tuple(code for code in codes if any(_is_below(code, up) for up in found))
        else:
            fitting = () if name in _ONLY_BELOW else _allowed(text, at, codes)
            first = at
        if fitting:
            found, last = fitting, at + len(name)
        at += len(name) if fitting else 1
    return found, first, last


def unlisted(name: str) -> str:
    """The district that an organisation's name begins with and that the list lacks: 云台区水务局 → 云台区, else ""."""
    text = re.sub(r"^(?:中共|中国共产党|共青团)", "", _bare(name))
    found, first, last = _walk(text)
    if not found or (first and not _called_by_city(text[:first], found)):
        head = _UNLISTED.match(text)
        return head[0] if head and not _name_at(text, 0) else ""
    if any(not code.endswith("00") for code in found):
        return ""
    head = _UNLISTED.match(text, last) or _UNLISTED_ZONE.match(text, last)
    return head[0] if head else ""


def leading(name: str) -> str:
    """The one region, listed or not, that the text of a name begins with: 武汉市青山区教育局 → 武汉市, else ""."""
    listed = _name_at(name, 0)
    if listed and listed not in _ONLY_BELOW:
        return listed
    for length in (2, 3):
        below = _by_name().get(_name_at(name, length), ())
        if any(name[:length] == _short(up.name) for code in below for up in ancestors(code)):
            return name[:length]
    head = _UNLISTED.match(name)
    return head[0] if head else ""


def _only(codes: Sequence[str], holds: Callable[[Region], bool]) -> tuple[str, ...]:
    return tuple(code for code in codes if holds(_all()[code]))


def _narrow(codes: tuple[str, ...], hint: str) -> tuple[str, ...]:
    """The candidates that ``hint`` speaks for: by full name, by city or area code, then by province."""
    called = {
        city
        for area in _PHONE.findall(unicodedata.normalize("NFKC", hint))
        for city in _area_codes().get(area, ())
    }
    text = _bare(hint)

    def in_full(item: Region) -> bool:
        return any(
            up.name + item.name in text or _short(up.name) + item.name in text for up in ancestors(item.code)
        )

    def by_city(item: Region) -> bool:
        up = _all()[item.parent]
        return up.name in text or bool(called & {item.code, *(above.code for above in ancestors(item.code))})

    def by_province(item: Region) -> bool:
        return any(up.name in text for up in ancestors(item.code))

    for holds in (in_full, by_city, by_province):
        if spoken_for := _only(codes, holds):
            return spoken_for
    return ()


def find(text: str, *hints: str) -> tuple[Region, ...]:
    """The region that an organisation's name or an address names: one, none, or the candidates.

    Longest name first, the innermost region of the first chain (湖北省|武汉市|青山区). Where a name is borne by
    several (青山区 of 武汉 and 包头), ``hints`` (other names, the text, a telephone number) are asked in turn; the
    first that speaks for exactly one decides. A district that the list lacks gives none, never its city.
    """
    bare = _bare(text)
    if unlisted(bare):
        return ()
    codes, _, _ = _walk(bare)
    codes = tuple(code for code in codes if _all()[code].parent not in codes)
    for hint in (text, *hints):
        if len(codes) < 2:
            break
        spoken_for = _narrow(codes, hint)
        codes = spoken_for if len(spoken_for) == 1 else codes
    return tuple(_all()[code] for code in codes)
