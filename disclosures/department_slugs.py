"""A department's printed name → its address on the site. Plain data, no Django."""

import importlib

from disclosures.department_names import function, key

_LONGEST = 110


def slug(region_code: str, name: str) -> str:
    """The address in ASCII: ``420107-government-office`` where districts share the function, else pinyin."""
    words = function(name) or _spelled(key(name)) or "department"
    return f"{region_code}-{words}".lower()[:_LONGEST].rstrip("-")


def _spelled(text: str) -> str:
    """The syllables of ``text``; their dictionary is loaded for those who store a department, not for readers."""
    syllables = importlib.import_module("pypinyin").lazy_pinyin(text)
    return "-".join(part for part in syllables if part.isascii() and part.isalnum())
