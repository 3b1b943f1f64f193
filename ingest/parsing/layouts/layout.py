"""What a layout declares: how one family of reports prints the nine statements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from disclosures.statements import Statement


class ThreePublic(StrEnum):
    """How the twelve amounts of the 三公 statement follow one another."""

    HALVES = "halves"  # 预算数 1–6, then 决算数 7–12
    PAIRS = "pairs"  # 预算数 and 决算数 of each item side by side


@dataclass(frozen=True)
class Layout:
    """A family of printed reports, told from the others by its titles and headers only.

    ``indexed``: 行次 and 栏次 are printed. ``order``: how the last three statements follow one another.
    ``labels``: other headings of a column of the form; ``lines``: other names of a line (01, 04).
    """

    name: str
    indexed: bool
    three_public: ThreePublic
    order: tuple[Statement, ...]
    labels: Mapping[Statement, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    lines: Mapping[Statement, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


_S = Statement

FIRST_SIX: tuple[Statement, ...] = (
    _S.SUMMARY,
    _S.REVENUE,
    _S.EXPENDITURE,
    _S.APPROPRIATION_SUMMARY,
    _S.GENERAL_BUDGET,
    _S.BASIC_BY_ECONOMIC,
)
THREE_PUBLIC_LAST = (*FIRST_SIX, _S.GOVERNMENT_FUNDS, _S.STATE_CAPITAL, _S.THREE_PUBLIC)
THREE_PUBLIC_SEVENTH = (*FIRST_SIX, _S.THREE_PUBLIC, _S.GOVERNMENT_FUNDS, _S.STATE_CAPITAL)

# Headings met instead of the form's own, whatever the place.
_SPLIT = {
    "1": ("小计", "合计", "本年支出", "本年支出合计", "支出合计"),
    "2": ("基本支出",),
    "3": ("项目支出",),
}
LABELS: Mapping[Statement, Mapping[str, tuple[str, ...]]] = {
    _S.SUMMARY: {"1": ("金额", "决算数", "决算"), "2": ("金额", "决算数", "决算")},
    _S.REVENUE: {
        "1": ("本年收入合计", "收入合计", "合计", "本年收入"),
        "2": ("财政拨款收入", "财政拨款"),
        "3": ("上级补助收入", "上级补助"),
        "4": ("事业收入",),
        "5": ("经营收入",),
        "6": ("附属单位上缴收入", "附属单位上缴", "附属单位缴款"),
        "7": ("其他收入",),
    },
    _S.EXPENDITURE: {
        "1": ("本年支出合计", "支出合计", "合计", "本年支出"),
        "2": ("基本支出",),
        "3": ("项目支出",),
        "4": ("上缴上级支出", "上缴上级"),
        "5": ("经营支出",),
        "6": ("对附属单位补助支出", "对附属单位补助", "对附属单位的补助支出"),
    },
    _S.APPROPRIATION_SUMMARY: {
        "1": ("金额", "决算数", "决算"),
        "2": ("合计", "小计", "金额", "决算数"),
        "3": ("一般公共预算财政拨款", "一般公共预算", "公共预算财政拨款"),
        "4": ("政府性基金预算财政拨款", "政府性基金预算", "政府性基金"),
        "5": ("国有资本经营预算财政拨款", "国有资本经营预算", "国有资本经营财政拨款", "国有资本经营"),
    },
    _S.GENERAL_BUDGET: _SPLIT,
    _S.GOVERNMENT_FUNDS: {
        "1": ("年初结转和结余", "年初结转", "年初结余"),
        "2": ("本年收入",),
        "3": ("小计", "合计", "本年支出合计", "本年支出"),
        "4": ("基本支出",),
        "5": ("项目支出",),
        "6": ("年末结转和结余", "年末结转", "年末结余"),
    },
    _S.STATE_CAPITAL: _SPLIT,
    _S.BASIC_BY_ECONOMIC: {"决算数": ("决算数", "金额", "决算", "支出决算数")},
}

# The items of 三公 in the order of 栏次 1–6 (预算数) and 7–12 (决算数).
THREE_PUBLIC_ITEMS: tuple[tuple[str, ...], ...] = (
    ("合计", "三公经费合计", "总计"),
    ("因公出国(境)费", "因公出国(境)费用", "因公出国(境)经费", "因公出国(境)支出", "因公出国(境)"),
    ("小计", "公务用车购置及运行费小计", "公务用车购置及运行维护费小计"),
    ("公务用车购置费", "公务用车购置", "购置费", "公务用车购置支出"),
    ("公务用车运行费", "公务用车运行维护费", "运行维护费", "运行费", "公务用车运行维护支出"),
    ("公务接待费", "公务接待费用", "公务接待支出", "公务接待"),
)

LINES: Mapping[Statement, Mapping[str, tuple[str, ...]]] = {
    _S.SUMMARY: {
        "1": ("一般公共预算财政拨款收入", "一般公共预算拨款收入", "一般公共预算财政拨款"),
        "2": ("政府性基金预算财政拨款收入", "政府性基金预算拨款收入", "政府性基金预算财政拨款"),
        "3": (
            "国有资本经营预算财政拨款收入",
            "国有资本经营预算拨款收入",
            "国有资本经营财政拨款收入",
            "国有资本经营预算财政拨款",
        ),
        "28": ("使用非财政拨款结余", "使用非财政拨款结余(含专用结余)", "用事业基金弥补收支差额"),
        "29": ("年初结转和结余", "上年结转和结余"),
        "30": ("总计", "收入总计", "合计"),
        "59": ("年末结转和结余", "结转下年"),
        "60": ("总计", "支出总计", "合计"),
    },
    _S.APPROPRIATION_SUMMARY: {
        "1": ("一般公共预算财政拨款", "一般公共预算财政拨款收入", "公共预算财政拨款"),
        "2": ("政府性基金预算财政拨款", "政府性基金预算财政拨款收入", "政府性基金财政拨款"),
        "3": ("国有资本经营预算财政拨款", "国有资本经营财政拨款", "国有资本经营预算财政拨款收入"),
        "28": ("年初财政拨款结转和结余", "年初结转和结余"),
        "29": ("一般公共预算财政拨款", "公共预算财政拨款"),
        "30": ("政府性基金预算财政拨款", "政府性基金财政拨款"),
        "31": ("国有资本经营预算财政拨款", "国有资本经营财政拨款"),
        "32": ("总计", "收入总计", "合计"),
        "60": ("年末财政拨款结转和结余", "年末结转和结余"),
        "61": ("一般公共预算财政拨款", "公共预算财政拨款"),
        "62": ("政府性基金预算财政拨款", "政府性基金财政拨款"),
        "63": ("国有资本经营预算财政拨款", "国有资本经营财政拨款"),
        "64": ("总计", "支出总计", "合计"),
    },
}
