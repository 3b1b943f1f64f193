"""The pinyin under which a department is found: initials and whole syllables, from the second letter on. Plain data."""

import importlib
import re
from collections.abc import Iterator

from disclosures.department_names import key

_ENDING = re.compile(r"[省市区县]$")
_SHORTEST = 2
_LONGEST = 24


def spellings(region_name: str, names: list[str]) -> set[str]:
    """zf, zfb, qszf, qszfb, zhengfub… for 青山区 and 武汉市青山区人民政府办公室."""
    short = _ENDING.sub("", region_name) if len(region_name) > 2 else region_name
    keys = {key(name) for name in names}
    forms = keys | {short + one for one in keys} | {region_name + one for one in keys}
    return {start for form in forms for spelled in _spelled(form) for start in _starts(spelled)}


def _spelled(form: str) -> Iterator[str]:
    """The dictionary is loaded for those who store a department, not for readers."""
    syllables = importlib.import_module("pypinyin").lazy_pinyin(form)
    known = [one.lower() for one in syllables if one.isascii() and one.isalpha()]
    yield "".join(one[0] for one in known)
    yield "".join(known)


def _starts(spelled: str) -> Iterator[str]:
    return (spelled[:length] for length in range(_SHORTEST, min(len(spelled), _LONGEST) + 1))
