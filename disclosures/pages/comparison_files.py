"""A comparison as the records of a file: exactly what the page shows, with basis, unit and source."""

from collections.abc import Sequence
from dataclasses import dataclass

from disclosures.comparison.bases import Refusal
from disclosures.exports import (
    COMPARISON_HEADER,
    DISTRICT_HEADER,
    MATRIX_HEADER,
    Record,
    comparison_records,
    district_records,
    matrix_records,
)
from disclosures.pages.comparison import Asked

PRICES = "当年价，未按价格调整。"


@dataclass(frozen=True)
class ComparisonFile:
    """``notes`` are pairs of words for the sheet 说明."""

    name: str
    header: Sequence[str]
    records: tuple[Record, ...]
    notes: tuple[tuple[str, str], ...]


def comparison_file(asked: Asked) -> ComparisonFile:
    if asked.districts:
        found = asked.districts
        records = tuple(district_records(found))
        notes = _notes(f"{asked.title}，{found.year} 年，{found.label}", found.unit, found.refused)
        return ComparisonFile("地区比较", DISTRICT_HEADER, records, notes)
    if asked.matrix:
        matrix = asked.matrix
        years = "、".join(map(str, matrix.years))
        what = f"{matrix.subject.label}，{years} 年"
        notes = _notes(what, matrix.subject.shown_unit, matrix.refused, asked)
        return ComparisonFile("历年比较", MATRIX_HEADER, tuple(matrix_records(matrix)), notes)
    comparison = asked.comparison
    refused = [one.refusal for one in comparison.refused]
    notes = _notes(f"{asked.title}，{comparison.what}", "每行写明", refused, asked)
    return ComparisonFile("比较", COMPARISON_HEADER, tuple(comparison_records(comparison)), notes)


def _notes(
    what: str, unit: str, refused: Sequence[Refusal], asked: Asked | None = None
) -> tuple[tuple[str, str], ...]:
    notes = [("内容", what), ("单位", unit), ("价格", PRICES)]
    if asked and asked.peers:
        notes.append(("同类", asked.peers.rule))
    notes += [("不作比较", f"{refusal.title}。{refusal.reason}") for refusal in refused]
    return (*notes, ("来源", "各部门公开的部门决算报告；每行的 sha256 是所据文件，页码从 1 数起。"))
