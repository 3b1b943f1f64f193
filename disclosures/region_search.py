"""What a person types → the regions that may be meant: parts of names, codes, pinyin. Plain data, no Django."""

import gc
import importlib
import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from disclosures import regions
from disclosures.regions import Region

_ENDING = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|[省市区县旗盟])$")


@dataclass(frozen=True)
class _Entry:
    """One region in the forms in which it is looked for. ``chain`` runs from the province to the region itself."""

    region: Region
    names: tuple[str, ...]
    chain: str
    short_chain: str
    own: str  # the pinyin of its name
    spelled: tuple[
        str, ...
    ]  # the pinyin from each name of the chain on, then from each later syllable of its own
    initials: tuple[str, ...]  # from each name of the chain on


def label(region: Region) -> str:
    """The line that is unmistakable to people and to ``by_label``: 420107 湖北省武汉市青山区."""
    above = regions.ancestors(region.code)
    province = above[0].name if above and not region.full_name.startswith(above[0].name) else ""
    return f"{region.code} {province}{region.full_name}"


def by_label(text: str) -> Region | None:
    """The region of a code, alone or before its name; None where the two do not belong together, or no code leads."""
    code, _, name = text.strip().partition(" ")
    region = regions.region(code)
    if region is None or (name.strip() and f"{code} {name.strip()}" != label(region)):
        return None
    return region


def search(query: str, limit: int = 20, among: Container[str] | None = None) -> tuple[Region, ...]:
    """The regions that every word of the query fits, best first; none for an empty query.

    ``among``: only of these codes.

    A word is the beginning of a code, a part of the name with or without those above (武汉青山), or pinyin
    (``qingshan``, ``wuhanqingshan``, ``whqs``).
    """
    words = unicodedata.normalize("NFKC", query).lower().split()
    if not words:
        return ()
    ranked = []
    for place, entry in enumerate(_entries()):
        if among is not None and entry.region.code not in among:
            continue
        ranks = [_rank(entry, word) for word in words]
        if None not in ranks:
            ranked.append((min(rank for rank in ranks if rank is not None), place, entry.region))
    return tuple(region for *_, region in sorted(ranked, key=lambda one: one[:2])[:limit])


def _rank(entry: _Entry, word: str) -> int | None:
    """How well a word fits, 0 best; None where it does not."""
    if word == entry.region.code or word in entry.names:
        return 0
    if word.isascii():
        return _rank_ascii(entry, word)
    if any(name.startswith(word) for name in entry.names):
        return 1
    if any(word in name for name in entry.names):
        return 2
    return 3 if word in entry.chain or word in entry.short_chain else None


def _rank_ascii(entry: _Entry, word: str) -> int | None:
    if word == entry.own:
        return 0
    if entry.region.code.startswith(word):
        return 1
    if not word.isalpha():
        return None
    if word in entry.initials or entry.own.startswith(word):
        return 1
    return 3 if any(form.startswith(word) for form in entry.spelled) else None


@cache
def _entries() -> tuple[_Entry, ...]:
    """All regions but the one that the list has twice (嘉峪关市), larger ones first where all else is equal."""
    once = [
        item
        for item in regions.regions()
        if item.name not in [up.name for up in regions.ancestors(item.code)]
    ]
    return tuple(map(_entry, sorted(once, key=lambda item: len(regions.ancestors(item.code)))))


def _entry(item: Region) -> _Entry:
    names = [up.name for up in (*regions.ancestors(item.code), item)]
    shorts = [_ENDING.sub("", name) if len(name) > 2 else name for name in names]
    groups = [_syllables(short) for short in shorts]
    own = groups[-1]
    return _Entry(
        item,
        (item.name, shorts[-1], *item.aliases),
        "".join(names),
        "".join(shorts),
        "".join(own),
        (*map(_joined, _tails(groups)), *("".join(own[start:]) for start in range(1, len(own)))),
        tuple("".join(one[0] for group in tail for one in group) for tail in _tails(groups)),
    )


def _tails(groups: list[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    return [groups[start:] for start in range(len(groups))]


def _joined(groups: list[tuple[str, ...]]) -> str:
    return "".join(one for group in groups for one in group)


@cache
def _syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each character."""
    return tuple(one for one in _dictionary().lazy_pinyin(text) if one.isalpha())


@cache
def _dictionary() -> ModuleType:
    """Loaded for those who look for regions, not for readers. Its 200,000 lists stay until the process ends: Python's
    collector, which would go through all of them in the midst of some page, leaves them out."""
    loaded = importlib.import_module("pypinyin")
    gc.collect()
    gc.freeze()
    return loaded
