"""A report without a fault, made in code: every figure agrees with every other. Tests change one thing of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from disclosures.statements import FORMS, Shape, State, Statement
from ingest.checks import check_report
from ingest.parsing.evaluated import Evaluation, Indicator
from ingest.parsing.facts import (
    Basis,
    Cell,
    Finding,
    Paragraph,
    RegionRead,
    Report,
    Scope,
    Section,
    Source,
    StatementRead,
    StatementRow,
)
from ingest.parsing.measured import assemble
from ingest.parsing.narrative import read_claims
from ingest.parsing.quantities import read_quantities

DEPARTMENT = "江湾区园林局"
S, R, E = Statement.SUMMARY, Statement.REVENUE, Statement.EXPENDITURE
F, G, B = Statement.APPROPRIATION_SUMMARY, Statement.GENERAL_BUDGET, Statement.BASIC_BY_ECONOMIC
FUNDS, CAPITAL, THREE = Statement.GOVERNMENT_FUNDS, Statement.STATE_CAPITAL, Statement.THREE_PUBLIC

SUBJECTS = (
    ("", "合计", "1081.00", "780.80", "300.20"),
    ("201", "一般公共服务支出", "900.30", "600.10", "300.20"),
    ("20103", "政府办公厅（室）及相关机构事务", "900.30", "600.10", "300.20"),
    ("2010301", "行政运行", "600.10", "600.10", ""),
    ("2010302", "一般行政管理事务", "300.20", "", "300.20"),
    ("208", "社会保障和就业支出", "80.30", "80.30", ""),
    ("20805", "行政事业单位养老支出", "80.30", "80.30", ""),
    ("2080505", "机关事业单位基本养老保险缴费支出", "80.30", "80.30", ""),
    ("210", "卫生健康支出", "40.15", "40.15", ""),
    ("21011", "行政事业单位医疗", "40.15", "40.15", ""),
    ("2101101", "行政单位医疗", "40.15", "40.15", ""),
    ("221", "住房保障支出", "60.25", "60.25", ""),
    ("22102", "住房改革支出", "60.25", "60.25", ""),
    ("2210201", "住房公积金", "60.25", "60.25", ""),
)
ECONOMIC = (
    ("301", "工资福利支出", "651.00"),
    ("30101", "基本工资", "200.10"),
    ("30102", "津贴补贴", "150.20"),
    ("30103", "奖金", "120.00"),
    ("30108", "机关事业单位基本养老保险缴费", "80.30"),
    ("30110", "职工基本医疗保险缴费", "40.15"),
    ("30113", "住房公积金", "60.25"),
    ("30114", "医疗费", ""),
    ("303", "对个人和家庭的补助", "29.80"),
    ("30302", "退休费", "29.80"),
    ("", "人员经费合计", "680.80"),
    ("302", "商品和服务支出", "92.00"),
    ("30201", "办公费", "60.00"),
    ("30217", "公务接待费", "1.20"),
    ("30231", "公务用车运行维护费", "20.80"),
    ("30239", "其他交通费用", "10.00"),
    ("310", "资本性支出", "8.00"),
    ("31002", "办公设备购置", "8.00"),
    ("", "公用经费合计", "100.00"),
)
THREE_PUBLIC = "50.00 3.00 45.00 20.00 25.00 2.00 43.50 2.50 39.80 19.00 20.80 1.20".split()
TOTAL = "1081.00"
CLASSES = {"201": "900.30", "208": "80.30", "210": "40.15", "221": "60.25"}

PROSE: dict[str, tuple[str, tuple[str, ...]]] = {
    "一": (
        "收入支出决算总体情况说明",
        (
            "2023年度收、支总计1081.00万元。与2022年度相比，收、支总计各增加100.00万元，增长10.19%，主要原因是人员增加。",
        ),
    ),
    "二": (
        "收入决算情况说明",
        (
            "2023年度收入合计1081.00万元，与2022年度相比，收入合计增加100.00万元，增长10.19%。"
            "其中：财政拨款收入1081.00万元，占本年收入100%。",
        ),
    ),
    "三": (
        "支出决算情况说明",
        (
            "2023年度支出合计1081.00万元，与2022年度相比，支出合计增加100.00万元，增长10.19%。"
            "其中：基本支出780.80万元，占本年支出72.23%；项目支出300.20万元，占本年支出27.77%。",
        ),
    ),
    "四": (
        "财政拨款收入支出决算总体情况说明",
        (
            "2023年度财政拨款收、支总计1081.00万元。与2022年度相比，财政拨款收、支总计各增加100.00万元，增长10.19%。",
            "2023年度财政拨款收入中，一般公共预算财政拨款收入1081.00万元，比2022年度决算数增加100.00万元。",
        ),
    ),
    "五": (
        "一般公共预算财政拨款支出决算情况说明",
        (
            "（一）一般公共预算财政拨款支出决算总体情况",
            "2023年度一般公共预算财政拨款支出1081.00万元，占本年支出合计的100%。"
            "与2022年度相比，一般公共预算财政拨款支出增加100.00万元，增长10.19%。",
            "（二）一般公共预算财政拨款支出决算结构情况",
            "2023年度一般公共预算财政拨款支出1081.00万元，主要用于以下方面：",
            "1.一般公共服务（类）支出900.30万元，占83.28%。",
            "2.社会保障和就业（类）支出80.30万元，占7.43%。",
            "3.卫生健康（类）支出40.15万元，占3.71%。",
            "4.住房保障（类）支出60.25万元，占5.57%。",
            "（三）一般公共预算财政拨款支出决算具体情况",
            "2023年度一般公共预算财政拨款支出年初预算为1061.55万元，支出决算为1081.00万元，完成年初预算的101.83%。"
            "其中：基本支出780.80万元，项目支出300.20万元。"
            "项目支出主要用于绿化养护经费180.20万元，主要成效是绿地整洁；巡查值守经费120.00万元，主要成效是值守有序。",
            "1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算为590.00万元，"
            "支出决算为600.10万元，完成年初预算的101.71%，支出决算数大于年初预算数的主要原因：人员增加。",
            "2.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）一般行政管理事务（项）。年初预算为290.00万元，"
            "支出决算为300.20万元，完成年初预算的103.52%，支出决算数大于年初预算数的主要原因："
            "绿化养护增加6.20万元、巡查值守增加4.00万元。",
            "3.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。"
            "年初预算为80.30万元，支出决算为80.30万元，完成年初预算的100%。",
            "4.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。年初预算为41.00万元，"
            "支出决算为40.15万元，完成年初预算的97.93%，支出决算数小于年初预算数的主要原因：人员变动。",
            "5.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为60.25万元，"
            "支出决算为60.25万元，完成年初预算的100%。",
        ),
    ),
    "六": (
        "一般公共预算财政拨款基本支出决算情况说明",
        (
            "2023年度一般公共预算财政拨款基本支出780.80万元，其中：人员经费680.80万元，主要包括：基本工资、津贴补贴、"
            "奖金、机关事业单位基本养老保险缴费、职工基本医疗保险缴费、住房公积金、退休费。",
            "公用经费100.00万元，主要包括：办公费、公务接待费、公务用车运行维护费、其他交通费用、办公设备购置。",
        ),
    ),
    "七": (
        "政府性基金预算财政拨款收入支出决算情况说明",
        ("本单位2023年度无政府性基金预算财政拨款收入支出。",),
    ),
    "八": ("国有资本经营预算财政拨款支出决算情况说明", ("本单位2023年度无国有资本经营预算财政拨款支出。",)),
    "九": (
        "财政拨款“三公”经费支出决算情况说明",
        (
            "（一）“三公”经费财政拨款支出决算总体情况说明",
            "2023年度“三公”经费财政拨款支出年初预算为50.00万元，支出决算为43.50万元，完成年初预算的87%。"
            "较上年减少1.50万元，下降3.33%。",
            "（二）“三公”经费财政拨款支出决算具体情况说明",
            "1.因公出国（境）费年初预算为3.00万元，支出决算为2.50万元，完成年初预算的83.33%，"
            "较上年增加0.50万元，增长25%。全年支出涉及出国（境）团组1个，累计2人次。",
            "2.公务用车购置及运行费年初预算为45.00万元，支出决算为39.80万元，完成年初预算的88.44%，"
            "较上年减少2.20万元，下降5.24%。其中：",
            "（1）公务用车购置费19.00万元，完成年初预算的95%。本年度购置（更新）公务用车1辆。",
            "（2）公务用车运行费20.80万元，完成年初预算的83.2%。其中：燃料费8.20万元；维修费10.98万元；保险费1.62万元。"
            "截至2023年12月31日，开支财政拨款的公务用车保有量8辆。",
            "3.公务接待费年初预算为2.00万元，支出决算为1.20万元，完成年初预算的60%，较上年增加0.20万元，增长20%。"
            "2023年共接待国内来访团组6个，80人次。",
        ),
    ),
    "十": (
        "机关运行经费支出情况",
        ("2023年度机关运行经费支出100.00万元，比年初预算数减少10.00万元，降低9.09%。主要原因是厉行节约。",),
    ),
    "十一": (
        "政府采购支出情况",
        (
            "2023年度政府采购支出总额60.00万元，其中：政府采购货物支出40.00万元、政府采购工程支出5.00万元、"
            "政府采购服务支出15.00万元。授予中小企业合同金额60.00万元，占政府采购支出总额的100%，"
            "其中：授予小微企业合同金额45.00万元，占授予中小企业合同金额的75%；"
            "货物采购授予中小企业合同金额占货物支出金额的100%，工程采购授予中小企业合同金额占工程支出金额的100%，"
            "服务采购授予中小企业合同金额占服务支出金额的100%。",
        ),
    ),
    "十二": (
        "国有资产占用情况",
        (
            "截至2023年12月31日，江湾区园林局共有车辆8辆，其中，主要领导干部用车1辆，机要通信用车2辆，"
            "应急保障用车5辆。单价100万元（含）以上设备0台（套）。",
        ),
    ),
    "十三": (
        "预算绩效情况说明",
        (
            "根据预算绩效管理要求，我部门组织对2023年度一般公共预算项目支出全面开展绩效自评，共涉及项目2个，"
            "资金300.20万元，占一般公共预算项目支出总额的100%。",
            "绿化养护经费项目绩效自评综述：项目全年预算数为190.00万元，执行数为180.20万元，完成预算的94.84%。"
            "主要产出和效益：一是绿地整洁；二是群众满意。",
            "巡查值守经费项目绩效自评综述：项目全年预算数为120.00万元，执行数为120.00万元，完成预算的100%。",
        ),
    ),
}
TERMS = (
    "（一）一般公共预算财政拨款收入：指区级财政一般公共预算当年拨付的资金。",
    "（二）基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
)
CONTENTS = (
    "2023年度江湾区园林局部门决算",
    "2024年8月20日",
    "目录",
    "第一部分江湾区园林局概况",
    "一、部门主要职责",
    "第二部分江湾区园林局2023年度部门决算表",
    *(f"{number}、{FORMS[key].title}" for number, key in zip("一二三四五六七八九", FORMS, strict=True)),
    "第三部分江湾区园林局2023年度部门决算情况说明",
    *(f"{number}、{title}" for number, (title, _) in PROSE.items()),
    "第四部分2023年重点工作完成情况",
    "第五部分名词解释",
    "第六部分附件",
)


def _line(line: str, amount: str, *more: str) -> tuple[str, tuple[str, ...]]:
    return line, (amount, *more)


def _summary_cells(first: int, *more: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """The lines of the classes of 01 or 04 with their columns."""
    rows = {row.code: row.line for row in FORMS[S if first == 31 else F].rows if row.code}
    return {rows[code]: (amount, *(one(amount) for one in more)) for code, amount in CLASSES.items()}


CELLS: dict[Statement, dict[str, tuple[str, ...]]] = {
    S: {"1": (TOTAL,), "27": (TOTAL,), "30": (TOTAL,), "57": (TOTAL,), "60": (TOTAL,), **_summary_cells(31)},
    F: {
        "1": (TOTAL,),
        "27": (TOTAL,),
        "32": (TOTAL,),
        "59": (TOTAL, TOTAL, "", ""),
        "64": (TOTAL, TOTAL, "", ""),
        **_summary_cells(33, str, lambda _: "", lambda _: ""),
    },
    R: {code: (whole, whole, "", "", "", "", "") for code, _, whole, _, _ in SUBJECTS},
    E: {code: (whole, basic, project, "", "", "") for code, _, whole, basic, project in SUBJECTS},
    G: {code: (whole, basic, project) for code, _, whole, basic, project in SUBJECTS},
    B: {code or name: (amount,) for code, name, amount in ECONOMIC},
    THREE: {"": tuple(THREE_PUBLIC)},
}
NAMES = {code: name for code, name, *_ in SUBJECTS} | {code: name for code, name, _ in ECONOMIC if code}
ECONOMIC_KEYS = [code or name for code, name, _ in ECONOMIC]
D = Decimal

FORM = Evaluation(
    "project",
    "绿化养护经费",
    budget=D("190.00"),
    executed=D("180.20"),
    rate=D("94.84"),
    score=D("97.97"),
    indicators=(
        Indicator("产出指标", "数量指标", "养护面积", "≥50公顷", "52公顷", "20"),
        Indicator("产出指标", "数量指标", "补植株数", "≥100株", "120株", "20"),
        Indicator("产出指标", "数量指标", "巡查次数", "≥100次", "95次", "19"),
        Indicator("效益指标", "社会效益指标", "投诉件数", "≤10件", "4件", "20"),
    ),
    page=30,
    title="2023年度绿化养护经费项目自评表",
    goals=("绿地整洁有序", "设施完好率提高"),
    reasons="巡查次数未达目标，因汛期停工",
    summary_budget=D("190.00"),
    summary_executed=D("180.20"),
    summary_rate=D("94.84"),
)
OTHER_FORM = replace(
    FORM,
    name="巡查值守经费",
    title="2023年度巡查值守经费项目自评表",
    budget=D("120.00"),
    executed=D("120.00"),
    rate=D("100"),
    score=D("100"),
    indicators=(
        Indicator("产出指标", "数量指标", "值守班次", "≥365班", "365班", "40"),
        Indicator("效益指标", "社会效益指标", "处置率", "≥95%", "98%", "40"),
    ),
    goals=("值守有序",),
    reasons="无",
    summary_budget=D("120.00"),
    summary_executed=D("120.00"),
    summary_rate=D("100"),
)


@dataclass
class Draft:
    """A report before it is bound: cells, prose and forms that a test may change."""

    cells: dict[Statement, dict[str, list[str]]] = field(
        default_factory=lambda: {s: {k: list(v) for k, v in rows.items()} for s, rows in CELLS.items()}
    )
    states: dict[Statement, State] = field(
        default_factory=lambda: {FUNDS: State.DECLARED_NIL, CAPITAL: State.DECLARED_NIL}
    )
    prose: dict[str, tuple[str, list[str]]] = field(
        default_factory=lambda: {number: (title, list(told)) for number, (title, told) in PROSE.items()}
    )
    contents: list[str] = field(default_factory=lambda: list(CONTENTS))
    terms: list[str] = field(default_factory=lambda: list(TERMS))
    attachment: list[str] = field(
        default_factory=lambda: [
            "绩效得分（20分*执行率）",
            "项目名称绿化养护经费主管部门江湾区园林局项目实施单位江湾区园林局",
        ]
    )
    parts: dict[int, str] = field(
        default_factory=lambda: {
            1: "第一部分江湾区园林局概况",
            2: "第二部分江湾区园林局2023年度部门决算表",
            3: "第三部分江湾区园林局2023年度部门决算情况说明",
            4: "第四部分2023年重点工作完成情况",
            5: "第五部分名词解释",
            6: "第六部分附件",
        }
    )
    evaluations: list[Evaluation] = field(default_factory=lambda: [FORM, OTHER_FORM])
    names: tuple[str, ...] = (DEPARTMENT,)
    pages: int | None = 36
    scope: Scope | None = Scope.OWN

    def set(self, statement: Statement, key: str, column: int, text: str) -> None:
        """Print ``text`` in a cell; ``column`` counts from 1 among the columns of that row."""
        self.cells[statement][key][column - 1] = text

    def say(self, number: str, old: str, new: str) -> None:
        """Replace words of a section, which have to be there."""
        title, told = self.prose[number]
        assert any(old in text for text in told), f"{old} is not in section {number}"
        self.prose[number] = (title, [text.replace(old, new) for text in told])

    def form(self, index: int = 0, **changes) -> None:
        self.evaluations[index] = replace(self.evaluations[index], **changes)


def _cells(statement: Statement, line: str, texts: list[str]) -> tuple[Cell, ...]:
    form = FORMS[statement]
    columns = form.columns
    if form.shape == Shape.LINES:
        income = form.row(line) is not None and form.row(line).side == "income"
        columns = columns[:1] if income else columns[1:]
    return tuple(
        Cell(column.number, column.label, D(text.replace(",", "")) if text else None, text, page=9)
        for column, text in zip(columns, texts, strict=True)
    )


def _statement(draft: Draft, statement: Statement) -> StatementRead:
    form = FORMS[statement]
    state = draft.states.get(statement, State.AMOUNTS)
    rows = []
    for key, texts in draft.cells.get(statement, {}).items() if state is State.AMOUNTS else ():
        line = key if form.shape == Shape.LINES else ""
        code = key if form.shape in (Shape.CODES, Shape.BLOCKS) and key.isdigit() else ""
        label = form.row(line).label if line else NAMES.get(code, key) if code else key or "合计"
        rows.append(StatementRow(line, code, code, label, _cells(statement, line, texts)))
    basis = Basis("initial", "fiscal") if statement is THREE else Basis()
    return StatementRead(
        statement,
        form.number,
        f"2023年度{form.title}",
        f"公开{form.number}表",
        state,
        basis,
        pages=(9,),
        rows=tuple(rows),
    )


def _sections(draft: Draft) -> tuple[Section, ...]:
    def paragraphs(told: list[str] | tuple[str, ...], page: int) -> tuple[Paragraph, ...]:
        return tuple(Paragraph(text, page) for text in told)

    parts = draft.parts
    found = [Section(0, "", "", paragraphs(draft.contents, 2), 1)]
    for part, title in parts.items():
        if part == 1:
            found += [
                Section(1, "", title),
                Section(1, "一", "部门主要职责", paragraphs(("负责绿化管理。",), 4), 4),
            ]
        elif part == 3:
            found.append(Section(3, "", title, page=18))
            found += [
                Section(3, number, heading, paragraphs(told, 20), 20)
                for number, (heading, told) in draft.prose.items()
            ]
        else:
            told = {5: draft.terms, 6: draft.attachment}.get(part, [])
            found.append(Section(part, "", title, paragraphs(told, 28), 28))
    return tuple(found)


def bind(draft: Draft) -> Report:
    """The report that the readers make of the draft."""
    statements = tuple(_statement(draft, statement) for statement in FORMS)
    sections = _sections(draft)
    claims = read_claims(
        sections, {code: name for code, name in NAMES.items() if len(code) in (3, 5, 7)}, "initial"
    )
    return Report(
        Source("x.pdf", "0" * 64, "application/pdf", draft.pages),
        RegionRead("990101", "东江市江湾区"),
        DEPARTMENT,
        draft.names,
        2023,
        draft.scope,
        "万元",
        "wuhan-2023",
        "1",
        statements,
        sections,
        claims,
        assemble(statements, claims, read_quantities(sections)),
        tuple(draft.evaluations),
    )


def findings(draft: Draft, check: str = "") -> tuple[Finding, ...]:
    """All findings on the draft, or those of one check."""
    return tuple(one for one in check_report(bind(draft)) if not check or one.check == check)
