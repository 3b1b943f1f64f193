"""Printed names of functional subjects (类, 款, 项) → the one code they leave, or none.

The report's own statements name their codes; where they are silent, the classification does. A name is
taken exactly, then without a closing 支出, then where it only left out some characters of one sibling; more
than one code left is no code.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from disclosures.classification import CLASSES, Subject, parent, subjects
from ingest.parsing.numerals import squeeze

_SPENDING = "支出"
_LEAST_LIKENESS = 0.8  # share of the full name that an abridged name must keep

# Names of classes that reports still use, beside those of the summary statement.
FORMER_CLASSES: tuple[tuple[str, str], ...] = (
    ("207", "文化体育与传媒"),
    ("207", "文化旅游与体育传媒"),
    ("208", "社会保障与就业"),
    ("210", "医疗卫生与计划生育"),
    ("210", "医疗卫生"),
    ("215", "资源勘探信息等"),
    ("215", "资源勘探电力信息等"),
    ("215", "资源勘探工业信息"),
    ("216", "商业服务业"),
    ("220", "国土海洋气象等"),
    ("220", "国土资源气象等"),
    ("220", "自然资源海洋气象"),
    ("234", "抗疫特别国债安排"),
)


def stem(name: str) -> str:
    """A class's name without 支出, as it stands before （类）."""
    return squeeze(name).removesuffix(_SPENDING)


CLASS_STEMS: dict[str, str] = {stem(name): code for code, name in CLASSES} | {
    name: code for code, name in FORMER_CLASSES
}


def class_code(name: str) -> str:
    """The 类 code of a printed name, also where words of its sentence stand before it; "" where it is none."""
    words = stem(name)
    known = max((known for known in CLASS_STEMS if words.endswith(known)), key=len, default="")
    return CLASS_STEMS.get(known, "")


def _left_out(short: str, full: str) -> bool:
    """Whether ``short`` is ``full`` with a few characters left out."""
    letters = iter(full)
    return len(short) >= _LEAST_LIKENESS * len(full) and all(letter in letters for letter in short)


_PASSES: tuple[Callable[[str, str], bool], ...] = (
    lambda printed, known: printed == known,
    lambda printed, known: printed.removesuffix(_SPENDING) == known.removesuffix(_SPENDING),
    _left_out,
)


@dataclass(frozen=True)
class SubjectNames:
    """Pairs of code and squeezed name: the report's own, and the classification of its year."""

    own: tuple[tuple[str, str], ...]
    known: tuple[tuple[str, str], ...]
    ever: tuple[tuple[str, str], ...] = ()  # names of other years, the last resort

    def item_code(self, class_name: str, section_name: str, item_name: str) -> str:
        """The 项 code that the three names leave, "" where it is not exactly one.

        ``section_name`` may be "" where the report leaves out the 款.
        """
        above = class_code(class_name)
        return self.item_code_in(above, section_name, item_name) if above else ""

    def item_code_in(self, above: str, section_name: str, item_name: str) -> str:
        """The same below a class known by its code, or below any where ``above`` is ""."""
        names = [squeeze(section_name), squeeze(item_name)]
        if not above:
            found = {self.item_code_in(code, section_name, item_name) for code, _ in CLASSES} - {""}
            return found.pop() if len(found) == 1 and section_name else ""
        for pairs in (self.own, self.known, self.ever):
            code = _resolve(pairs, above, names)
            if code:
                return code
        return ""


def _children(pairs: Iterable[tuple[str, str]], above: Iterable[str], length: int, name: str) -> set[str]:
    """The codes of ``length`` digits under ``above`` that the first pass with any match gives for a name."""
    within = [(code, known) for code, known in pairs if len(code) == length and code[:3] in above]
    for same in _PASSES:
        found = {code for code, known in within if same(name, known)}
        if found:
            return found
    return set()


def _resolve(pairs: tuple[tuple[str, str], ...], above: str, names: list[str]) -> str:
    section, item = names
    if not section:
        codes = _children(pairs, {above}, 7, item)
        return codes.pop() if len(codes) == 1 else ""
    sections = _children(pairs, {above}, 5, section)
    within = tuple((code, known) for code, known in pairs if parent(code) in sections)
    codes = _children(within, {above}, 7, item)
    return codes.pop() if len(codes) == 1 else ""


def subject_names(own: Mapping[str, str], year: int | None) -> SubjectNames:
    """The names to resolve with: ``own`` is code → name of the report's statements, ``year`` its fiscal year."""
    entries = subjects("functional")
    ever = tuple((subject.code, squeeze(subject.name)) for subject in entries)
    valid = (year is None or _valid(subject, year) for subject in entries)
    known = tuple(pair for pair, holds in zip(ever, valid, strict=True) if holds)
    return SubjectNames(tuple((code, squeeze(name)) for code, name in own.items()), known, ever)


def _valid(subject: Subject, year: int) -> bool:
    return (subject.first_year or year) <= year <= (subject.last_year or year)
