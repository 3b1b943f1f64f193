"""What the addresses of the comparison ask for, with every mistake in words: never an error."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from disclosures.comparison.columns import MOST_COLUMNS
from disclosures.comparison.ratios import RATIOS
from disclosures.comparison.statements import columns_to_choose
from disclosures.comparison.subjects import CODE_STATEMENTS, is_code
from disclosures.measures import measure_of
from disclosures.query_forms import FIRST_YEAR, LAST_YEAR, SLUG, listed, quoted, scope_of, year_of
from disclosures.statements import FORMS, Statement

MOST_MEASURES = 12
MOST_LINES = 40  # departments in one table of one number
MOST_DISTRICTS = 12
MOST_YEARS = 12


@dataclass(frozen=True)
class CompareQuery:
    """``orgs`` × ``years`` by a statement, by measures or, with neither, by the headline numbers; ``districts`` or
    ``orgs`` × ``years`` by one measure or ``code``; or ``peers``: a department with those of its kind. ``ratio``
    says what numbers are divided by, ``kind`` which departments of the districts are meant."""

    orgs: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    statement: str = ""
    number: str = ""
    measures: tuple[str, ...] = ()
    scope: str = ""
    problems: tuple[str, ...] = ()
    peers: str = ""
    code: str = ""
    ratio: str = ""
    kind: str = ""

    @property
    def single(self) -> bool:
        """Whether one number is asked for."""
        return bool(self.code) or len(self.measures) == 1

    @property
    def over_years(self) -> bool:
        """Whether departments are shown in a table of one number over the years, not side by side."""
        several = len(self.orgs) > 1 and len(self.years) > 1
        return bool(self.code) or (self.single and (several or len(self.orgs) > MOST_COLUMNS))


def parameters(query: CompareQuery) -> dict[str, str]:
    """What an address says after its question mark; "" where the query leaves it open."""
    return {
        "o": ",".join(query.orgs),
        "d": ",".join(query.districts),
        "peers": query.peers,
        "y": ",".join(map(str, query.years)),
        "t": query.statement,
        "c": query.number,
        "m": ",".join(query.measures),
        "code": query.code,
        "n": query.ratio,
        "f": query.kind,
        "scope": query.scope,
    }


def address(query: CompareQuery, name: str = "compare") -> str:
    """The canonical address of a query."""
    given = urlencode({key: value for key, value in parameters(query).items() if value}, safe=",")
    return reverse(name) + (f"?{given}" if given else "")


def _years(params: QueryDict, problems: list[str]) -> tuple[int, ...]:
    given = listed(params, "y")
    wrong = [text for text in given if year_of(text) is None]
    if wrong:
        words = _("年度“%(years)s”无法识别：应为 %(first)s—%(last)s 之间的四位数字。")
        problems.append(words % {"years": quoted(wrong), "first": FIRST_YEAR, "last": LAST_YEAR})
    return tuple(sorted(year for text in given if (year := year_of(text)) is not None))


def _slugs(params: QueryDict, name: str, what: str, problems: list[str]) -> tuple[str, ...]:
    given = listed(params, name)
    wrong = [text for text in given if not SLUG.fullmatch(text)]
    if wrong:
        words = _("%(what)s“%(given)s”无法识别：应为小写字母、数字和连字符。")
        problems.append(words % {"what": what, "given": quoted(wrong)})
    return tuple(text for text in given if SLUG.fullmatch(text))


def _limited(given: tuple, most: int, what: str, problems: list[str]) -> None:
    if len(given) > most:
        words = _("一次最多比较 %(most)s 个%(what)s，现在选了 %(given)s 个。")
        problems.append(words % {"most": most, "what": what, "given": len(given)})


def _statement(params: QueryDict, problems: list[str]) -> str:
    text = params.get("t", "").strip()
    if text and text not in set(FORMS):
        problems.append(_("没有名为“%(name)s”的决算表。") % {"name": quoted([text])})
        return ""
    return text


def _measures(params: QueryDict, problems: list[str]) -> tuple[str, ...]:
    given = listed(params, "m")
    wrong = [text for text in given if measure_of(text) is None]
    if wrong:
        problems.append(_("没有名为“%(names)s”的指标。") % {"names": quoted(wrong)})
    if len(given) > MOST_MEASURES:
        problems.append(_("一次最多比较 %(most)s 项指标。") % {"most": MOST_MEASURES})
    return tuple(text for text in given if measure_of(text))[:MOST_MEASURES]


def _number(params: QueryDict, statement: str) -> str:
    text = params.get("c", "").strip()
    if not text or not statement:
        return ""
    if text not in {number for number, _label in columns_to_choose(Statement(statement))}:
        # Another statement's column, kept by the form when the statement was switched: no mistake of the reader.
        return ""
    return text


def _code(params: QueryDict, problems: list[str]) -> str:
    text = params.get("code", "").strip()
    if text and not is_code(text):
        problems.append(
            _("功能分类编码“%(code)s”无法识别：类为 3 位、款为 5 位、项为 7 位数字。")
            % {"code": quoted([text])}
        )
        return ""
    return text


def _ratio(params: QueryDict, problems: list[str]) -> str:
    text = params.get("n", "").strip()
    if text and text not in RATIOS:
        problems.append(_("没有名为“%(name)s”的换算。") % {"name": quoted([text])})
        return ""
    return text


def _kind(params: QueryDict, problems: list[str]) -> str:
    text = params.get("f", "").strip()
    if len(text) > 60 or not text.isprintable():
        problems.append(_("部门类别无法识别。"))
        return ""
    return text


def _peers(params: QueryDict, problems: list[str]) -> str:
    given = _slugs(params, "peers", _("部门"), problems)
    if len(given) > 1:
        problems.append(_("同类比较一次以一个部门为准。"))
    return given[0] if given else ""


def compare_query(params: QueryDict) -> CompareQuery:
    """The comparison that an address asks for; ``problems`` says what is wrong with it."""
    problems: list[str] = []
    orgs = _slugs(params, "o", _("部门"), problems)
    districts = _slugs(params, "d", _("地区"), problems)
    peers = "" if orgs else _peers(params, problems)
    code = _code(params, problems)
    statement = _statement(params, problems)
    if code and statement not in CODE_STATEMENTS:
        statement = CODE_STATEMENTS[0].value
    number = _number(params, statement) or ("1" if code else "")
    query = CompareQuery(
        orgs,
        () if orgs or peers else districts,
        _years(params, problems),
        statement,
        number,
        () if code else _measures(params, problems),
        scope_of(params, problems),
        peers=peers,
        code=code,
        ratio=_ratio(params, problems),
        kind=_kind(params, problems) if districts and not orgs else "",
    )
    _judge(query, problems)
    return replace(query, problems=tuple(problems))


def _judge(query: CompareQuery, problems: list[str]) -> None:
    """What is asked for in too large a number, or without what it needs."""
    _limited(query.orgs, MOST_LINES if query.single else MOST_COLUMNS, _("部门"), problems)
    _limited(query.districts, MOST_DISTRICTS, _("地区"), problems)
    side_by_side = query.orgs and not query.over_years
    most_years = MOST_COLUMNS if side_by_side else MOST_YEARS
    _limited(query.years, most_years, _("年度"), problems)
    if not query.districts:
        return
    if len(query.measures) > 1:
        problems.append(_("地区之间一次比较一项指标。"))
    if len(query.districts) > 1 and not query.single and not problems:
        problems.append(_("请选择各地区要比较的指标。"))
