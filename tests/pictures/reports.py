"""Reports whose amounts are known, as text PDFs: the samples, and others typeset from invented figures."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from disclosures.classification import CLASSES
from disclosures.statements import Statement
from ingest.parsing.facts import Report
from ingest.parsing.report import parse
from ingest.samples.figures import DATA, Figures, economic_names
from ingest.samples.report import report_html, statements_html
from ingest.samples.typeset import print_pdf, save_small
from ingest.samples.wuhan import EDITIONS
from tests.pictures.figures import Item, invent
from tests.test_samples import SAMPLES, WITH_TABLES

# One sample of every way of printing; its names and headings stand around the invented figures.
MODELS = (
    "wuchang-government-office-2024",
    "qingshan-government-office-2023",
    "qingshan-government-office-2020",
    "putuo-social-work-department-2024",
)
# Fonts for the amounts; where one is missing, chromium takes another. "" is the one of the samples.
FACES = ("", "DejaVu Sans", "DejaVu Serif", "Noto Sans Mono CJK SC", "Noto Sans CJK SC")
COMMON_SECTIONS = 6  # worded alike in every report of the Wuhan form


@dataclass(frozen=True)
class Original:
    """A text PDF, what reading it gives, and the pages (from 1) on which its statements stand."""

    name: str
    path: Path
    report: Report
    pages: tuple[int, ...]


def original(path: Path) -> Original:
    """The truth of a text PDF is what is read of its text."""
    report = parse(path)
    pages = sorted({page for read in report.statements for page in read.pages})
    return Original(path.stem, path, report, tuple(pages))


def sample(name: str) -> Original:
    return original(SAMPLES / f"{name}.pdf")


def originals(count: int, seed: int, folder: Path) -> list[Original]:
    """``count`` reports: samples and invented ones in turn. Chromium prints the latter into ``folder``."""
    made = []
    for number in range(count):
        turn, other = divmod(number, 2)
        if other:
            made.append(typeset(seed + turn, folder))
        else:
            made.append(sample(WITH_TABLES[(seed + turn) % len(WITH_TABLES)]))
    return made


def typeset(seed: int, folder: Path) -> Original:
    """A report with invented figures, in one of the ways of printing that the samples show."""
    facts, figures = compose(seed)
    name = f"invented-{seed}"
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    body = report_html(facts, statements_html(facts, figures)) + look(seed)
    printed = print_pdf(body, place)
    save_small(printed, place / f"{name}.pdf", facts["title"])
    return original(place / f"{name}.pdf")


def look(seed: int) -> str:
    """How the tables of that seed look: font and size of the amounts, thickness and grey of the rules."""
    chance = random.Random(f"look {seed}")
    face, size = chance.choice(FACES), chance.choice((7.5, 8, 8.5, 9))
    thick, grey = chance.choice((0.35, 0.5, 0.75)), chance.choice((0, 0, 60, 110))
    font = f"font-family: '{face}', Song; " if face else ""
    return (
        f"<style>td.a {{ {font}font-size: {size}pt }} "
        f"th, td {{ border: {thick}pt solid rgb({grey}, {grey}, {grey}) }}</style>"
    )


def compose(seed: int) -> tuple[dict[str, Any], Figures]:
    """The words and the figures of the invented report of that seed."""
    chance = random.Random(seed)
    model = MODELS[seed % len(MODELS)]
    facts = json.loads((DATA / f"{model}.json").read_text(encoding="utf-8"))
    shanghai = facts["form"] == "shanghai"
    figures, items = invent(chance, facts["year"], _listed(facts), funds=not shanghai)
    if shanghai:
        figures = _in_pairs(figures)
    return facts | _words(facts, items, figures), figures


def _listed(facts: dict[str, Any]) -> list[str]:
    """The economic subjects that the model's statement of basic expenditure prints."""
    codes = [code for code in economic_names() if code[:3] in ("301", "302", "303")]
    if facts["form"] == "shanghai":
        return [*codes, *(code for code in economic_names() if code[:3] == "310")]
    return [*codes, *EDITIONS[facts["edition"]].right_block]


def _in_pairs(figures: Figures) -> Figures:
    """Budget and final of “三公” side by side, as Shanghai prints them."""
    (row,) = figures.rows(Statement.THREE_PUBLIC)
    pairs = zip(row.amounts[:6], row.amounts[6:], strict=True)
    changed = replace(row, amounts=tuple(amount for pair in pairs for amount in pair))
    return Figures(figures.statements | {Statement.THREE_PUBLIC.value: (changed,)})


def _words(facts: dict[str, Any], items: Sequence[Item], figures: Figures) -> dict[str, Any]:
    """The narrative around the invented figures: what the shared wording asks for, the rest in one sentence each.

    That wording knows of one kind of money only, so it tells of the general public budget throughout.
    """
    general = [item for item in items if item.money == "general"]
    total = sum(item.spent for item in general)
    basic, project = (sum(getattr(item, kind) for item in general) for kind in ("basic", "project"))
    classes = [_class(code, name, general, total) for code, name in CLASSES]
    titles = facts["section_titles"][0 if facts["form"] == "shanghai" else COMMON_SECTIONS :]
    nil = {name: f"说明：{title}。" for name, title in _without(figures, facts["year"])}
    return {
        "total": _plain(total),
        "change": None,
        "income_change": None,
        "basic": {"amount": _plain(basic), "share": _share(basic, total)},
        "project": {"amount": _plain(project), "share": _share(project, total)},
        "appropriation_income": [],
        "classes": [one for one in classes if one],
        "initial_budget": {"amount": _plain(total), "rate": "100"},
        "projects": {},
        "items": [],
        "personnel": {"amount": _amount_of(figures, "人员经费合计"), "items": ["基本工资"]},
        "public": {"amount": _amount_of(figures, "公用经费合计"), "items": ["办公费"]},
        "sections": [[f"{title}，数额见决算表。"] for title in titles],
        "nil": nil,
        "remarks": {},
        "evaluations": [],
    }


def _plain(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}"


def _class(code: str, name: str, items: Sequence[Item], total: int) -> dict[str, str] | None:
    spent = sum(item.spent for item in items if item.code[:3] == code)
    if not spent:
        return None
    return {"name": name.removesuffix("支出"), "amount": _plain(spent), "share": _share(spent, total)}


def _amount_of(figures: Figures, key: str) -> str:
    return figures.row(Statement.BASIC_BY_ECONOMIC, key).amount(0)


def _without(figures: Figures, year: int) -> list[tuple[str, str]]:
    """The statements of funds without amounts, and the sentence that says so."""
    said = {
        Statement.GOVERNMENT_FUNDS: f"本单位{year}年度无政府性基金预算财政拨款收入支出",
        Statement.STATE_CAPITAL: f"本单位{year}年度无国有资本经营预算财政拨款收入支出",
    }
    return [(name.value, sentence) for name, sentence in said.items() if not figures.rows(name)]
