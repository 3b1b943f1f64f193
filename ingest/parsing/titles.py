"""What one line of a report is: a statement's title, its captions, a note below it, or an end to it.

A statement is known by the words of its title, never by its number: the numbers changed over the years
(三公 was 表7 until 2020 and is 公开09表 since) and differ between cities.
"""

import re
from dataclasses import dataclass, replace

from ingest.parsing.numerals import squeeze

_SPACE = re.compile(r"\s+")
_ORDER = r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、]|附?件?表?\d{1,2}[-:.、]|附件\d*:?)"
_TITLE = re.compile(
    rf"(?P<order>{_ORDER})?(?P<before>(?:公开\d{{1,2}}表|表\d{{1,2}}(?=\D))[:.、]?)?(?P<name>[^。;,!?:<>《》]{{4,60}}?(?<!\()表)"
    r"(?P<scope>\((?:汇总|本级|分单位|分科目|分部门|单位)\))?"
    r"(?:\((?P<number>(?:公开)?表?\d{1,2}表?)\))?(?P<page>[.…·・_-]*\d{1,3})?"
)
_FURTHER = r"政府采购(?:支出)?(?:情况|信息|决算)|购买服务|机构运行|机关运行经费|资产占[用有]"  # tables some provinces add
_SUBJECT = re.compile(rf"三公|政府性基金|国有资本|财政拨款|收入支出|收支|收入|支出|{_FURTHER}")
_ANNOUNCED = re.compile(rf"决算|三公|收支|(?:{_FURTHER}).*表")
_NOT_A_STATEMENT = re.compile(r"自评|评价|目标|本表|上表|下表|见.*表$|部门决算表$|说明")
_KINDS = (
    ("three_public", r"三公"),
    ("operation", r"机构运行|机关运行"),
    ("assets", r"资产占"),
    ("procurement", r"政府采购"),
    ("services", r"购买服务"),
    ("costs", r"(?:会议费|培训费|行政经费).*支出"),
    ("funds_basic", r"政府性基金.*基本支出"),
    ("funds", r"政府性基金"),
    ("state_capital", r"国有资本"),
    ("general_project", r"一般公共预算.*项目支出"),
    ("project", r"项目(?:收入)?支出"),
    ("basic", r"基本支出"),
    ("general_detail", r"一般公共预算.*支出决算明细"),
    ("general", r"一般公共预算"),
    ("appropriation", r"财政拨款(?:收入支出|收支)"),
    ("appropriation_expenditure", r"财政拨款支出"),
    ("summary", r"收入支出|收支"),
    ("revenue_by_unit", r"收入.*分(?:单位|部门)"),
    ("expenditure_by_unit", r"支出.*分(?:单位|部门)"),
    ("expenditure_detail", r"支出决算明细"),
    ("revenue", r"收入"),
    ("expenditure", r"支出"),
)
_NUMBER = re.compile(r"(?:财决)?(?:公开)?\d{1,2}表|(?:公开)?表\d{1,2}(?:-\d)?")
_CAPTION = re.compile(
    r"(?:(?:编制|预算|填报|公开)?(?:部门|单位)(?:名称|\(公章\)|\(盖章\))?|(?:金额|计量|货币)?单位|编制日期|日期):.*"
)
_CAPTION_STARTS = re.compile(
    r"(?=财决公开\d{1,2}表|(?<!财决)公开\d{1,2}表|公开表\d)"
    r"|(?<![金额计量货币编制预算填报公开])(?=(?:(?:金额|计量|货币|编制|预算|填报)?(?:单位|部门)(?:名称)?)[:：])"
)
_NOTE = re.compile(r"(?:注|备注|说明|附注)\d?:|\d{1,2}[.、](?!\d)|\d+[行栏].*[=＝]")
_NIL = re.compile(r"无(?!形|偿|线)|没有|未发生|未安排|不涉及|空表")
_FIGURES = re.compile(r"\d\.\d|\d{5}")  # an amount or a code: a row, no sentence
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_SECTION = re.compile(
    r"[一二三四五六七八九十]+、[^\d]{2,40}(?:说明|情况|概况|职责|职能|设置|构成|解释|工作)(?:\d{1,3})?"
)
_HEADER = re.compile(
    r"栏次|行次|科目编码|科目名称|类款项|^项目|^收入支出$|预算数|决算数|本年收入合计|本年支出合计"
)
_PAGE_NUMBER = re.compile(r"[-—–~·第]*\d{1,3}[-—–~·页]*(?:[/共]\d{1,3}页?)?")


@dataclass(frozen=True)
class Title:
    """A statement's title. ``kind`` tells the statements of one report apart; ``listed`` in a 目录 with page."""

    text: str
    kind: str
    number: str = ""
    listed: bool = False

    def after(self, words: str) -> "Title":
        return replace(self, text=words + self.text)


def tight(text: str) -> str:
    """``text`` as printed, without white space."""
    return _SPACE.sub("", text)


def read_title(text: str) -> Title | None:
    """The title that a line (or two wrapped lines joined) prints, None where it prints none."""
    match = _TITLE.fullmatch(squeeze(text))
    if not match:
        return None
    name = match["name"]
    if not _SUBJECT.search(name) or _NOT_A_STATEMENT.search(name):
        return None
    if not _ANNOUNCED.search(name):
        return None
    printed = _without_marks(tight(text), match)
    number = match["number"] or (match["before"] or "").rstrip(":.、")
    return Title(printed, kind_of(name + (match["scope"] or "")), number, bool(match["page"]))


def _without_marks(printed: str, match: re.Match[str]) -> str:
    """The title without its order, number and page; NFKC keeps the length of all but a few signs."""
    whole = match.string
    if len(printed) != len(whole):
        printed = whole
    end = match.end("scope") if match["scope"] else match.end("name")
    return printed[match.start("name") : end]


def other_title(text: str) -> Title | None:
    """The title of a table outside the known ones: known only because 公开NN表 stands below it."""
    name = re.sub(rf"^{_ORDER}", "", tight(text))
    short = 4 <= len(name) <= 40 and not re.search(r"[。；，：:]", name)
    return Title(name, f"other {name}") if short and re.search(r"表(?:[（(].*[)）])?$", name) else None


def kind_of(name: str) -> str:
    """The statement that a name speaks of, ``other …`` where it is none of the known."""
    return next((kind for kind, words in _KINDS if re.search(words, name)), f"other {name}")


def core(title: str) -> str:
    """A title without the year and what else varies between a list and the table itself."""
    return re.sub(r"^.*?年度?|明细|[“”\"'‘’（）()]", "", squeeze(title))


def narrows(text: str) -> bool:
    """Whether a line begins a title: it names whose money a statement is about, in few words."""
    bare = squeeze(text)
    return len(bare) <= 30 and bool(re.search(r"(?:财政拨款|“?三公”?经费|预算)$", bare))


def captions_of(text: str) -> list[str]:
    """The pieces of a line of captions: 部门：…, 公开01表, 单位：…; a first piece may be the rest of one wrapped."""
    return [piece for piece in _CAPTION_STARTS.split(tight(text)) if piece]


def is_caption(piece: str) -> bool:
    return bool(_CAPTION.fullmatch(squeeze(piece)))


def is_number(piece: str) -> bool:
    return bool(_NUMBER.fullmatch(squeeze(piece)))


def is_department(piece: str) -> bool:
    return is_caption(piece) and not re.match(r"(?:金额|计量|货币)?单位[:：](?:人民币)?[百千万亿]*元", piece)


def is_note(text: str) -> bool:
    return bool(_NOTE.match(squeeze(text)))


def says_nil(text: str) -> bool:
    """Whether a short line under a statement says that there is nothing to publish (本单位无…)."""
    bare = squeeze(text)
    about = _NIL.search(bare) and (_SUBJECT.search(bare) or "本表" in bare)
    return bool(about) and len(bare) <= 120 and not _FIGURES.search(bare)


def is_end(text: str) -> bool:
    """Whether a line ends the statement before it: the next part or a section of the narrative."""
    bare = squeeze(text)
    return bool(_PART.match(bare)) or bool(_SECTION.fullmatch(bare))


def is_part(text: str) -> bool:
    return bool(_PART.match(squeeze(text)))


def is_header(text: str) -> bool:
    """Whether a line of an extract without columns belongs to the head of a statement's table."""
    return bool(_HEADER.search(squeeze(text)))


def is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(squeeze(text)))
