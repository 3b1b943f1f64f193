"""The items on 三公 expenditure."""

from collections.abc import Callable

from disclosures.completeness.items import NOWHERE, Held, Judged, Rows, absent, of_claim, of_sheet
from disclosures.statements import State, Statement
from disclosures.wording import amount_text


def _public_states(rows: Rows) -> Judged | None:
    """What the 三公 statement itself explains."""
    state, spot = rows.state(Statement.THREE_PUBLIC), of_sheet(rows, Statement.THREE_PUBLIC)
    if state in (State.DECLARED_NIL, State.EMPTY):
        return Held.NIL, "“三公”经费表为空", spot
    if state == State.PICTURE:
        return Held.PICTURE, "“三公”经费表是图片，文字没有写全", spot
    return None


def public_amounts(keys: tuple[str, ...], kinds: tuple[str, ...]) -> Callable[[Rows], Judged]:
    def judge(rows: Rows) -> Judged:
        asked = [f"three_public.{key}.{kind}" for key in keys for kind in kinds]
        lacking = [measure for measure in asked if measure not in rows.by_measure]
        if lacking:
            printed = rows.state(Statement.THREE_PUBLIC) == State.AMOUNTS
            if printed:  # the cell is there and blank
                spot = of_sheet(rows, Statement.THREE_PUBLIC)
                return Held.GIVEN, f"表中列出，其中 {len(lacking)} 格为空白", spot
            return _public_states(rows) or absent(rows, "没有找到“三公”经费的各项数")
        return Held.GIVEN, f"{len(asked)} 个数都有", rows.spot(asked[0])

    return judge


def counts(words: dict[str, tuple[str, str]]) -> Callable[[Rows], Judged]:
    """Counts, each with its word and the expenditure it goes with; none is asked for where nothing was spent."""

    def judge(rows: Rows) -> Judged:
        keys = {f"three_public.{key}": word for key, word in words.items()}
        given = [key for key in keys if key in rows.by_measure]
        spent = {key: rows.by_measure.get(f"three_public.{word[1]}.actual") for key, word in keys.items()}
        lacking = [key for key in keys if key not in given and (amount := spent[key]) and amount.value]
        if lacking:
            amount = rows.by_measure[f"three_public.{keys[lacking[0]][1]}.actual"]
            said = "、".join(keys[key][0] for key in lacking)
            told = f"决算 {amount_text(amount.value)} 万元，没有找到{said}"
            state = Held.PARTLY if given else Held.MISSING
            return state, told, rows.spot(given[0] if given else amount.measure)
        if given:
            said = "，".join(f"{keys[key][0]} {rows.by_measure[key].value}" for key in given)
            return Held.GIVEN, said, rows.spot(given[0])
        nothing = next((amount for amount in spent.values() if amount), None)
        if nothing:
            return Held.NIL, "决算数为 0，没有另写", rows.spot(nothing.measure)
        return _public_states(rows) or (Held.UNKNOWN, "没有读到决算数，无从判断", NOWHERE)

    return judge


def public_reason(rows: Rows) -> Judged:
    told = [
        c for c in rows.claims if c.measure.startswith("three_public.") and c.kind in ("change", "completion")
    ]
    reasoned = next((c for c in told if c.reason), None)
    if reasoned:
        return Held.GIVEN, f"原因：{reasoned.reason[:60]}", of_claim(reasoned)
    if told and all(c.direction in ("unchanged", "") for c in told if c.kind == "change"):
        return Held.NIL, "没有写增减", of_claim(told[0])
    if told:
        return Held.PARTLY, "写了增减，没有找到原因", of_claim(told[0])
    state = rows.state(Statement.THREE_PUBLIC)
    if state in (State.DECLARED_NIL, State.EMPTY):
        return Held.NIL, "“三公”经费表为空", of_sheet(rows, Statement.THREE_PUBLIC)
    return absent(rows, "没有找到“三公”经费增减的原因")
