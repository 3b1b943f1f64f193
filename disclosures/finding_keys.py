"""The key of a finding: what was checked and where, so that it outlives further readings of a report. Plain data."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

KEY_LENGTH = 10
_CHANGING = re.compile(r"[\d.,，．％%\s]+")  # amounts and white space: what a second reading may correct
_HEAD = 40  # letters of a sentence that tell it from others


def finding_keys(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """A key for each finding as ``parse --json`` prints it (``check``, ``where``), in order.

    A key follows from the check and its places: statement, row and column, or the words of the sentence. Findings
    that are equal in these are numbered in their order.
    """
    seen: Counter[str] = Counter()
    keys = []
    for one in found:
        named = _key(one["check"], one["where"])
        seen[named] += 1
        keys.append(named if seen[named] == 1 else _digest(f"{named}/{seen[named]}"))
    return keys


def _key(check: str, places: Iterable[Mapping[str, Any]]) -> str:
    return _digest("|".join((check, *(_place(place) for place in places))))


def _place(place: Mapping[str, Any]) -> str:
    if place.get("statement"):
        return "/".join((place["statement"], place.get("row") or "", place.get("column") or ""))
    return _CHANGING.sub("", place.get("text") or "")[:_HEAD]


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:KEY_LENGTH]
