"""The sections 一 to 八 that every report of the Wuhan form words alike; the rest stands in the data.

Figures are printed strings. A change is {"word", "amount", "rate_word", "rate"}; a missing key leaves the
sentence out.
"""

from typing import Any

Facts = dict[str, Any]


def _change(change: Facts | None, each: str = "") -> str:
    if not change:
        return ""
    return f"{each}{change['word']}{change['amount']}万元，{change['rate_word']}{change['rate']}%"


def _against(facts: Facts, what: str, change: Facts | None, each: str = "") -> str:
    """与上年相比，…；the reason where there is one."""
    if not change:
        return ""
    sentence = f"与{facts['year'] - 1}年度相比，{what}{_change(change, each)}"
    reason = change.get("reason") or facts["reason"]
    return f"{sentence}，主要原因是{reason}。"


def totals(facts: Facts) -> list[str]:
    year, both = facts["year"], "收、支总计"
    return [
        f"{year}年度{both}{facts['total']}万元。" + _against(facts, both, facts["change"], facts["each"]),
    ]


def revenue(facts: Facts) -> list[str]:
    more = _against(facts, "收入合计", facts.get("income_change"))
    parts = f"其中：财政拨款收入{facts['total']}万元，占本年收入100%。"
    return [f"{facts['year']}年度收入合计{facts['total']}万元。{more}{parts}"]


def expenditure(facts: Facts) -> list[str]:
    more = _against(facts, "支出合计", facts.get("income_change"))
    basic, project = facts["basic"], facts["project"]
    parts = (
        f"其中：基本支出{basic['amount']}万元，占本年支出{basic['share']}%；"
        f"项目支出{project['amount']}万元，占本年支出{project['share']}%。"
    )
    return [f"{facts['year']}年度支出合计{facts['total']}万元。{more}{parts}"]


def appropriations(facts: Facts) -> list[str]:
    year, both = facts["year"], "财政拨款收、支总计"
    lines = [f"{year}年度{both}{facts['total']}万元。" + _against(facts, both, facts["change"], "各")]
    return lines + facts.get("appropriation_income", [])


def _class_line(place: int, spending: Facts) -> str:
    line = f"{place}.{spending['name']}（类）支出{spending['amount']}万元，占{spending['share']}%。"
    return line + (f"主要用于{spending['use']}。" if spending.get("use") else "")


def _item_line(place: int, item: Facts, year_word: str) -> str:
    line = f"{place}.{item['path']}。{year_word}为{item['budget']}万元，支出决算为{item['actual']}万元"
    if item.get("rate"):
        line += f"，完成{year_word}的{item['rate']}%"
    if item.get("why"):
        line += f"，支出决算数{item['word']}年初预算数的主要原因是{item['why']}"
    return line + "。"


def general_budget(facts: Facts) -> list[str]:
    year, what = facts["year"], "一般公共预算财政拨款支出"
    budget = facts["initial_budget"]
    projects = "；".join(f"{name}{amount}万元" for name, amount in facts.get("projects", {}).items())
    parts = ""
    if facts.get("budget_parts", True):
        basic, project = facts["basic"]["amount"], facts["project"]["amount"]
        parts = f"其中：基本支出{basic}万元，项目支出{project}万元。"
    return [
        f"（一）{what}决算总体情况",
        f"{year}年度{what}{facts['total']}万元，占本年支出合计的100%。"
        + _against(facts, what, facts["change"]),
        f"（二）{what}决算结构情况",
        f"{year}年度{what}{facts['total']}万元，主要用于以下方面：",
        *(_class_line(place, spending) for place, spending in enumerate(facts["classes"], 1)),
        f"（三）{what}决算具体情况",
        f"{year}年度{what}年初预算为{budget['amount']}万元，支出决算为{facts['total']}万元，"
        f"完成年初预算的{budget['rate']}%。{parts}" + (f"项目支出主要用于{projects}。" if projects else ""),
        *(_item_line(place, item, "年初预算") for place, item in enumerate(facts["items"], 1)),
    ]


def basic_expenditure(facts: Facts) -> list[str]:
    basic = facts["basic"].get("again", facts["basic"]["amount"])
    personnel, public = facts["personnel"], facts["public"]
    return [
        f"{facts['year']}年度一般公共预算财政拨款基本支出{basic}万元，其中：",
        f"人员经费{personnel['amount']}万元，主要包括：{'、'.join(personnel['items'])}。",
        f"公用经费{public['amount']}万元，主要包括：{'、'.join(public['items'])}。",
    ]


COMMON = (totals, revenue, expenditure, appropriations, general_budget, basic_expenditure)
