"""Changes put into words in the language of the page; ``wording`` knows them in Chinese only."""

from dataclasses import replace

from django.utils.translation import gettext, gettext_lazy, gettext_noop

from disclosures.wording import Change, amount_text, printed_text

# The numbers of a report's sections as it prints them; ``gettext`` makes them the page's own.
SECTIONS = (
    gettext_noop("一"),
    gettext_noop("二"),
    gettext_noop("三"),
    gettext_noop("四"),
    gettext_noop("五"),
    gettext_noop("六"),
    gettext_noop("七"),
    gettext_noop("八"),
    gettext_noop("九"),
    gettext_noop("十"),
    gettext_noop("十一"),
    gettext_noop("十二"),
    gettext_noop("十三"),
    gettext_noop("十四"),
    gettext_noop("十五"),
)

# What a stated change is measured against, by the base of its claim, around the change itself.
AGAINST = {
    "prior_year": gettext_lazy("比上年%(said)s"),
    "initial_budget": gettext_lazy("比年初预算%(said)s"),
    "full_year_budget": gettext_lazy("比全年预算%(said)s"),
}


def against_base(base: str) -> str:
    """What ``change_said`` takes as ``against``; 比上年 where the claim does not say what it is against."""
    return str(AGAINST.get(base, AGAINST["prior_year"]))


def change_of(before: int, after: int) -> Change:
    """The change from one stored amount (分) to another: "增 6,846.88"."""
    if after == before:
        return Change("unchanged", gettext("持平"))
    direction = "increase" if after > before else "decrease"
    return Change(direction, _amount_said(direction, amount_text(abs(after - before))))


def seen(change: Change, recognised: bool) -> Change:
    """The change, marked where it is made with a recognised number."""
    return replace(change, recognised=True) if recognised else change


def change_said(direction: str, change: str, percent: str = "", against: str = "") -> Change:
    """A change that a report states, in one line: "比上年增 6,846.88，增长 228.7%"; printed decimals in.

    ``against`` is one of ``AGAINST``, "" where the change alone is said.
    """
    around = against or "%(said)s"
    if direction == "unchanged":
        return Change("unchanged", around % {"said": gettext("持平")})
    amount = _amount_said(direction, printed_text(change)) if change else ""
    rate = rate_said(direction, percent).words if percent else ""
    first = (around % {"said": amount}).strip()
    return Change(direction, gettext("，").join(part for part in (first, rate) if part))


def _amount_said(direction: str, amount: str) -> str:
    words = gettext("减 %(amount)s") if direction == "decrease" else gettext("增 %(amount)s")
    return words % {"amount": amount}


def rate_said(direction: str, percent: str) -> Change:
    """The rate alone, as the report prints it: "增长 228.7%"."""
    words = gettext("下降 %(rate)s%%") if direction == "decrease" else gettext("增长 %(rate)s%%")
    return Change(direction, words % {"rate": percent})
