"""Checks on the words: leftovers of a template, empty slots, levels, names, the date of the cover."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ingest.checks.evidence import NARRATIVE, Evidence, Sentence
from ingest.checks.findings import finding
from ingest.checks.templates import (
    BARE_TERMS,
    BLANKS,
    LEFTOVERS,
    MARKS,
    REPEATED,
    SAMPLE_CODE,
    SAMPLE_SUBJECT,
)
from ingest.parsing.facts import Finding, Outcome, Place

_TERMS = "名词解释"
_MUNICIPAL = re.compile(r"指市级财政|纳入市级财政|市直部门|市级财政预决算")
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_EXCERPT = 80


def excerpt(sentence: Sentence, start: int, end: int) -> Place:
    """A piece of a paragraph with what stands around it."""
    text = sentence.text[max(0, start - 30) : end + 30]
    return Place(page=sentence.page, text=text or sentence.section.title)


def titles_of(evidence: Evidence) -> Iterator[tuple[str, int | None]]:
    """Titles of parts, sections and statements with their page."""
    for section in evidence.report.sections:
        if section.part:
            yield section.title, section.page
    for read in evidence.report.statements:
        if read.title:
            yield read.title, read.pages[0] if read.pages else None


def check_placeholders(evidence: Evidence) -> Iterator[Finding]:
    """TX_PLACEHOLDER: nothing of the template is left: placeholders, hints, choices, its sample subject. Warning; the format.

    One finding for each kind with its places.
    """
    places: dict[tuple[str, str], list[Place]] = {}
    for text, place in _printed(evidence):
        if any(mark in text for mark in MARKS):
            for told, pattern in LEFTOVERS:
                for match in pattern.finditer(text):
                    places.setdefault((told, match[0][:_EXCERPT]), []).append(place(*match.span()))
    places |= _terms_left(evidence)
    for (told, words), where in places.items():
        yield finding(
            "TX_PLACEHOLDER",
            Outcome.FAIL,
            f"模板的文字没有改掉（{told}）：“{words}”。",
            found=words,
            where=where,
        )


def _printed(evidence: Evidence) -> Iterator[tuple[str, Callable[[int, int], Place]]]:
    """All paragraphs, titles and notes, each with what makes a place of a piece of it."""
    for sentence in evidence.sentences:
        yield sentence.text, partial(excerpt, sentence)
    for title, page in titles_of(evidence):
        yield title, partial(_whole, Place(page=page, text=title))
    for read in evidence.report.statements:
        for note in read.notes:
            page = read.pages[0] if read.pages else None
            yield note, partial(_whole, Place(page=page, statement=read.statement.value, text=note))


def _whole(place: Place, start: int, end: int) -> Place:
    return place


def _terms_left(evidence: Evidence) -> dict[tuple[str, str], list[Place]]:
    """A bare heading of other terms, and the template's sample subject where the accounts have none of it."""
    found: dict[tuple[str, str], list[Place]] = {}
    sentences = [
        one for one in evidence.sentences if one.section.part > NARRATIVE or _TERMS in one.section.title
    ]
    rows = {row.code for read in evidence.report.statements for row in read.rows}
    known = rows | {
        measure.key[5:12] for measure in evidence.report.measures if measure.key.startswith("item.")
    }
    used = any(code.startswith(SAMPLE_CODE) for code in known) or not any(len(code) == 7 for code in known)
    for one in sentences:
        if BARE_TERMS.match(one.text.strip()) and not _explained_after(evidence, one):
            found.setdefault(("没有解释的名词", "其他专用名词"), []).append(one.place)
        if not used and SAMPLE_SUBJECT.search(one.text):
            found.setdefault(("示例的科目", "财政事务（款）行政运行"), []).append(one.place)
    return found


def _explained_after(evidence: Evidence, sentence: Sentence) -> bool:
    """Whether a paragraph that is no heading and no telephone follows in the section."""
    following = [one for one in evidence.sentences if one.section is sentence.section]
    place = next(index for index, one in enumerate(following) if one is sentence)
    return any(
        not re.search(r"电话|第[一二三四五六]部分|[（(]根据", one.text)
        for one in following[place + 1 : place + 2]
    )


def check_blanks(evidence: Evidence) -> Iterator[Finding]:
    """TX_BLANK_NUM: “万元” and “占 %” have their number. Warning; the format."""
    for sentence in evidence.narrative():
        for pattern in BLANKS:
            for match in pattern.finditer(sentence.text):
                if "单位" in sentence.text[max(0, match.start() - 6) : match.start()]:
                    continue
                yield finding(
                    "TX_BLANK_NUM",
                    Outcome.FAIL,
                    f"“{match[0]}”缺少数字。",
                    found=match[0],
                    where=(excerpt(sentence, *match.span()),),
                )


def check_level(evidence: Evidence) -> Iterator[Finding]:
    """TX_LEVEL: the terms of a district's department do not speak of 市级财政. Info; the format."""
    region = evidence.report.region
    if region is None or region.code.endswith("00") or not re.search(r"[区县市]$", region.name):
        return
    hits = [
        (m, one)
        for one in evidence.sentences
        if one.section.part > NARRATIVE and (m := _MUNICIPAL.search(one.text))
    ]
    if hits:
        words = "、".join(dict.fromkeys(m[0] for m, _ in hits))
        where = [excerpt(one, *m.span()) for m, one in hits]
        yield finding(
            "TX_LEVEL",
            Outcome.FAIL,
            f"{region.name}的部门写有“{words}”，请对照财政的级次。",
            found=words,
            where=where,
        )


def check_names(evidence: Evidence) -> Iterator[Finding]:
    """TX_NAME: cover, statements and text name the department alike. Info: short names are usual; the format."""
    names = evidence.report.department_names
    if len(names) > 1:
        told = "、".join(names)
        yield finding(
            "TX_NAME",
            Outcome.FAIL,
            f"部门名称有 {len(names)} 种写法：{told}。",
            found=names[0],
            where=[Place(text=n) for n in names],
        )


def check_repeats(evidence: Evidence) -> Iterator[Finding]:
    """TX_DUP: no phrase stands twice in a row. Info; words."""
    for sentence in evidence.sentences:
        for match in REPEATED.finditer(sentence.text):
            yield finding(
                "TX_DUP",
                Outcome.FAIL,
                f"“{match[0]}”重复。",
                found=match[0],
                where=(excerpt(sentence, *match.span()),),
            )


def check_late(evidence: Evidence) -> Iterator[Finding]:
    """TX_LATE: the date of the cover is not after the end of August of the next year. Info: for reference; 预算法第十四条.

    The law counts 20 days from the approval, which reports do not print.
    """
    year = evidence.report.fiscal_year
    for sentence in evidence.sentences:
        if sentence.section.part:
            return
        match = _DATE.search(sentence.text)
        if (
            match is None
            or year is None
            or not ((1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 28) or _is_date(match))
        ):
            continue
        printed = date(int(match[1]), int(match[2]), int(match[3]))
        late = printed > date(year + 1, 8, 31)
        told = f"封面的日期是 {match[0]}" + ("，晚于次年 8 月底（批复日期不详，供参考）。" if late else "。")
        yield finding(
            "TX_LATE",
            Outcome.FAIL if late else Outcome.PASS,
            told,
            found=printed.isoformat(),
            where=(sentence.place,),
        )
        return


def _is_date(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True
