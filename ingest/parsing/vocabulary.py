"""What the narrative calls each measure: per topic, the words of a subject and the keys they stand for.

A subject without keys is known but has no measure of its own: it ends what was said of the one before it.
"""

import re
from dataclasses import dataclass

from ingest.parsing.subjects import CLASS_STEMS
from ingest.parsing.topics import Topic

_STEMS = "|".join(sorted((re.escape(name) for name in CLASS_STEMS), key=len, reverse=True))
_CLASS = r"\((?:2\d\d)?类\)"
_QUOTE = r"[“”\"「」『』]?"
_NAME = r"[^。;，,:()“”\"]{2,40}?"
_NUMBERED = r"[^。;，,:“”\"]{2,60}?"
ITEM = (
    rf"(?P<class_name>[一-鿿]{{2,30}}?){_QUOTE}(?:{_CLASS}){_QUOTE}(?:支出)?"
    rf"(?:{_QUOTE}(?P<section_name>{_NUMBERED}){_QUOTE}\((?:\d\d)?款\))?"
    rf"{_QUOTE}(?P<item_name>{_NUMBERED}){_QUOTE}\((?:\d\d)?项\){_QUOTE}"
)
# 款 and 项 below a heading that names the 类.
UNDER_CLASS = (
    rf"(?P<below_section>[一-鿿](?:(?!类\))[^。;，,:“”\"]){{1,60}}?){_QUOTE}\((?:\d\d)?款\){_QUOTE}"
    rf"(?P<below_item>{_NUMBERED}){_QUOTE}\((?:\d\d)?项\){_QUOTE}"
)
# Names with their codes: 一般公共服务(201)…(03)行政运行(01), 行政运行(2010301).
CODED_ITEM = (
    rf"[一-鿿]{{2,30}}?\((?P<code_class>2\d\d)\){_NUMBERED}\((?P<code_section>\d\d)\){_NUMBERED}\((?P<code_item>\d\d)\)"
    r"|[一-鿿]{2,30}?\((?P<code>2\d{6})\)|(?<![\d.])(?P<code_before>2\d{6})[一-鿿]{2,30}?(?=\d|支出|年初|决算|[:：。，,])"
)
_SECTION = rf"[一-鿿]{{2,30}}?{_QUOTE}{_CLASS}(?:支出)?{_QUOTE}{_NUMBERED}{_QUOTE}\(款\)"
_SECTION_ALONE = rf"{_QUOTE}[一-鿿]{_NAME}{_QUOTE}\(款\)"
_SAID = r"(?:20\d\d年(?:度)?)?(?:(?:年初|全年|调整)?(?:支出)?预算|(?:支出)?决算|(?:支出)?为?\d)"
CLASS = (
    rf"(?P<stem>{_STEMS})(?:支出)?{_QUOTE}(?:{_CLASS}|(?<=支出)类|类(?=支出))(?:支出)?"
    rf"|(?P<loose>(?!其他){_STEMS})支出(?=为?\d[\d,.]*(?:万元|元)[，,]占)"
    rf"|(?<![一-鿿]){_QUOTE}(?P<headed>{_STEMS})(?:支出)?(?=[”」』\"]{_SAID})"
    rf"|(?<![一-鿿])(?P<listed>(?!其他){_STEMS})支出(?={_SAID})"
)
_UNKNOWN_CLASS = rf"(?P<any_class>[一-鿿]{{2,25}}){_QUOTE}{_CLASS}(?:支出)?"

_GENERAL = r"一般公共预算(?:财政拨款)?"
_FUNDS = r"政府性基金(?:预算)?(?:财政拨款)?"
_CAPITAL = r"国有资本经营(?:预算)?(?:财政拨款)?"
_SUM = r"(?:决算)?总(?:计|额|决算|体)(?!情况)"
_BOTH = (
    rf"收(?:入)?[、,，和及]?支(?:出)?{_SUM}|收入{_SUM}[、,，和及](?:财政拨款)?支出{_SUM}"
    r"|收(?:入)?[、,，和及]?支(?:出)?(?=均|各|较上|比上|与上|同比)"
)
_INCOME_SUM = rf"收入{_SUM}|总收入(?!的)"
_SPENDING_SUM = rf"支出{_SUM}|总支出(?!的)"
_COMPARED = r"(?=\d|为|比|较|与上|同比|增|减)"
_OF_FISCAL = r"(?<!公共预算)(?<!基金预算)(?<!经营预算)(?<!政府性基金)"
_PROJECT = r"(?<!类)(?<!建设)(?<!性)(?<!个)项目"
_ABROAD = r"因公出国(?:\(境\))?(?:费用|费)?(?:支出)?"
_VEHICLE = r"公(?:务用?)?车"
_UPKEEP = r"运行(?:维护)?(?:费用|费)?(?:支出)?"
_FIRMS = r"中小(?:微)?(?:型)?企业"
_SMALL = r"小(?:型)?微(?:型)?企业"

Words = tuple[tuple[str, tuple[str, ...]], ...]

_INCOME: Words = (
    (r"年初财政拨款结转和?结余", ()),
    (rf"{_GENERAL}收入", ("general_budget_income",)),
    (rf"{_FUNDS}收入", ("gov_fund_income",)),
    (rf"{_CAPITAL}收入", ("state_capital_income",)),
    (rf"{_OF_FISCAL}财政拨款收入(?![、和及]?支)(?:合计)?", ("fiscal_appropriation_income",)),
    (r"上级补助收入", ("superior_subsidy_income",)),
    (r"附属单位(?:上缴|缴款)收入", ("affiliated_income",)),
    (r"事业单位经营收入|经营收入", ("operating_income",)),
    (r"事业收入", ("institution_income",)),
    (r"其他收入", ("other_income",)),
    (rf"(?:本年)?收入(?:决算)?合计|本年收入(?:决算)?{_COMPARED}", ("income_current",)),
    (r"使用非财政拨款(?:专用)?结余(?:\(含专用结余\))?", ("non_fiscal_surplus_used",)),
    (r"年初结转和?结余", ("carryover_begin",)),
)
_SPENDING: Words = (
    (rf"(?:本年)?支出(?:决算)?合计|本年支出(?:决算)?{_COMPARED}", ("expenditure_current",)),
    (r"基本支出", ("basic_expenditure",)),
    (rf"{_PROJECT}(?:支出|经费)", ("project_expenditure",)),
    (r"上缴上级支出|对附属单位补助支出|经营支出", ()),
    (r"其他支出(?=\(|为?\d)", ()),
    (r"结余分配", ("surplus_distribution",)),
    (r"年末财政拨款结转和?结余", ()),
    (r"年末结转和?结余", ("carryover_end",)),
)
_CODED: Words = (
    (CODED_ITEM, ()),
    (ITEM, ()),
    (_SECTION, ()),
    (CLASS, ()),
    (_UNKNOWN_CLASS, ()),
    (UNDER_CLASS, ()),
    (_SECTION_ALONE, ()),
)
_FUND_FLOW = rf"年初结转和?结余|年末结转和?结余|基本支出|{_PROJECT}支出"
_BOUGHT = r"(?:货物|工程|服务)采购授予(?:中小(?:微)?|小微)企业(?:的)?(?:合同)?金额"

WORDS: dict[Topic, Words] = {
    Topic.TOTALS: (
        (_BOTH, ("income_total", "expenditure_total")),
        (_INCOME_SUM, ("income_total",)),
        (_SPENDING_SUM, ("expenditure_total",)),
        *_INCOME,
        *_SPENDING,
    ),
    Topic.INCOME: ((_INCOME_SUM, ("income_total",)), *_INCOME),
    Topic.EXPENDITURE: ((_SPENDING_SUM, ("expenditure_total",)), *_SPENDING),
    Topic.FISCAL: (
        (rf"财政拨款(?:{_BOTH})|财政拨款(?:收入|支出){_SUM}|收[、和]?支(?={_SUM}|各|均)", ("fiscal_total",)),
        (rf"(?<=[，,、])支出{_SUM}", ("fiscal_total",)),
        (r"(?<!公共预算)(?<!基金预算)(?<!经营预算)财政拨款本年收入", ("fiscal_appropriation_income",)),
        (rf"{_GENERAL}本年收入", ("general_budget_income",)),
        (rf"{_FUNDS}本年收入", ("gov_fund_income",)),
        (rf"{_CAPITAL}本年收入", ("state_capital_income",)),
        (r"本年支出|财政拨款支出(?!年初预算)|基本支出|项目支出", ()),
        *_INCOME[:5],
        (rf"{_GENERAL}支出", ("general_budget_expenditure",)),
        (rf"{_FUNDS}支出", ("gov_fund_expenditure",)),
        (rf"{_CAPITAL}支出", ("state_capital_expenditure",)),
        (r"年[初末]财政拨款结转和?结余", ()),
    ),
    Topic.APPROPRIATED: (*_CODED, (r"财政拨款(?:本年)?支出|基本支出|项目支出", ())),
    Topic.GENERAL: (
        *_CODED,
        (r"年[初末](?:一般公共预算)?财政拨款结转和?结余", ()),
        (rf"{_GENERAL}(?:本年)?收入(?!支)", ("general_budget_income",)),
        (rf"{_GENERAL}基本支出|基本支出", ("basic_expenditure",)),
        (rf"{_GENERAL}项目支出|{_PROJECT}支出", ("project_expenditure",)),
        (rf"{_GENERAL}(?:本年)?支出|{_OF_FISCAL}财政拨款支出", ("general_budget_expenditure",)),
    ),
    Topic.BASIC: (
        (r"政府性基金(?:预算)?财政拨款安排(?:的)?基本支出|国有资本经营预算财政拨款安排(?:的)?基本支出", ()),
        (r"日常支出(?=为?\d)", ("basic_expenditure",)),
        (rf"(?:{_GENERAL})?基本支出", ("basic_expenditure",)),
        (r"工资福利支出|商品和服务支出|对个人和家庭的?补助(?:支出)?|资本性支出", ()),
        (r"人员(?:经费|支出)", ("personnel",)),
        (r"(?:日常)?公用(?:经费|支出)", ("public",)),
    ),
    Topic.FUNDS: (
        *_CODED,
        (_FUND_FLOW, ()),
        (rf"{_FUNDS}收入(?!支)|本年收入", ("gov_fund_income",)),
        (rf"{_FUNDS}支出|本年支出", ("gov_fund_expenditure",)),
    ),
    Topic.STATE_CAPITAL: (
        *_CODED,
        (_FUND_FLOW, ()),
        (rf"{_CAPITAL}收入(?!支)|本年收入", ("state_capital_income",)),
        (rf"{_CAPITAL}支出|本年支出", ("state_capital_expenditure",)),
    ),
    Topic.THREE_PUBLIC: (
        (r"[“\"「『]?三公[”\"」』]?经费(?:财政拨款)?(?:支出)?", ("three_public.total.actual",)),
        (_ABROAD, ("three_public.abroad.actual",)),
        (rf"{_VEHICLE}购置(?:费)?[及和、与](?:{_VEHICLE})?{_UPKEEP}", ("three_public.vehicle.actual",)),
        (rf"{_VEHICLE}购置(?:费用|费)?(?:支出)?", ("three_public.vehicle_purchase.actual",)),
        (rf"{_VEHICLE}{_UPKEEP}", ("three_public.vehicle_operation.actual",)),
        (r"会议费|培训费", ()),
        (r"(?:国内|外宾|外事|国\(境\)外)(?:公务)?接待(?:费用|费)?(?:支出)?", ()),
        (r"公务接待(?:费用|费)?(?:支出)?", ("three_public.reception.actual",)),
    ),
    Topic.AGENCY: ((r"机[关构]运行经费(?:支出)?|公用经费支出[，,]?(?=合计)", ("agency_operation",)),),
    Topic.PROCUREMENT: (
        (_BOUGHT, ()),
        (r"面向(?:中小|小微)企业预留[^，,;。]{0,20}?金额", ()),
        (
            r"实际采购(?:总额|金额)|政府采购(?:支出)?(?:总额|合计|总计|金额)|政府采购支出(?=为?\d)",
            ("procurement.total",),
        ),
        (
            r"货物(?:类)?(?:采购)?(?:支出|金额)*(?=为?\d)|货物(?:采购)?(?:支出|金额)(?:金额)?",
            ("procurement.goods",),
        ),
        (
            r"工程(?:类)?(?:采购)?(?:支出|金额)*(?=为?\d)|工程(?:采购)?(?:支出|金额)(?:金额)?",
            ("procurement.works",),
        ),
        (
            r"服务(?:类)?(?:采购)?(?:支出|金额)*(?=为?\d)|服务(?:采购)?(?:支出|金额)(?:金额)?",
            ("procurement.services",),
        ),
        (rf"授予{_FIRMS}(?:的)?(?:合同)?(?:金额|总额)", ("procurement.sme",)),
        (rf"授予{_SMALL}(?:的)?(?:合同)?(?:金额|总额)", ("procurement.micro",)),
    ),
}

# 占…的 X %: the words of the whole → its measure.
WHOLES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(words), key)
    for words, key in (
        (r"授予中小(?:微)?企业合同", "procurement.sme"),
        (r"政府采购(?:支出)?总额", "procurement.total"),
        (r"货物", "procurement.goods"),
        (r"工程", "procurement.works"),
        (r"服务", "procurement.services"),
        (r"项目支出", "project_expenditure"),
        (r"三公", "three_public.total.actual"),
        (r"基本支出", "basic_expenditure"),
        (r"一般公共预算(?:财政拨款)?总?收入", "general_budget_income"),
        (r"财政拨款总?收入", "fiscal_appropriation_income"),
        (r"一般公共预算|财政拨款总?支出", "general_budget_expenditure"),
        (r"收入", "income_current"),
        (r"支出", "expenditure_current"),
    )
)
_OWN_WHOLE: dict[Topic, str] = {
    Topic.INCOME: "income_current",
    Topic.EXPENDITURE: "expenditure_current",
    Topic.GENERAL: "general_budget_expenditure",
    Topic.BASIC: "basic_expenditure",
    Topic.THREE_PUBLIC: "three_public.total.actual",
    Topic.PROCUREMENT: "procurement.total",
}


@dataclass(frozen=True)
class Vocabulary:
    """The subjects of one topic as one pattern; group ``s<n>`` says which entry of ``keys`` was found."""

    pattern: re.Pattern[str]
    keys: tuple[tuple[str, ...], ...]


def _vocabulary(words: Words) -> Vocabulary:
    pattern = "|".join(f"(?P<s{place}>{expression})" for place, (expression, _) in enumerate(words))
    return Vocabulary(re.compile(pattern), tuple(keys for _, keys in words))


VOCABULARIES: dict[Topic, Vocabulary] = {topic: _vocabulary(words) for topic, words in WORDS.items()}


_INCOME_PARTS = {key for _, keys in _INCOME for key in keys if key.endswith("income")}
_SPENDING_PARTS = {"basic_expenditure", "project_expenditure"}


def whole_of(words: str, topic: Topic) -> str:
    """The measure that 占… names; without words the topic's own whole; "" where neither says."""
    if not words:
        return _OWN_WHOLE.get(topic, "")
    return next((key for pattern, key in WHOLES if pattern.search(words)), "")


def whole_for(measure: str, topic: Topic) -> str:
    """What a share of ``measure`` without further words is of, in a section on income and spending together."""
    if topic != Topic.TOTALS:
        return ""
    if measure in _INCOME_PARTS:
        return "income_current"
    return "expenditure_current" if measure in _SPENDING_PARTS else ""
