"""Where a report prints its department's name and its year: captions, cover, headings of the parts, forms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.parsing.facts import StatementRead
from ingest.parsing.numerals import plain, squeeze
from ingest.parsing.pages import Page

_PART = re.compile(r"第[一二三四五六七八]部分")
_MARKS = re.compile(r"^[#*>\s]+|[*\s]+$")
_YEAR = r"(?P<year>20\d\d)年度?+"
_KIND = r"(?:部门|单位)?决算"
_NAME = r"(?P<name>(?:(?!决算|目录)[^\d。;:,])*?)"
_HEADINGS = (
    re.compile(rf"第[一二三四五六七八]部分{_NAME}(?:{_YEAR})?{_KIND}(?:情况|报?表|公开)"),
    re.compile(rf"第[一二三四五六七八]部分{_NAME}(?:部门|单位)?(?:基本)?概况"),
)
_COVERS = (
    re.compile(rf"(?P<name>(?:(?!决算|目录)[^\d。;:,]){{3,60}}?){_YEAR}{_KIND}"),
    re.compile(rf"{_YEAR}(?P<name>(?:(?!决算|目录)[^\d。;:,]){{3,60}}?){_KIND}"),
    re.compile(rf"{_YEAR}(?P<name>){_KIND}"),
)
_SENTENCES = (
    re.compile(rf"(?:单位构成|构成单位)(?:来)?看,(?P<name>[^\d。;:,]{{3,60}}?){_KIND}(?:由|包括)"),
    re.compile(rf"纳入(?P<name>[^\d。;:,]{{3,60}}?)(?:{_YEAR})?{_KIND}编制范围"),
)
_FORM = re.compile(
    r"^\s*(?:部门|单位)名称(?:\(盖章\)|\(公章\))?[:\s]+(?P<name>[^\d\s:][^\d:]*?)\s*(?=填报日期|总分|$)"
)
_SCOPE_WORD = re.compile(r"\((?:汇总|本级|公章|盖章)\)$")
_CAPTION_WORD = re.compile(r"^(?:编制|填报|预算|公开)?(?:部门|单位)(?:名称)?:")
# The form's own words where a name was to be filled in.
_PLACEHOLDERS = re.compile(r"^(?:本|我|该)?(?:部门|单位)(?:名称)?$|[XxＸ×]{2}|[*＊]{2}")
_BEFORE_NAME = re.compile(r"^(?:附件|附|关于)(?=[^属着]{3})")
_LONGEST_NAME = 60
_LONGEST_COVER = 20  # lines


@dataclass(frozen=True)
class Named:
    """A form of the department's name ("" where only the year is printed) and the year beside it."""

    name: str
    year: int | None = None


def lines_of(pages: Sequence[Page]) -> list[str]:
    """The printed lines without white space and markdown marks, blank ones left out."""
    lines = (_MARKS.sub("", squeeze(line.text)) for page in pages for line in page.lines)
    return [line for line in lines if line]


def department_of(read: StatementRead) -> str:
    """The name after 部门： of a statement, without （汇总）/（本级）, "" where there is none."""
    return _shown(_SCOPE_WORD.sub("", _CAPTION_WORD.sub("", squeeze(read.department))))


def find_names(
    pages: Sequence[Page], statements: Sequence[StatementRead], lines: Sequence[str]
) -> tuple[Named, ...]:
    """Every form of the name with its year, most trusted first: statements, cover, headings, 单位构成, forms.

    ``lines`` are those of the pages (``lines_of``).
    """
    texts = [plain(line.text) for page in pages for line in page.lines if "名称" in line.text]
    first = next((i for i, line in enumerate(lines) if _PART.match(line) or line == "目录"), _LONGEST_COVER)
    found = [
        *(Named(department_of(read)) for read in statements),
        *_all(_COVERS, "".join(lines[: min(first, _LONGEST_COVER)])),
        *_part_headings(lines),
        *_all(_SENTENCES, "".join(lines)),
    ]
    in_cells = [named for text in texts if "\t" in text for named in _all((_FORM,), text)]
    in_forms = [named for text in texts if "\t" not in text for named in _all((_FORM,), text)]
    found += in_cells
    whole = {named.name for named in (*found, *in_forms)}
    found += [named for named in in_forms if not _cut_short(named.name, whole)]
    return tuple(dict.fromkeys(named for named in found if named.name or named.year))


def _cut_short(name: str, whole: set[str]) -> bool:
    """Whether a form's narrow cell printed only the beginning of a name on its first line."""
    return any(other != name and other.startswith(name) for other in whole)


def _shown(name: str) -> str:
    """A name as people write it, "" where it is none: full-width brackets, no placeholder."""
    bare = _BEFORE_NAME.sub("", squeeze(name).strip("-—:#*"))
    if len(bare) > _LONGEST_NAME or _PLACEHOLDERS.search(bare):
        return ""
    return bare.replace("(", "（").replace(")", "）")


def _named(match: re.Match[str]) -> Named:
    groups = match.groupdict()
    return Named(_shown(groups["name"]), int(groups["year"]) if groups.get("year") else None)


def _all(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[Named]:
    for pattern in patterns:
        yield from map(_named, pattern.finditer(text))


def _part_headings(lines: Sequence[str]) -> Iterator[Named]:
    """Names and years in the headings of parts; a wrapped heading is joined with the two lines that follow."""
    for i, line in enumerate(lines):
        heading = line
        for following in ("", *lines[i + 1 : i + 3]) if _PART.match(line) else ():
            if following and _PART.match(following):
                break
            heading += following
            if match := next((m for pattern in _HEADINGS if (m := pattern.match(heading))), None):
                yield _named(match)
                break
