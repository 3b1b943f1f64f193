"""One sample report as HTML: cover, contents, parts, statements."""

from html import escape
from pathlib import Path
from typing import Any

from disclosures.classification import ORDINALS
from ingest.samples import shanghai, wuhan
from ingest.samples.figures import Figures
from ingest.samples.page import cell, head, paragraphs, part, row, table
from ingest.samples.prose import COMMON

Facts = dict[str, Any]
# What a reader has to know of every sample; ``make run`` gives the same words to the site.
NOTE = (Path(__file__).parent / "note").read_text(encoding="utf-8").strip()


def _cover(facts: Facts) -> str:
    return (
        f'<section class="cover"><h1>{escape(facts["title"])}</h1>'
        f"{paragraphs([facts.get('published', ''), NOTE])}</section>"
    )


def _part_titles(facts: Facts) -> list[str]:
    name, year = facts["name"], facts["year"]
    parts = [f"{name}概况", f"{name}{year}年度部门决算表", f"{name}{year}年度部门决算情况说明"]
    return parts + facts["last_parts"]


def _statement_titles(facts: Facts) -> list[str]:
    if facts["form"] == "shanghai":
        return list(shanghai.TITLES.values())
    edition = wuhan.EDITIONS[facts["edition"]]
    titles = [wuhan.title_of(statement, edition) for statement in edition.order.split()]
    if facts["edition"] == "2020":
        return [f"{title}（表{place}）" for place, title in enumerate(titles, 1)]
    return titles


def _numbered(titles: list[str]) -> list[str]:
    return [f"{ordinal}、{title}" for ordinal, title in zip(ORDINALS, titles, strict=False)]


def _contents(facts: Facts) -> str:
    inner = {
        0: _numbered([section["title"] for section in facts["overview"]]),
        1: _numbered(_statement_titles(facts)),
        2: _numbered(facts["section_titles"]),
    }
    lines = []
    for place, title in enumerate(_part_titles(facts)):
        lines += [f"第{ORDINALS[place]}部分 {title}", *inner.get(place, [])]
    return f'<section class="part contents"><h1>目 录</h1>{paragraphs(lines)}</section>'


def _sections(titles: list[str], bodies: list[list[str]]) -> str:
    return "".join(
        f"<h2>{escape(title)}</h2>{paragraphs(body)}"
        for title, body in zip(_numbered(titles), bodies, strict=True)
    )


def _narrative(facts: Facts) -> str:
    """Sections 一 to 六 from the shared wording where the form has one, the others as the data words them."""
    worded = [] if facts["form"] == "shanghai" else [word(facts) for word in COMMON]
    return _sections(facts["section_titles"], worded + facts["sections"])


def _evaluation(form: Facts) -> str:
    """One self-evaluation form: what was budgeted and spent, then the indicators."""
    rows = []
    if form["kind"] == "department":
        basic, project = form["expenditure"]
        names = ("基本支出总额", basic, "项目支出总额", project)
        rows.append(row([cell(names[0]), cell(basic, "", 2), cell(names[2], "", 2), cell(project)]))
        what = "部门整体支出总额"
    else:
        rows.append(row([cell("项目名称"), cell(form["name"], "", 5)]))
        what = "年度财政资金总额"
    labels = ("预算数（A）", "执行数（B）", "执行率（B/A）", "得分")
    rows.append(row([cell("预算执行情况（万元）", "", 1, 2), cell(), *map(cell, labels)]))
    rows.append(row(map(cell, (what, *form["execution"]))))
    rows.append(
        row(map(head, ("一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分")))
    )
    rows += [row(map(cell, indicator)) for indicator in form.get("indicators", [])]
    if form.get("score"):
        rows.append(row([cell("总分"), cell(form["score"], "", 5)]))
    return f'<section class="sheet"><h2>{escape(form["title"])}</h2>{table([], rows)}</section>'


def statements_html(facts: Facts, figures: Figures) -> str:
    """The statements, one to a page; nothing where the report prints their headings only."""
    nil = facts.get("nil", {}) | facts.get("remarks", {})
    if facts["form"] == "shanghai":
        return "".join(shanghai.statement_sheets(figures, nil))
    if not figures.statements:
        return ""
    edition = wuhan.EDITIONS[facts["edition"]]
    return "".join(wuhan.statement_sheets(figures, edition, facts["year"], facts["printed_name"], nil))


def _announced(facts: Facts) -> str:
    """The statements' headings, with the nil sentences, where the report shows no more of them."""
    edition = wuhan.EDITIONS[facts["edition"]]
    lines = []
    for title, statement in zip(_numbered(_statement_titles(facts)), edition.order.split(), strict=True):
        lines += [title, *filter(None, [facts.get("nil", {}).get(statement)])]
    return paragraphs(lines)


def report_html(facts: Facts, statements: str) -> str:
    """The whole report around its statements."""
    titles = [f"第{ORDINALS[place]}部分 {title}" for place, title in enumerate(_part_titles(facts))]
    overview = _sections(
        [section["title"] for section in facts["overview"]],
        [section["text"] for section in facts["overview"]],
    )
    bodies = [
        overview,
        "" if statements else _announced(facts),
        _narrative(facts),
        *(paragraphs(lines) for lines in facts["last_texts"]),
    ]
    pages = [part(title, body) for title, body in zip(titles, bodies, strict=True)]
    pages[1] += statements
    forms = "".join(_evaluation(form) for form in facts.get("evaluations", []))
    return _cover(facts) + _contents(facts) + "".join(pages) + forms
