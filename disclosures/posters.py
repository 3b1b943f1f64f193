"""What a share poster says: frozen values in, the data that the browser draws out. No request, no ORM."""

from dataclasses import asdict, dataclass

from disclosures.wording import OUTCOMES, Change

ARROWS = {"increase": "▲ ", "decrease": "▼ "}
MOST_BARS = 10  # in one group: more would push the source off the sheet


@dataclass(frozen=True)
class Said:
    """A line; ``tone`` is the direction that its colour follows: increase, decrease or ""."""

    words: str
    tone: str = ""


@dataclass(frozen=True)
class Mark:
    look: str  # the class of the mark on the pages: ok, round, diff, none, info
    word: str


@dataclass(frozen=True)
class Shown:
    """One number with its unit, what is said of it, and the mark of its check."""

    label: str
    value: str
    unit: str
    notes: tuple[Said, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True)
class Bar:
    """``share`` is the length, 0 to 1; None where there is no scale or no number."""

    label: str
    value: str
    share: float | None
    look: str = "now"  # as in the drawings of the pages: now, past, est (推算)
    note: Said | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class Bars:
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Box:
    """In points, from the top left of a strip."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Strip:
    """The piece of the page that prints a number: its height in points, where the number stands in it and where
    the name of its row (None where that is not known)."""

    src: str
    height: int
    frame: Box
    name: Box | None = None


@dataclass(frozen=True)
class Poster:
    """``title`` in pieces that are not broken; ``link`` and ``qr`` are addresses on this site."""

    kind: str
    title: tuple[str, ...]
    subtitle: str
    source: str
    link: str
    file: str
    between: str = ""  # the pieces of the title, where they stand on one line
    lead: Shown | None = None
    figures: tuple[Shown, ...] = ()
    groups: tuple[Bars, ...] = ()
    strip: Strip | None = None
    words: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()  # why numbers are not compared
    checked: str = ""


def poster_data(poster: Poster) -> dict:
    """The poster as plain values for JSON."""
    return asdict(poster)


def mark_of(outcome: str) -> Mark | None:
    look, word = OUTCOMES.get(outcome, ("", ""))
    return Mark(look, word) if word else None


def said(change: Change) -> Said:
    """A change with its arrow: "▲ 增 6,846.88，增长 228.7%"."""
    return Said(ARROWS.get(change.direction, "") + change.words, change.direction)


def share_of(percent: str) -> float | None:
    """The length of a bar as the pages write it: "25.0%" → 0.25; None for ""."""
    return round(float(percent.rstrip("%")) / 100, 4) if percent else None
