"""名词解释 and the lists of the prose: terms with their definitions, and what 人员经费 and 公用经费 include."""

import re
from collections.abc import Iterable, Iterator

from ingest.parsing.facts import Listing, Paragraph, Section, Term
from ingest.parsing.parts import GLOSSARY
from ingest.parsing.sentences import level, passages
from ingest.parsing.topics import Topic

_TITLE = re.compile(r"名词解释|名词说明")
_NUMBER = r"(?:\d{1,2}[.．、]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
_ENTRY = re.compile(
    rf"{_NUMBER}?(?P<name>[^：:。，,；;]{{2,80}}?)(?:[：:]|(?=是指|，?指(?![定出派导标])))[，,]?(?P<text>.+)"
)
_HEAD = re.compile(rf"{_NUMBER}[^。:：；;]{{2,80}}")  # heads others, or names what it does not explain
_NO_TERM = re.compile(rf"{_NUMBER}?(?:其中|注|说明|例如|如|包括|具体)$")
_INCLUDED = re.compile(
    r"(?P<kind>人员(?:经费|支出)|公用(?:经费|支出))(?:用途)?(?:(?!人员(?:经费|支出)|公用(?:经费|支出))[^;；]){0,50}?(?:主要)?(?:用于|包括):?"
    r"(?P<names>[^。;:]+、[^。;:]+)"
)
_KINDS = {"人员": "personnel", "公用": "public"}


def read_terms(sections: Iterable[Section]) -> tuple[Term, ...]:
    """Every term that the glossary explains, in print order, its definition as printed.

    In: all sections. A numbered section is a term, or holds terms of its own where its title explains nothing.
    Never raises; () for a report without glossary.
    """
    return tuple(term for section in sections if _is_glossary(section) for term in _terms_of(section))


def _is_glossary(section: Section) -> bool:
    return section.part == GLOSSARY or bool(section.number and _TITLE.search(section.title))


def _terms_of(section: Section) -> Iterator[Term]:
    heading = section.number and not _TITLE.search(section.title)
    name, texts, page = (section.title if heading else ""), list[str](), section.page
    for paragraph in section.paragraphs:
        entry = _ENTRY.fullmatch(paragraph.text) if _begins(paragraph, name, texts) else None
        entry = None if entry and _NO_TERM.match(entry["name"]) else entry
        heads = entry is None and _HEAD.fullmatch(paragraph.text)
        if entry is None and not heads:
            texts.append(paragraph.text)
            continue
        if name and texts:
            yield Term(name, "".join(texts), page)
        name, texts, page = (
            (_bare(entry["name"]), [entry["text"]], paragraph.page) if entry else ("", [], None)
        )
    if name and (texts or heading):
        yield Term(name, "".join(texts), page)


def _begins(paragraph: Paragraph, name: str, texts: list[str]) -> bool:
    """Whether a paragraph can begin a term: not the first words under a heading that is a term itself."""
    return bool(texts) or not name or bool(re.match(_NUMBER, paragraph.text))


def _bare(name: str) -> str:
    return re.sub(rf"^{_NUMBER}", "", name).strip()


def read_listings(sections: Iterable[Section]) -> tuple[Listing, ...]:
    """What the prose says that 人员经费 and 公用经费 include, in print order."""
    return tuple(
        listing
        for passage in passages(sections)
        if passage.topic in (Topic.BASIC, Topic.GENERAL, Topic.APPROPRIATED, Topic.EXPENDITURE)
        for paragraph in passage.paragraphs
        for listing in _included(paragraph, passage.number)
    )


def _included(paragraph: Paragraph, number: str) -> Iterator[Listing]:
    words = level(paragraph.text)
    for found in _INCLUDED.finditer(words):
        printed = paragraph.text[found.start("names") : found.end("names")]
        names = (re.sub(r"等(?:支出|费用)?$", "", name.strip()) for name in re.split(r"[、，,]", printed))
        page = paragraph.page_at(found.start("names"))
        yield Listing(number, _KINDS[found["kind"][:2]], tuple(name for name in names if name), page)
