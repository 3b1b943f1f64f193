"""The page of the 三公 board: what can be chosen, what is shown, and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from disclosures import department_kinds
from disclosures.board_charts import spread_svg, stretch_words
from disclosures.comparison.bases import budget_word, funds_word, scope_word
from disclosures.comparison.board import Board, BoardQuery, board
from disclosures.comparison.board_caption import board_caption
from disclosures.comparison.board_rows import ITEMS
from disclosures.comparison.board_spread import Stretch, spread
from disclosures.comparison.unit_costs import UNIT_COSTS, UnitCostRule
from disclosures.models import BoardLine, Region
from disclosures.tables import SORTS

MOST_KINDS = 100


@dataclass(frozen=True)
class Spread:
    """The distribution: the drawing, and the same numbers as rows of a table."""

    drawing: SafeString
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class BoardPage:
    """``regions``, ``years``, ``kinds`` and ``bases`` are what the form offers; ``where`` is the asked district."""

    found: Board
    regions: tuple[Region, ...]
    years: tuple[int, ...]
    kinds: tuple[tuple[str, str], ...]
    caption: str
    spread: Spread | None

    @property
    def asked(self) -> BoardQuery:
        return self.found.query

    @property
    def region(self) -> Region | None:
        return next((one for one in self.regions if one.code == self.asked.district), None)

    @property
    def unknown_region(self) -> bool:
        """Whether the address asks for a district of which nothing is held."""
        return bool(self.asked.district) and self.region is None

    @property
    def where(self) -> str:
        return self.region.full_name if self.region else ""

    @property
    def bases(self) -> list[tuple[str, str]]:
        """(address part, words) of every 口径 that the rows have."""
        return [(".".join(tokens), " · ".join(words(*tokens))) for tokens in self.found.choices]

    @property
    def items(self) -> list[tuple[str, str]]:
        return [(key, gettext(label)) for key, label in ITEMS.items()]

    @property
    def sorts(self) -> tuple[tuple[str, str], ...]:
        return SORTS

    @property
    def costs(self) -> tuple[UnitCostRule, ...]:
        return UNIT_COSTS

    @property
    def rule(self) -> str:
        """Which departments are of one kind, in one sentence."""
        return gettext(department_kinds.RULE)

    @property
    def title(self) -> str:
        """What tells this board from the others."""
        asked = self.asked
        said = {"item": gettext(ITEMS[asked.item]), "whose": self._whose}
        head = (gettext("%(whose)s%(item)s决算") if self._whose else gettext("%(item)s决算")) % said
        year = gettext(" %(year)d 年") % {"year": asked.year} if asked.year else ""
        basis = gettext("，") + dict(self.bases)[asked.basis] if asked.basis in dict(self.bases) else ""
        over = gettext("，高于预算") if asked.over else ""
        return head + year + basis + over

    @property
    def refused(self) -> str:
        """Why the rows have no rank, in words."""
        titles = [refusal.title for refusal in self.found.refused]
        return gettext("、").join(titles) or gettext("年度不同")

    @property
    def _whose(self) -> str:
        place, kind = self.region.name if self.region else "", _label(self.asked.kind)
        return (
            gettext("%(place)s%(kind)s") % {"place": place, "kind": kind} if place and kind else place or kind
        )


def _label(kind: str) -> str:
    """The words for a kind of department; "" for none."""
    return gettext(department_kinds.label_of(kind)) if kind else ""


def words(budget: str, funds: str, scope: str) -> tuple[str, str, str]:
    return budget_word(budget), funds_word(funds), scope_word(scope)


def board_page(query: BoardQuery) -> BoardPage:
    """The board that is asked for with what its page offers; the rows themselves are read by its table."""
    found = board(query)
    regions = _regions()
    where = next((region.full_name for region in regions if region.code == query.district), "")
    stretches = spread(found)
    return BoardPage(
        found,
        regions,
        tuple(_every_line().order_by("-year").values_list("year", flat=True).distinct()),
        _kinds(query),
        board_caption(found, where, _label(query.kind)),
        _drawn(stretches) if stretches else None,
    )


def _every_line():
    """One line for every department and year."""
    return BoardLine.objects.filter(item="total")


def _drawn(stretches: Sequence[Stretch]) -> Spread:
    return Spread(spread_svg(stretches), tuple((stretch_words(each), each.count) for each in stretches))


def _regions() -> tuple[Region, ...]:
    """The districts that hold reports and the cities above them."""
    held = Region.objects.filter(pk__in=_every_line().values("region")).select_related("parent")
    districts = list(held)
    above = {region.parent_id: region.parent for region in districts if region.parent}
    both = {**above, **{region.code: region for region in districts}}
    return tuple(sorted(both.values(), key=lambda region: region.code))


def _kinds(query: BoardQuery) -> tuple[tuple[str, str], ...]:
    """(key, label) of the kinds that several departments have, the most frequent ones, and of the one asked for."""
    several = _every_line().order_by().values_list("kind", flat=True).annotate(lines=Count("pk"))
    several = several.annotate(first=Min("department"), last=Max("department")).exclude(first=F("last"))
    keys = set(several.order_by("-lines", "kind")[:MOST_KINDS]) | ({query.kind} if query.kind else set())
    return tuple(sorted(((key, _label(key)) for key in keys), key=lambda one: one[1]))
