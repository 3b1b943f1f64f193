"""The scorecards of stored reports: judged when one is published, kept, and judged anew where the rules changed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from disclosures.completeness.items import ITEMS, Held, ItemState, Rows, Spot
from disclosures.completeness.rules import scorecard
from disclosures.models import (
    Claim,
    Disclosure,
    Evaluation,
    Figure,
    Finding,
    Passage,
    Scorecard,
    Sheet,
)

_ITEMS = {item.id: item for item in ITEMS}


def rows_of(disclosures: Iterable[Disclosure]) -> dict[int, Rows]:
    """The rows behind each disclosure's current revision, by the disclosure's id; six queries."""
    held = {disclosure.current_id: disclosure.pk for disclosure in disclosures}
    parts: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for name, model in (
        ("sheets", Sheet),
        ("passages", Passage),
        ("claims", Claim),
        ("evaluations", Evaluation),
        ("findings", Finding),
    ):
        asked = model.objects.filter(revision__in=held)
        if model is Finding:
            asked = asked.filter(check_id__in=Rows.ASKED).exclude(outcome="pass")
        for row in asked.order_by("position"):
            parts[held[row.revision_id]][name].append(row)
    for figure in Figure.objects.filter(disclosure__in=held.values()).order_by("pk"):
        parts[figure.disclosure_id]["figures"].append(figure)
    return {pk: Rows(**{name: tuple(found) for name, found in parts[pk].items()}) for pk in held.values()}


def rebuild(disclosure: Disclosure) -> None:
    """Judge the current revision anew and keep what comes out."""
    if disclosure.current is None:
        return
    Scorecard.objects.update_or_create(
        revision=disclosure.current, defaults={"rules": rules(), "states": judged(disclosure)}
    )


def judged(disclosure: Disclosure) -> list[dict]:
    """The states of the current revision as they are kept."""
    return [_kept(state) for state in scorecard(rows_of([disclosure])[disclosure.pk])]


def scorecards(disclosures: Iterable[Disclosure]) -> dict[int, tuple[ItemState, ...]]:
    """The cards by the disclosure's id: kept ones, one query; those of former rules are judged anew."""
    asked = list(disclosures)
    of_revision = {disclosure.current_id: disclosure.pk for disclosure in asked}
    kept = Scorecard.objects.filter(revision__in=of_revision, rules=rules())
    found = {of_revision[card.revision_id]: tuple(_state(one) for one in card.states) for card in kept}
    lacking = [disclosure for disclosure in asked if disclosure.pk not in found]
    if lacking:
        found |= {pk: scorecard(rows) for pk, rows in rows_of(lacking).items()}
    return found


@cache
def rules() -> str:
    """What names the rules as they are now: a digest of this package's modules."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def _kept(state: ItemState) -> dict:
    return {"item": state.item.id, "state": state.state, "evidence": state.evidence, **asdict(state.spot)}


def _state(kept: dict) -> ItemState:
    spot = Spot(kept["page"], kept["statement"], kept["section"])
    return ItemState(_ITEMS[kept["item"]], Held(kept["state"]), kept["evidence"], spot)
