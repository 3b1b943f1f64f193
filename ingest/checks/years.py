"""Checks on the years that a report writes: of its titles, its sections, its comparisons, its dates."""

import re
from collections.abc import Iterator

from ingest.checks.evidence import Evidence
from ingest.checks.findings import finding
from ingest.checks.wording import excerpt, titles_of
from ingest.parsing.facts import Base, Claim, Finding, Outcome, Place

_YEAR_IN_TITLE = re.compile(r"(?<!\d)(\d{1,4})\s*年度")
_THING = (
    r"(?:度?(?:部门|本单位|本部门)?(?:收、支总计|收支总计|收入(?:总计|合计)|支出(?:总计|合计)|财政拨款|一般公共预算|[“\"]?三公|"
    r"本年(?:收入|支出)|因公出国|机关运行|政府采购|(?:无|没有|未发生)?(?:政府性基金|国有资本经营)|政府性基金|国有资本)|年度)"
)
_OPENING = re.compile(
    rf"^(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．])?(?P<before>[^，,。；;：:\d原因由于]{{0,40}}?)"
    rf"(?P<year>20\d\d)年(?={_THING}|度)"
)
_COMPARING = re.compile(r"[与比较同和至自从到及按]$|相比$|对比$")
_SET = re.compile(
    r"(?:组织对|在)(20\d\d)年度?(?:一般公共预算(?:财政拨款)?项目支出|部门决算中)"
    r"|(?:^|[。；;])(20\d\d)年度?共?接待国内"
)
_AS_OF = re.compile(r"截[至止]到?(\d{4})年(?:12月31日|年?[底末])")
_COMPARED = r"(?:与|比|较|同|和){year}年(?:度|(?=决算|相比|支出|收入|增|减|同))"
_PERFORMANCE = "绩效"


def check_years(evidence: Evidence) -> Iterator[Finding]:
    """TX_YEAR: titles and the first words of paragraphs name the fiscal year with four digits, comparisons the year before.

    Warning; the format. A comparison with another year is judged where no other one in its sentence is with the year
    before: some reports compare with an earlier year besides.
    """
    year = evidence.report.fiscal_year
    if year is None:
        return
    for title, page in titles_of(evidence):
        match = _YEAR_IN_TITLE.search(title)
        if match and match[1] != str(year):
            yield _wrong_year("TX_YEAR", f"标题“{title[:40]}”", match[1], year, Place(page=page, text=title))
    yield from _openings(evidence, year)
    yield from _bases(evidence, year)


def _openings(evidence: Evidence, year: int) -> Iterator[Finding]:
    for sentence in evidence.narrative():
        found = _OPENING.match(sentence.text) if _PERFORMANCE not in sentence.section.title else None
        if found and found["year"] != str(year) and not _COMPARING.search(found["before"]):
            place = excerpt(sentence, *found.span())
            yield _wrong_year("TX_YEAR", f"“{sentence.text[:30]}”", found["year"], year, place)
        for match in _SET.finditer(sentence.text):
            said = match[1] or match[2]
            if said != str(year):
                place = excerpt(sentence, *match.span())
                yield _wrong_year("TX_YEAR", f"“{match[0].lstrip('。；;')}”", said, year, place)


def _bases(evidence: Evidence, year: int) -> Iterator[Finding]:
    """Changes against a year that is not the one before."""
    seen = set()
    for index, claim in evidence.claims:
        if not _is_other(claim, year) or (claim.text, claim.base_year) in seen:
            continue
        if re.search(_COMPARED.format(year=year - 1), claim.text):
            continue
        seen.add((claim.text, claim.base_year))
        yield finding(
            "TX_YEAR",
            Outcome.FAIL,
            f"“{claim.text[:40]}”与 {claim.base_year} 年比较，决算年度 {year} 的上一年是 {year - 1}，请对照。",
            found=str(claim.base_year),
            expected=str(year - 1),
            where=(Place(page=claim.page, text=claim.text),),
            claim=index,
        )


def _is_other(claim: Claim, year: int) -> bool:
    """Whether a change names a year that is not the one before the report's."""
    if claim.kind != "change" or claim.base is not Base.PRIOR_YEAR or claim.base_year in (None, year - 1):
        return False
    return bool(re.search(_COMPARED.format(year=claim.base_year), claim.text))


def _wrong_year(check: str, what: str, found: str, year: int, place: Place) -> Finding:
    return finding(
        check,
        Outcome.FAIL,
        f"{what}的年度是 {found}，决算年度是 {year}，请对照。",
        found=found,
        expected=str(year),
        where=(place,),
    )


def check_as_of(evidence: Evidence) -> Iterator[Finding]:
    """TX_AS_OF: “截至 12 月 31 日”, “截至年底” are of the fiscal year. Warning; the format."""
    year = evidence.report.fiscal_year
    for sentence in evidence.narrative():
        for match in _AS_OF.finditer(sentence.text):
            if year is not None and match[1] != str(year):
                yield _wrong_year(
                    "TX_AS_OF", f"“{match[0]}”", match[1], year, excerpt(sentence, *match.span())
                )
