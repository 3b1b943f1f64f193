"""How a report, a statement, a number or a comparison is cited: GB/T 7714, one plain sentence, BibTeX.

Values in, text out.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

DIGEST_SHOWN = 16
SITE = "部门决算公开"
REPORT, DATA = "R/OL", "DB/OL"  # GB/T 7714: a report, a database; both online
_BIBTEX = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"})


@dataclass(frozen=True)
class Cited:
    """What is cited: "2023年度部门决算" of a department, in it "支出决算表，科学技术支出 › 本年支出合计", its value.

    ``sources`` are the reports behind what the site itself puts together.
    """

    key: str  # what BibTeX calls it
    author: str
    report: str
    address: str
    part: str = ""
    value: str = ""
    page: int | None = None
    sha256: str = ""
    carrier: str = REPORT
    sources: str = ""

    @property
    def title(self) -> tuple[str, ...]:
        return tuple(words for words in (self.report, self.part, self.value) if words)


@dataclass(frozen=True)
class Citation:
    style: str
    text: str


def citations(cited: Cited, today: date) -> tuple[Citation, ...]:
    return (
        Citation("GB/T 7714", _gbt7714(cited, today)),
        Citation(gettext("一句话"), _plain(cited, today)),
        Citation("BibTeX", _bibtex(cited, today)),
    )


def _evidence(cited: Cited) -> str:
    """The bytes that were read, or the reports that were put together; "" where neither is known."""
    digest = f"SHA-256 {cited.sha256[:DIGEST_SHOWN]}" if cited.sha256 else ""
    return digest or cited.sources


def _gbt7714(cited: Cited, today: date) -> str:
    """主要责任者. 题名: 其他题名信息[R/OL]: 引文页码[引用日期]. 获取和访问路径."""
    page = f": {cited.page}" if cited.page else ""
    word = gettext("原件 ") if cited.sha256 else gettext("据")
    evidence = _evidence(cited)
    return (
        f"{cited.author}. {': '.join(cited.title)}[{cited.carrier}]{page}[{today:%Y-%m-%d}]. "
        f"{cited.address}." + (f" {word}{evidence}." if evidence else "")
    )


def _plain(cited: Cited, today: date) -> str:
    parts = [
        gettext("%(author)s《%(report)s》") % {"author": cited.author, "report": cited.report},
        cited.part,
        gettext("第 %(page)s 页") % {"page": cited.page} if cited.page else "",
    ]
    evidence = _evidence(cited)
    said = {
        "value": gettext("%(value)s。") % {"value": cited.value} if cited.value else "",
        "source": gettext("，").join(part for part in parts if part),
        "day": date_format(today, gettext("Y年n月j日")),
        "address": cited.address,
        "evidence": evidence,
    }
    if not evidence:
        return gettext("%(value)s来源：%(source)s。%(day)s取自 %(address)s。") % said
    if cited.sha256:
        return gettext("%(value)s来源：%(source)s。%(day)s取自 %(address)s（原件 %(evidence)s）。") % said
    return gettext("%(value)s来源：%(source)s。%(day)s取自 %(address)s（据%(evidence)s）。") % said


def _bibtex(cited: Cited, today: date) -> str:
    fields = {
        "author": f"{{{_escaped(cited.author)}}}",
        "title": _escaped("：".join(cited.title)),
        "pages": str(cited.page or ""),
        "url": cited.address,
        "urldate": f"{today:%Y-%m-%d}",
        "note": _escaped(_evidence(cited)),
        "langid": "chinese",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{lines}\n}}"


def _escaped(text: str) -> str:
    return text.translate(_BIBTEX)
