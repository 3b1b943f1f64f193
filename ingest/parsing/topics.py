"""What a numbered section of the narrative is about, by the words of its title: its number varies by year."""

import re
from enum import StrEnum

from ingest.parsing.numerals import squeeze


class Topic(StrEnum):
    TOTALS = "totals"
    INCOME = "income"
    EXPENDITURE = "expenditure"
    FISCAL = "fiscal"
    GENERAL = "general"
    BASIC = "basic"
    FUNDS = "funds"
    STATE_CAPITAL = "state_capital"
    THREE_PUBLIC = "three_public"
    AGENCY = "agency"
    PROCUREMENT = "procurement"
    ASSETS = "assets"
    PERFORMANCE = "performance"
    STAFF = "staff"


# The first that fits holds: a title names its special words before the general ones.
_TITLES: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(words))
    for topic, words in (
        (Topic.THREE_PUBLIC, r"三公"),
        (Topic.AGENCY, r"机[关构]运行"),
        (Topic.PROCUREMENT, r"采购"),
        (Topic.ASSETS, r"国有资产|资产占"),
        (Topic.PERFORMANCE, r"绩效"),
        (Topic.FUNDS, r"政府性基金"),
        (Topic.STATE_CAPITAL, r"国有资本"),
        (Topic.BASIC, r"基本支出"),
        (Topic.FISCAL, r"财政拨款(?:收入|收)[、和]?(?:支出|支).*总"),
        (Topic.GENERAL, r"一般公共预算.*支出|财政拨款支出决算"),
        (Topic.TOTALS, r"^收入?[、和]?支出?决?算?总"),
        (Topic.INCOME, r"^(?:本年)?收入决算"),
        (Topic.EXPENDITURE, r"^(?:本年)?支出决算"),
        (Topic.STAFF, r"人员构成|人员情况|人员编制"),
    )
)
_NUMBER = re.compile(r"^[(（]?[一二三四五六七八九十]+[)）、.]")


def topic_of(title: str) -> Topic | None:
    """The topic of a title, with or without its number; None where it is none of the known ones."""
    words = _NUMBER.sub("", squeeze(title))
    return next((topic for topic, pattern in _TITLES if pattern.search(words)), None)
