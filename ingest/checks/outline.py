"""Checks on the order of the report: its contents against its body, the numbers of its headings, its parts."""

import re
from collections.abc import Iterator, Sequence

from disclosures.classification import ORDINALS
from disclosures.statements import FORMS, State, Statement
from ingest.checks.evidence import NARRATIVE, Evidence, Sentence
from ingest.checks.findings import finding
from ingest.parsing.facts import Finding, Outcome, Place

_ENTRY = re.compile(r"^([一二三四五六七八九十]+)、(\S+)")
_PART = re.compile(r"^第([一二三四五六七八九十]+)部分")
_BRACKETED = re.compile(r"^[（(]([一二三四五六七八九十]+)[）)]")
_TAIL = re.compile(r"[\s.…·]*\d*$|[（(]?(?:表\d+|公开\d+表)[）)]?")
_LOOSE = re.compile(r"[\s“”\"（）()《》、，,.·…]|情况|说明|明细|\d")
_NUMBER = {word: number for number, word in enumerate(ORDINALS, 1)}
_SHORT = 4
_STATEMENTS = 2  # 第二部分 决算表


def _contents(evidence: Evidence) -> list[tuple[int, str, str, Sentence]]:
    """Part, number and title of the entries of 目录."""
    found: list[tuple[int, str, str, Sentence]] = []
    part, begun = 0, False
    for sentence in evidence.sentences:
        if sentence.section.part:
            break
        text = sentence.text.strip()
        if re.sub(r"\s", "", text) == "目录":
            begun = True
        elif begun and (match := _PART.match(text)):
            part = _NUMBER.get(match[1], 0)
        elif begun and (match := _ENTRY.match(text)):
            found.append((part, match[1], _TAIL.sub("", match[2]), sentence))
    return found


def _loose(title: str) -> str:
    return _LOOSE.sub("", title)


def _like(title: str, others: Sequence[str]) -> bool:
    """Whether one of the others is the title but for words that vary."""
    own = _loose(title)
    return any(other and (own in other or other in own) for other in others)


def check_contents(evidence: Evidence) -> Iterator[Finding]:
    """TX_CONTENTS: every section and statement of 目录 stands in the body, and every numbered section in 目录. Warning; 143号.

    Titles are compared without the words that vary; a title that stands anywhere in the body counts as there.
    """
    contents = _contents(evidence)
    if len(contents) < 5:
        return
    titles = [_loose(section.title) for section in evidence.report.sections if section.part]
    titles += [_loose(read.title) for read in evidence.report.statements if read.state is not State.MISSING]
    titles += [
        _loose(FORMS[read.statement].title)
        for read in evidence.report.statements
        if read.form and read.state is not State.MISSING
    ]
    body = ""
    for _, number, title, sentence in contents:
        own = _loose(title)
        if len(own) < _SHORT or _like(title, titles):
            continue
        body = body or _loose("".join(one.text for one in evidence.sentences if one.section.part))
        if own in body:
            continue
        yield finding(
            "TX_CONTENTS",
            Outcome.FAIL,
            f"目录列有“{number}、{title}”，正文中没有找到。",
            found=title,
            where=(sentence.place,),
        )
    yield from _unlisted(evidence, contents)
    yield from _unlisted_statements(evidence, contents)


_STATEMENT_WORDS = {
    Statement.REVENUE: re.compile(r"^(?:部门|单位)?收入决算"),
    Statement.EXPENDITURE: re.compile(r"^(?:部门|单位)?支出决算"),
    Statement.BASIC_BY_ECONOMIC: re.compile("基本支出"),
    Statement.GOVERNMENT_FUNDS: re.compile("基金"),
    Statement.STATE_CAPITAL: re.compile("国有资本|国资"),
    Statement.THREE_PUBLIC: re.compile("三公"),
}


def _unlisted_statements(
    evidence: Evidence, contents: list[tuple[int, str, str, Sentence]]
) -> Iterator[Finding]:
    """Statements of the body that 目录 leaves out, where it lists statements one by one."""
    listed = [title for part, _, title, _ in contents if part == _STATEMENTS]
    if len(listed) < 5:
        return
    for read in evidence.report.statements:
        words = _STATEMENT_WORDS.get(read.statement)
        if words and read.title and read.state is not State.MISSING and not any(map(words.search, listed)):
            yield finding(
                "TX_CONTENTS",
                Outcome.FAIL,
                f"正文有“{read.title}”，目录中没有。",
                found=read.title,
                where=(Place(page=read.pages[0] if read.pages else None, text=read.title),),
            )


def _unlisted(evidence: Evidence, contents: list[tuple[int, str, str, Sentence]]) -> Iterator[Finding]:
    listed = [_loose(title) for part, _, title, _ in contents if part == NARRATIVE]
    numbers = {number for part, number, _, _ in contents if part == NARRATIVE}
    if len(listed) < 5:
        return
    for section in evidence.report.sections:
        if (
            section.part == NARRATIVE
            and section.number
            and section.number not in numbers
            and not _like(section.title, listed)
        ):
            yield finding(
                "TX_CONTENTS",
                Outcome.FAIL,
                f"正文有“{section.number}、{section.title}”，目录中没有。",
                found=section.title,
                where=(Place(page=section.page, text=section.title),),
            )


def check_heading_gaps(evidence: Evidence) -> Iterator[Finding]:
    """TX_HEADING_GAP: the numbers of headings follow each other: （一）（二）（三）; 一、二、三. Info; the format."""
    for sequence in _sequences(evidence):
        before: tuple[int, str] | None = None
        for number, text, page in sequence:
            if before is not None and number > before[0] + 1:
                yield finding(
                    "TX_HEADING_GAP",
                    Outcome.FAIL,
                    f"标题的序号从“{ORDINALS[before[0] - 1]}”到“{ORDINALS[number - 1]}”，中间缺 {number - before[0] - 1} 个。",
                    found=ORDINALS[number - 1],
                    expected=ORDINALS[before[0]],
                    where=(Place(page=page, text=before[1][:60]), Place(page=page, text=text[:60])),
                )
            before = (number, text)


def _sequences(evidence: Evidence) -> Iterator[list[tuple[int, str, int | None]]]:
    """The numbered headings of every section, and the sections of the narrative."""
    for section in evidence.report.sections:
        found = []
        for paragraph in section.paragraphs:
            match = _BRACKETED.match(paragraph.text)
            if match and match[1] in _NUMBER and section.part:
                found.append((_NUMBER[match[1]], paragraph.text, paragraph.page))
        yield found
    yield [
        (_NUMBER[section.number], section.title, section.page)
        for section in evidence.report.sections
        if section.part == NARRATIVE and section.number in _NUMBER
    ]


def check_lost_parts(evidence: Evidence) -> Iterator[Finding]:
    """TX_GAP: no part (第…部分) is missing between two others. Info; the format."""
    parts = sorted({section.part for section in evidence.report.sections if section.part})
    printed = {
        _NUMBER.get(match[1])
        for section in evidence.report.sections
        if not section.number and (match := _PART.match(section.title.strip()))
    }
    for part in range(1, parts[-1] if parts else 0):
        if part not in parts and part not in printed:
            yield finding(
                "TX_GAP",
                Outcome.FAIL,
                f"没有找到第{ORDINALS[part - 1]}部分的标题，可能缺少一部分或一页。",
                found=ORDINALS[part - 1],
            )
