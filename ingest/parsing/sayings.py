"""The phrases of a passage become sayings: everything that is said of one subject in a row, with its reasons."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from types import MappingProxyType

from ingest.parsing.facts import Base, Direction
from ingest.parsing.phrases import Kind, tokens
from ingest.parsing.sentences import Passage, Reason, Sentence, sentences
from ingest.parsing.subjects import SubjectNames
from ingest.parsing.takers import EventDraft, Reading, SayingDraft, take
from ingest.parsing.vocabulary import VOCABULARIES

_GOES_ON = re.compile(r"(?:其中|具体)")  # goes on with the comparison of the sentence before
_OF_BUDGET = re.compile(r"预算")
_OF_CHANGE = re.compile(r"上年|去年|年度|增加|增长|减少|下降|降低|持平|变动|变化")


@dataclass(frozen=True)
class Event:
    """A completion, a share or a change of one saying, with the spot where its number is printed."""

    kind: Kind
    sentence: Sentence
    place: int
    base: Base | None
    year: int | None
    percent: Decimal | None
    change: Decimal | None
    direction: Direction | None
    whole: str
    reason: str


@dataclass(frozen=True)
class Saying:
    """What is said of ``measures``: the final amounts (one, or one each), budgets by their base, events."""

    measures: tuple[str, ...]
    amounts: tuple[Decimal, ...]
    blank: bool
    budgets: Mapping[Base | None, tuple[Decimal, Sentence, int]]
    events: tuple[Event, ...]
    sentence: Sentence | None
    place: int
    reason: str

    def amount_of(self, measure: str) -> Decimal | None:
        if len(self.amounts) == len(self.measures) > 1:
            return self.amounts[self.measures.index(measure)]
        return self.amounts[0] if self.amounts else None


def sayings(passage: Passage, names: SubjectNames, year: int | None = None) -> tuple[Saying, ...]:
    """All sayings of a passage in print order; () for a topic that has no vocabulary.

    ``year`` is the report's: a final amount that is said to be of another one is not taken.
    """
    if passage.topic not in VOCABULARIES:
        return ()
    reading = Reading(year)
    subject = VOCABULARIES[passage.topic].pattern
    for paragraph in passage.paragraphs:
        for sentence in sentences(paragraph, subject):
            _read_sentence(sentence, passage, names, reading)
    return tuple(_saying(draft) for draft in reading.done)


def _read_sentence(sentence: Sentence, passage: Passage, names: SubjectNames, reading: Reading) -> None:
    reading.begin_sentence(sentence.opens, bool(_GOES_ON.match(sentence.level)))
    said = 0
    for (start, end), reason in zip(sentence.heads, sentence.reasons, strict=True):
        for token in tokens(sentence.level[start:end], passage.topic, names, reading.under):
            take(token, sentence, start + token.place, reading)
            said += 1
        reading.step_aside(False)
        if reason is not None and reason.text:
            opening = sentence.level[:end] in ("", "其中:")
            _give_reason(reason, reading.lead if opening and reading.lead else _told_of(reading))
    if said == 1:
        reading.settle(sentence)


def _give_reason(reason: Reason, saying: SayingDraft | None) -> None:
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


def _told_of(reading: Reading) -> SayingDraft | None:
    """The saying that a reason is given for: the latest with events of the subject it mentions, if any."""
    if reading.mentioned is None:
        return reading.current
    same = [saying for saying in reading.done if saying.measures == reading.mentioned.measures]
    return next((saying for saying in reversed(same) if saying.events), same[-1] if same else reading.current)


def _spoken_of(about: str, saying: SayingDraft) -> list[EventDraft]:
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


def _saying(draft: SayingDraft) -> Saying:
    return Saying(
        draft.measures,
        draft.amounts,
        draft.blank,
        MappingProxyType(dict(draft.budgets)),
        tuple(Event(*(getattr(event, item.name) for item in fields(Event))) for event in draft.events),
        draft.sentence,
        draft.place,
        draft.reason,
    )
