"""A department's printed name → its address on the site. Plain data, no Django."""

from pypinyin import lazy_pinyin

from disclosures.department_names import function, key

_LONGEST = 110


def slug(region_code: str, name: str) -> str:
    """The address in ASCII: ``420107-government-office`` where districts share the function, else pinyin."""
    words = function(name) or _spelled(key(name)) or "department"
    return f"{region_code}-{words}".lower()[:_LONGEST].rstrip("-")


def _spelled(text: str) -> str:
    return "-".join(part for part in lazy_pinyin(text) if part.isascii() and part.isalnum())
