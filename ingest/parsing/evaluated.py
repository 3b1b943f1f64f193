"""The values of a performance self-evaluation (绩效自评): amounts in 万元, rates in percent, as printed."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Indicator:
    group: str
    kind: str
    name: str
    target: str = ""
    actual: str = ""
    score: str = ""


@dataclass(frozen=True)
class Evaluation:
    """A self-evaluation: its form, or the summary in the prose where there is no form.

    ``summary_…`` are the numbers of the summary, also where the form prints others.
    """

    kind: str  # department | project
    name: str
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    score: Decimal | None = None
    indicators: tuple[Indicator, ...] = ()
    page: int | None = None
    source: str = "form"  # form | summary
    title: str = ""  # of the form
    goals: tuple[str, ...] = ()  # 年度目标
    reasons: str = ""  # 偏差大或目标未完成原因分析
    measures: str = ""  # 改进措施及结果应用方案
    category: str = ""  # 项目类别: the option ticked
    attribute: str = ""  # 项目属性
    duration: str = ""  # 项目类型
    summary_budget: Decimal | None = None
    summary_executed: Decimal | None = None
    summary_rate: Decimal | None = None
