"""A department's printed name → what is compared.

The same department prints its name with and without its region, in full and in short:
武汉市青山区人民政府办公室, 青山区人民政府办公室（区人民政府研究室）, 区政府办. ``key`` brings them together;
it is compared within one region only. ``data/department_functions.csv`` names the functions that districts have in
common, in the form of their keys. Plain data, no Django.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from disclosures import regions

_FUNCTIONS = Path(__file__).parent / "data" / "department_functions.csv"

_BRACKETS = re.compile(r"[(（〔\[][^()（）〔〕\[\]]*[)）〕\]]")
# 区政府办, 市财政局; not 市场监督管理局, 区域发展局
_LEVEL = re.compile(r"^[省市区县](?![场容民域块划级直])(?=.{2,})")
# In order; each makes one spelling of several.
_SPELLINGS = (
    (re.compile(r"^中国共产党|^中共"), ""),
    (re.compile(r"^中国共产主义青年团"), "共青团"),
    (re.compile(r"^中国人民政治协商会议"), "政协"),
    (re.compile(r"^中国国民党革命委员会"), "民革委员会"),
)
_AFTER_REGION = (
    (re.compile(r"^人民政府(?=.+街道办事处)"), ""),
    (re.compile(r"人民政府"), "政府"),
    (re.compile(r"办公[室厅]$"), "办"),
    (re.compile(r"厅$"), "局"),
    (re.compile(r"委员会"), "委"),
)


def _bare(name: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", name).split())
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    return text


def _without_region(text: str) -> str:
    """Without the leading regions, listed or not: 湖北省武汉市青山区教育局 → 教育局, 云台区教育局 → 教育局."""
    while span := regions.leading(text):
        text = text[len(span) :]
    return text


def key(name: str) -> str:
    """The form in which names of one region are compared: without region, brackets, white space, long words."""
    text = _bare(name)
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    league = next((body for body in ("共青团", "政协") if text.startswith(body)), "")
    text = league + _LEVEL.sub("", _without_region(text.removeprefix(league)))
    for pattern, spelling in _AFTER_REGION:
        text = pattern.sub(spelling, text)
    return text or _bare(name)


@cache
def forms() -> dict[str, str]:
    """Key → function, for every form in the table."""
    with _FUNCTIONS.open(encoding="utf-8", newline="") as file:
        return {form: row["function"] for row in csv.DictReader(file) for form in row["keys"].split("|")}


@cache
def labels() -> dict[str, str]:
    """Function → its Chinese label: ``government-office`` → 政府办公室."""
    with _FUNCTIONS.open(encoding="utf-8", newline="") as file:
        return {row["function"]: row["label"] for row in csv.DictReader(file)}


def function(name: str) -> str:
    """What the department does, where districts have it in common: ``government-office``; else ""."""
    return forms().get(key(name), "")
