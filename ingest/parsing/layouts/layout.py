"""What a layout declares: how one family of reports prints its statements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from disclosures.statements import Statement


class ThreePublic(StrEnum):
    """How the amounts of the 三公 statement are arranged."""

    HALVES = "halves"  # 预算数 1–6, then 决算数 7–12
    PAIRS = "pairs"  # 预算数 and 决算数 of each item side by side
    ROWS = "rows"  # one row of 预算数, one of 决算数; the items are the columns
    LIST = "list"  # one row an item; 预算数 and 决算数 are the columns


@dataclass(frozen=True)
class Layout:
    """A family of printed reports, told from the others by its titles and headers only.

    ``order``: its statements as kinds of title (``titles.kind_of``); a report may leave some out, but prints none
    in another order. ``indexed``: 行次 and 栏次 are printed, None where the family knows both. ``further``: the
    statements outside the nine that it adds. ``numbers``: what its printed numbers look like, "" for none at all,
    None for any. ``marks``: expressions that its titles show; ``heads``: that its tables show; ``never``: that neither
    shows. ``three_public``: None where the family has no arrangement of its own.
    ``labels``: other headings of a column of the form; ``lines``: other names of a line (01, 04).
    ``candidates``, in a recognised layout: the families that fit alike, or none where no family fits.
    """

    name: str
    indexed: bool | None
    three_public: ThreePublic | None
    order: tuple[str, ...]
    further: frozenset[str] = frozenset()
    numbers: str | None = None
    marks: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    labels: Mapping[Statement, Mapping[str, tuple[str, ...]]] = field(default_factory=lambda: LABELS)
    lines: Mapping[Statement, Mapping[str, tuple[str, ...]]] = field(default_factory=lambda: LINES)
    candidates: tuple[str, ...] = ()


_S = Statement

FIRST_SIX = ("summary", "revenue", "expenditure", "appropriation", "general", "basic")
THREE_PUBLIC_LAST = (*FIRST_SIX, "funds", "state_capital", "three_public")
THREE_PUBLIC_SEVENTH = (*FIRST_SIX, "three_public", "funds", "state_capital")

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
        "2": ("财政拨款收入", "财政拨款", "财政拨款预算收入"),
        "3": ("上级补助收入", "上级补助", "上级补助预算收入"),
        "4": ("事业收入", "事业预算收入"),
        "5": ("经营收入", "经营预算收入"),
        "6": ("附属单位上缴收入", "附属单位上缴", "附属单位缴款", "附属单位上缴预算收入"),
        "7": ("其他收入", "其他预算收入"),
    },
    _S.EXPENDITURE: {
        "1": ("本年支出合计", "支出合计", "合计", "本年支出"),
        "2": ("基本支出",),
        "3": ("项目支出",),
        "4": ("上缴上级支出", "上缴上级"),
        "5": ("经营支出",),
        "6": ("对附属单位补助支出", "对附属单位补助", "对附属单位的补助支出", "对附属单位补助费用"),
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
    ("合计", "三公经费合计", "总计", "“三公”经费合计", "“三公”经费支出合计", "三公经费支出合计", "支出合计"),
    (
        "因公出国(境)费",
        "因公出国(境)费用",
        "因公出国(境)经费",
        "因公出国(境)支出",
        "因公出国(境)费支出",
        "因公出国(境)",
    ),
    (
        "公务用车购置及运行费",
        "公务用车购置及运行维护费",
        "公务用车购置和运行维护费",
        "公务用车购置及运行费小计",
        "公务用车购置及运行维护费小计",
        "公务用车购置及运行维护费支出",
        "公务用车费",
        "公务用车",
    ),
    ("公务用车购置费", "公务用车购置", "购置费", "公务用车购置支出", "公务用车购置费支出"),
    (
        "公务用车运行费",
        "公务用车运行维护费",
        "运行维护费",
        "运行费",
        "公务用车运行维护支出",
        "公务用车运行维护费支出",
    ),
    ("公务接待费", "公务接待费用", "公务接待支出", "公务接待费支出", "公务接待"),
)

LINES: Mapping[Statement, Mapping[str, tuple[str, ...]]] = {
    _S.SUMMARY: {
        "1": ("一般公共预算财政拨款收入", "一般公共预算拨款收入", "一般公共预算财政拨款"),
        "2": (
            "政府性基金预算财政拨款收入",
            "政府性基金预算拨款收入",
            "政府性基金预算财政拨款",
            "政府性基金财政拨款收入",
            "政府性基金收入",
            "政府性基金",
        ),
        "3": (
            "国有资本经营预算财政拨款收入",
            "国有资本经营预算拨款收入",
            "国有资本经营财政拨款收入",
            "国有资本经营预算财政拨款",
        ),
        "8": ("其他收入", "其他预算收入"),
        "28": (
            "使用非财政拨款结余",
            "使用非财政拨款结余(含专用结余)",
            "使用非财政拨款结余和专用结余",
            "用事业基金弥补收支差额",
            "事业基金弥补收支差额",
        ),
        "29": ("年初结转和结余", "上年结转和结余", "年初结转结余", "上年结转"),
        "30": ("总计", "收入总计", "合计"),
        "59": ("年末结转和结余", "年末结转结余", "结转下年"),
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
