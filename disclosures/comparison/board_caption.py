"""One or two sentences that are right about a board: from its query and its counted rows, and from nothing else."""

from collections.abc import Sequence

from django.utils.translation import gettext

from disclosures.comparison.bases import funds_word, scope_word
from disclosures.comparison.board import Board
from disclosures.comparison.board_rows import ITEMS, UNSTATED
from disclosures.wording import amount_text

MOST_NAMED = 3
_READ = 40  # lines looked at for the names at both ends


def board_caption(found: Board, where: str = "", kind: str = "") -> str:
    """What the board shows, for quoting. ``where`` and ``kind`` are the words for the district and the kind of
    department that it asks for. Highest, lowest and sum are named only where the rows stand in one order."""
    if not found.count:
        return gettext("%(what)s：没有符合条件的报告。") % {"what": _what(found, where, kind)}
    said = gettext("%(what)s：已收录 %(count)d 份报告，%(given)d 份有数。") % {
        "what": _what(found, where, kind),
        "count": found.count,
        "given": found.given,
    }
    return said + (_ends(found) if found.ranked else _refused(found)) + _recognised(found)


def _what(found: Board, where: str, kind: str) -> str:
    """2023 年武汉市青山区财政局“三公”经费决算（财政拨款，汇总），只列决算高于预算的."""
    query = found.query
    year = gettext("%(year)d 年") % {"year": query.year} if query.year else gettext("全部年度")
    item = gettext(ITEMS[query.item])
    basis = _basis(found)
    over = gettext("，只列决算高于预算的") if query.over else ""
    place = where or gettext("全部地区")
    whose = gettext("%(place)s%(kind)s") % {"place": place, "kind": kind} if kind else place
    return gettext("%(year)s%(whose)s%(item)s决算%(basis)s%(over)s") % {
        "year": year,
        "whose": whose,
        "item": item,
        "basis": basis,
        "over": over,
    }


def _basis(found: Board) -> str:
    """What all rows with a 决算 have in common of their 口径."""
    given = [group for group in found.groups if group.given]
    funds, scopes = {group.funds for group in given}, {group.scope for group in given}
    words = [funds_word(one) for one in funds if len(funds) == 1 and one != UNSTATED]
    words += [scope_word(one) for one in scopes if len(scopes) == 1]
    return gettext("（%(basis)s）") % {"basis": gettext("，").join(words)} if words else ""


def _ends(found: Board) -> str:
    lines = found.lines().filter(actual__in=(found.highest, found.lowest)).order_by("-actual", "slug", "year")
    named = list(lines.values_list("actual", "name")[:_READ])
    top = _named([name for actual, name in named if actual == found.highest])
    high = {"amount": amount_text(found.highest), "names": top}
    if found.given == 1:
        return gettext("%(names)s %(amount)s 万元。") % high
    if found.highest == found.lowest:
        return gettext("都是 %(amount)s 万元。") % high
    bottom = [name for actual, name in named if actual == found.lowest]
    low = {"low": amount_text(found.lowest), "bottom": _named(bottom)}
    total = gettext("这些报告合计 %(total)s 万元，不是全部部门的合计。") % {"total": amount_text(found.total)}
    if not bottom:
        return gettext("最高的是%(names)s，%(amount)s 万元；最低的 %(low)s 万元。") % (high | low) + total
    words = gettext("最高的是%(names)s，%(amount)s 万元；最低的是%(bottom)s，%(low)s 万元。")
    return words % (high | low) + total


def _named(names: Sequence[str]) -> str:
    """The names, some of them where there are many."""
    if len(names) <= MOST_NAMED:
        return gettext("、").join(names)
    return gettext("%(names)s等多个部门") % {"names": gettext("、").join(names[:MOST_NAMED])}


def _recognised(found: Board) -> str:
    if not found.recognised:
        return ""
    words = gettext("其中 %(count)d 份有由图片识别、未经人核对的数。")
    return words % {"count": found.recognised}


def _refused(found: Board) -> str:
    if found.given < 2:
        return ""
    reasons = gettext("、").join(refusal.title for refusal in found.refused) or gettext("年度不同")
    return gettext("%(reasons)s，不排名次，不合计。") % {"reasons": reasons}
