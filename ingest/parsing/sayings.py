"""The phrases of a passage become sayings: everything that is said of one subject in a row.

A saying lasts until another subject is named, a list number or a heading begins, or its amount is printed
anew. A comparison holds to the end of its sentence; a change without any comparison is nobody's.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.parsing.facts import Base, Direction
from ingest.parsing.phrases import Kind, Token, tokens
from ingest.parsing.sentences import Passage, Reason, Sentence, sentences
from ingest.parsing.subjects import SubjectNames
from ingest.parsing.vocabulary import VOCABULARIES

_OF_BUDGET = re.compile(r"预算")
_OF_CHANGE = re.compile(r"上年|去年|年度|增加|增长|减少|下降|降低|持平|变动|变化")


@dataclass
class Event:
    """A completion, a share or a change of one saying, with the spot where its number is printed."""

    kind: Kind
    sentence: Sentence
    place: int
    base: Base | None = None
    year: int | None = None
    percent: Decimal | None = None
    change: Decimal | None = None
    direction: Direction | None = None
    whole: str = ""
    reason: str = ""


@dataclass
class Saying:
    """What is said of ``measures``: the final amounts (one, or one each), budgets by their base, events."""

    measures: tuple[str, ...]
    amounts: tuple[Decimal, ...] = ()
    blank: bool = False
    budgets: dict[Base | None, tuple[Decimal, Sentence, int]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    sentence: Sentence | None = None
    place: int = 0
    reason: str = ""

    def amount_of(self, measure: str) -> Decimal | None:
        if len(self.amounts) == len(self.measures) > 1:
            return self.amounts[self.measures.index(measure)]
        return self.amounts[0] if self.amounts else None

    def put(self, amounts: tuple[Decimal, ...], sentence: Sentence, place: int) -> None:
        self.amounts, self.sentence, self.place = amounts, sentence, place


@dataclass
class _Reading:
    """Where the reader of a passage stands."""

    done: list[Saying] = field(default_factory=list)
    comparison: Token | None = None
    mentioned: Token | None = None  # a subject without its amount: it counts once something is said of it
    lead: Saying | None = None  # the first of which the latest telling sentence said something
    told: Sentence | None = None  # that sentence

    @property
    def current(self) -> Saying | None:
        return self.done[-1] if self.done else None

    def begin(self, measures: tuple[str, ...]) -> Saying:
        self.done.append(Saying(measures))
        return self.done[-1]


def sayings(passage: Passage, names: SubjectNames) -> list[Saying]:
    """All sayings of a passage in print order; () for a topic that has no vocabulary."""
    if passage.topic not in VOCABULARIES:
        return []
    reading = _Reading()
    subject = VOCABULARIES[passage.topic].pattern
    for paragraph in passage.paragraphs:
        for sentence in sentences(paragraph, subject):
            _read_sentence(sentence, passage, names, reading)
    return reading.done


def _read_sentence(sentence: Sentence, passage: Passage, names: SubjectNames, reading: _Reading) -> None:
    if sentence.opens:
        reading.begin(())
        reading.lead = None
    reading.comparison = reading.mentioned = None
    for (start, end), reason in zip(sentence.heads, sentence.reasons, strict=True):
        for token in tokens(sentence.level[start:end], passage.topic, names):
            _take(token, sentence, start + token.place, reading)
        if reason is not None and reason.text:
            opening = sentence.level[:end] in ("", "其中:")
            _give_reason(reason, reading.lead if opening and reading.lead else _saying_of(reading))


def _take(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    if token.kind == Kind.COMPARE:
        reading.comparison = token
        return
    if token.kind == Kind.SUBJECT:
        printed = token.number is not None or token.numbers or sentence.opens
        reading.mentioned = None if printed else token
        if printed:
            _take_subject(token, sentence, place, reading)
        return
    if reading.mentioned is not None:
        _take_subject(reading.mentioned, sentence, place, reading)
        reading.mentioned = None
    if reading.current is not None:
        _TAKERS[token.kind](token, sentence, place, reading)
        if reading.current.events and reading.told is not sentence:
            reading.lead, reading.told = reading.current, sentence


def _take_subject(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    saying = reading.current
    given = token.numbers or (() if token.number is None else (token.number,))
    again = saying is not None and saying.measures == token.measures
    if saying is None or not again or (given and saying.amounts and saying.amounts != given):
        saying = reading.begin(token.measures)
    if given and not saying.amounts:
        saying.put(given, sentence, place)
    saying.blank = saying.blank or token.blank


def _take_final(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    saying = reading.done[-1]
    if token.number is not None and not saying.amounts:
        saying.put((token.number,), sentence, place)


def _take_budget(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    if token.number is not None:
        reading.done[-1].budgets.setdefault(token.base, (token.number, sentence, place))


def _take_both(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    _take_budget(token, sentence, place, reading)
    _take_final(token, sentence, place, reading)


def _take_completion(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    saying = reading.done[-1]
    event = Event(Kind.COMPLETION, sentence, place, _named(token.base, saying), percent=token.number)
    saying.events.append(event)


def _named(base: Base | None, saying: Saying) -> Base | None:
    """A bare 预算 is the budget that the same saying names, where it names exactly one."""
    printed = [known for known in saying.budgets if known is not None]
    return printed[0] if base is None and len(printed) == 1 else base


def _take_share(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    reading.done[-1].events.append(
        Event(Kind.SHARE, sentence, place, percent=token.number, whole=token.whole)
    )


def _take_change(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    event = _changed(sentence, place, reading)
    if event is not None and event.change is None and event.percent is None:
        event.change, event.direction, event.place = token.number, token.direction, place


def _take_rate(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    event = _changed(sentence, place, reading)
    if event is not None and event.percent is None:
        event.percent = token.number
        event.direction = event.direction or token.direction


def _take_flat(token: Token, sentence: Sentence, place: int, reading: _Reading) -> None:
    event = _changed(sentence, place, reading)
    if event is not None and event.change is None and event.percent is None:
        event.change, event.direction = Decimal(0), Direction.UNCHANGED


def _changed(sentence: Sentence, place: int, reading: _Reading) -> Event | None:
    """The change against the comparison of this sentence, begun if need be; None without a comparison."""
    saying, compared = reading.done[-1], reading.comparison
    if compared is None:
        return None
    base = compared.base if compared.year is not None else _named(compared.base, saying)
    for event in saying.events:
        if event.kind == Kind.CHANGE and (event.base, event.year) == (base, compared.year):
            return event
    saying.events.append(Event(Kind.CHANGE, sentence, place, base, compared.year))
    return saying.events[-1]


_TAKERS = {
    Kind.FINAL: _take_final,
    Kind.BUDGET: _take_budget,
    Kind.BOTH: _take_both,
    Kind.COMPLETION: _take_completion,
    Kind.SHARE: _take_share,
    Kind.CHANGE: _take_change,
    Kind.RATE: _take_rate,
    Kind.FLAT: _take_flat,
}


def _give_reason(reason: Reason, saying: Saying | None) -> None:
    """A reason goes to what its clause speaks of, else to the last thing said.

    One that opens its sentence is for the subject that leads the sentence before, not for the last part of it.
    """
    if saying is None:
        return
    events = _spoken_of(reason.about, saying)
    for event in events:
        event.reason = event.reason or reason.text
    if not events:
        saying.reason = saying.reason or reason.text


def _saying_of(reading: _Reading) -> Saying | None:
    """The saying that a reason is given for: the latest with events of the subject it mentions, if any."""
    if reading.mentioned is None:
        return reading.current
    same = [saying for saying in reading.done if saying.measures == reading.mentioned.measures]
    return next((saying for saying in reversed(same) if saying.events), same[-1] if same else reading.current)


def _spoken_of(about: str, saying: Saying) -> list[Event]:
    compared = [event for event in saying.events if event.kind != Kind.SHARE]
    against_budget = [event for event in compared if event.base != Base.PRIOR_YEAR]
    changes = [event for event in compared if event.kind == Kind.CHANGE]
    prior = [event for event in changes if event.base == Base.PRIOR_YEAR]
    if _OF_BUDGET.search(about):
        return against_budget
    if _OF_CHANGE.search(about):
        return prior or changes
    if compared and compared[-1] in against_budget:
        return against_budget
    return compared[-1:]
