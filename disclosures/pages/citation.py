"""How a number is cited: GB/T 7714, one plain sentence, BibTeX. Values in, text out."""

from dataclasses import dataclass
from datetime import date

DIGEST_SHOWN = 16
_BIBTEX = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"})


@dataclass(frozen=True)
class Cited:
    """What is cited: "2023年度部门决算" of a department, in it "支出决算表，科学技术支出 › 本年支出合计"."""

    number: str  # its id
    author: str
    report: str
    part: str
    value: str
    page: int | None
    address: str
    sha256: str


@dataclass(frozen=True)
class Citation:
    style: str
    text: str


def citations(cited: Cited, today: date) -> tuple[Citation, ...]:
    return (
        Citation("GB/T 7714", _gbt7714(cited, today)),
        Citation("一句话", _plain(cited, today)),
        Citation("BibTeX", _bibtex(cited, today)),
    )


def _page(cited: Cited, before: str, after: str) -> str:
    return f"{before}{cited.page}{after}" if cited.page else ""


def _digest(cited: Cited) -> str:
    return f"SHA-256 {cited.sha256[:DIGEST_SHOWN]}"


def _gbt7714(cited: Cited, today: date) -> str:
    """主要责任者. 题名: 其他题名信息[R/OL]: 引文页码[引用日期]. 获取和访问路径."""
    page = _page(cited, ": ", "")
    return (
        f"{cited.author}. {cited.report}: {cited.part}: {cited.value}[R/OL]{page}[{today:%Y-%m-%d}]. "
        f"{cited.address}. 原件 {_digest(cited)}."
    )


def _plain(cited: Cited, today: date) -> str:
    page = _page(cited, "，第 ", " 页")
    return (
        f"{cited.value}。来源：{cited.author}《{cited.report}》，{cited.part}{page}。"
        f"{today.year}年{today.month}月{today.day}日取自 {cited.address}（原件 {_digest(cited)}）。"
    )


def _bibtex(cited: Cited, today: date) -> str:
    page = f"  pages = {{{cited.page}}},\n" if cited.page else ""
    return (
        f"@misc{{{cited.number},\n"
        f"  author = {{{{{_escaped(cited.author)}}}}},\n"
        f"  title = {{{_escaped(f'{cited.report}：{cited.part}：{cited.value}')}}},\n"
        f"{page}"
        f"  url = {{{cited.address}}},\n"
        f"  urldate = {{{today:%Y-%m-%d}}},\n"
        f"  note = {{{_digest(cited)}}},\n"
        f"  langid = {{chinese}}\n"
        f"}}"
    )


def _escaped(text: str) -> str:
    return text.translate(_BIBTEX)
