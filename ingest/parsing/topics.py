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
    APPROPRIATED = "appropriated"  # all 财政拨款支出, where the general budget has a section of its own
    MEETINGS = "meetings"  # 会议费, 培训费: no measure of theirs is kept


# The first that fits holds: a title names its special words before the general ones.
_TITLES: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(words))
    for topic, words in (
        (Topic.THREE_PUBLIC, r"三公"),
        (Topic.MEETINGS, r"会议费|培训费|一般性支出"),
        (Topic.AGENCY, r"机[关构]运行"),
        (Topic.PROCUREMENT, r"采购"),
        (Topic.ASSETS, r"国有资产|资产占"),
        (Topic.PERFORMANCE, r"绩效"),
        (Topic.FUNDS, r"政府性基金"),
        (Topic.STATE_CAPITAL, r"国有资本"),
        (Topic.BASIC, r"基本支出"),
        (Topic.FISCAL, r"(?<!公共预算)财政拨款(?:收入|收)[、和]?(?:支出|支)"),
        (Topic.GENERAL, r"一般公共预算.*(?:支出|收支)|财政拨款支出(?:决算|情况)"),
        (
            Topic.TOTALS,
            r"^(?:决算)?收入?[、和]?支出?(?:决算)?总|^收入?[、和]?支出?(?:决算)?(?:及增减变[动化])?(?:情况|说明)",
        ),
        (Topic.INCOME, r"^(?:本年|总)?收入(?:决算|总体|情况)"),
        (Topic.EXPENDITURE, r"^(?:本年|总)?支出(?:决算|总体|情况)"),
        (Topic.STAFF, r"人员构成|人员情况|人员编制"),
    )
)
_NUMBER = re.compile(r"^[(（]?[一二三四五六七八九十]+[)）、.]")
_OPENING = re.compile(
    r"^(?:关于)?(?:本部门|本单位|部门|单位)?(?:20\d\d年度?)?(?:年度)?(?:部门|单位)?(?=.*[收支])"
)


def topic_of(title: str) -> Topic | None:
    """The topic of a title, with or without its number; None where it is none of the known ones."""
    words = _OPENING.sub("", _NUMBER.sub("", squeeze(title)))
    return next((topic for topic, pattern in _TITLES if pattern.search(words)), None)
