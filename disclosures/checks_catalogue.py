"""Every check: its id, title, formula in words, severity and source. ``ingest.checks`` implements those
of one report, ``disclosures.across_years`` those of two.

The site explains a finding with the entry of its id. The checks stand in ``data/checks.csv``, one a line; the doubts
of the reader stand here. Plain data, no Django.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

_RULES = "部门决算公开的格式：封面、各部分标题、决算表表头、单位构成"
ACROSS_YEARS = "across_years"
_TABLE = Path(__file__).parent / "data" / "checks.csv"


@dataclass(frozen=True)
class Entry:
    """``severity`` is that of a failure: error, warning or info. ``stage`` is "check" (one report, by
    ``ingest.checks``), "across_years" (two reports, by ``disclosures.across_years``) or "reading" (a doubt).

    ``family`` names the module-like group of a check (within, across, narrative, prose, …); ``tolerance`` is what
    rounding may explain, "" where the check compares no amounts.
    """

    id: str
    title: str
    formula: str
    severity: str
    source: str
    stage: str = "check"
    family: str = ""
    tolerance: str = ""


def _checks() -> tuple[Entry, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(Entry(**row, stage=_stage(row["family"])) for row in csv.DictReader(lines))


def _stage(family: str) -> str:
    return ACROSS_YEARS if family == ACROSS_YEARS else "check"


def _doubt(key: str, title: str, formula: str, severity: str = "warning") -> Entry:
    return Entry(key, title, formula, severity, _RULES, "reading")


_DOUBTS = (
    _doubt("ID_REGION", "地区的识别", "部门名称中的地区在地区表中有且只有一个"),
    _doubt("ID_DEPARTMENT", "部门的识别", "决算表“部门：”后的名称一致；没有时用封面、标题中的名称"),
    _doubt("ID_YEAR", "决算年度的识别", "决算表标题中的年度一致；没有时用封面、标题中的年度，不用公布日期"),
    _doubt(
        "READ_LAYOUT",
        "版式的识别",
        "各表的标题、次序和表头符合且只符合一种已知版式；否则各栏按表头识别",
        "info",
    ),
    _doubt("READ_SCAN", "有可读的文字", "文件里有文字，或图片里识别出文字；都没有的，各表由人对照原页录入"),
    _doubt(
        "READ_PICTURE",
        "决算表是文字而不是图片",
        "图片里的表逐格识别，没有把握的格列出；识别所得的数核对以前都有注明，不据以判定报告不一致",
    ),
    _doubt(
        "READ_PROSE", "文字说明是文字而不是图片", "图片里的文字由程序识别；不据以判定缺项或不一致", "info"
    ),
    _doubt("READ_LATER", "各页都已识别", "图片里先识别各表，文字说明随后补读", "info"),
    _doubt("READ_UNIT", "金额单位的识别", "每张表写明元或万元；没有写的，其他各表写的是同一单位"),
    _doubt("READ_COLUMN", "栏次的识别", "文字中失去所在栏的数，按勾稽关系只有一栏可放时才收录", "info"),
    _doubt("READ_CODE", "科目编码的识别", "编码印得不完整时，按名称、上级和分类只有一个全码时才补全", "info"),
    _doubt(
        "READ_HIDDEN",
        "没有隐藏的内容",
        "工作簿里没有隐藏的工作表、行和列；隐藏的不向读者公开，不读取，并列出",
        "info",
    ),
    _doubt(
        "READ_DISAGREE",
        "两次读取一致",
        "勾稽关系不成立的表由另一个程序再读一次；两次读得不同的格采用勾稽关系成立的读法，并列出",
    ),
    _doubt(
        "READ_FILES",
        "几个文件所印一致",
        "一份报告有几个文件时，同一格各文件所印的数相同；不同的采用报告正文所在文件的，并列出",
    ),
    _doubt(
        "READ_DAMAGED",
        "文件完整",
        "文件结构没有错误；有错误而两个程序读出的数一致时仍收录，但须由人复核后才发布",
    ),
    _doubt("ID_SCOPE", "决算范围的识别", "决算表写（汇总）或（本级）；没有时看单位构成"),
)

# What the reader doubts of its own reading is no finding on the report.
DOUBTS = tuple(entry.id for entry in _DOUBTS)
CATALOGUE: dict[str, Entry] = {entry.id: entry for entry in (*_checks(), *_DOUBTS)}


def entry(check: str) -> Entry | None:
    """The entry of a finding's id, None for a doubt that has none."""
    return CATALOGUE.get(check)
