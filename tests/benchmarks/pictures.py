"""How exactly pictures of statements are read, how fast, in how much memory, and what is accepted without doubt.

Samples and invented reports, degraded by the recipes of ``tests.pictures``, against what their text gives; beside
them whole-page recognition by the same library, in the same run, and only that ratio carries over to another machine.
``python -m tests.benchmarks.pictures [--seed N] [--only RECIPE] [--reports N] [--in-process] [--long] [--write]``
Exit code 1 where fewer than 99.9 % of the accepted amounts are right, a table page takes more than 2 s, or the reading
process holds more than 1 GB.
"""

import argparse
import csv
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from rapidocr import RapidOCR

from ingest.parsing import wire
from ingest.parsing.errors import ReadError
from ingest.parsing.progress import Progress, Stage, Tell
from ingest.parsing.report import parse
from ingest.parsing.version import PARSER_VERSION
from ingest.sandbox import Limits, Reader
from tests.benchmarks.memory import MemoryWatch, peak
from tests.pictures.documents import Sheet, put_back
from tests.pictures.recipes import LONG, RECIPES, Recipe
from tests.pictures.reports import Original, originals
from tests.pictures.scoring import Score, score

# The site shows it.
MEASURED = Path(__file__).resolve().parents[2] / "disclosures" / "data" / "accuracy_of_pictures.csv"
RIGHT, SECONDS, MEGABYTES = 0.999, 2.0, 1024  # of the accepted; a table page; at most in memory
LONG_PAGES = 45
BESIDE = 1  # pages of each file that the library reads as a whole
SHOWN = 8  # wrong amounts of a recipe that are named, and as many blanks

HEAD = (
    f"{'recipe':20}{'found':>8}{'printed':>9}{'recall':>8}{'precis.':>8}{'accepted':>9}{'wrong':>6}{'misread':>8}{'blanks':>7}"
    f"{'s/page':>8}{'whole':>7}{'ratio':>7}{'MB':>6}"
)


@dataclass
class Cost:
    """Seconds of reading and pages with statements; the same for whole-page recognition; megabytes at most."""

    seconds: float = 0
    pages: int = 0
    whole_seconds: float = 0
    whole_pages: int = 0
    megabytes: float = 0

    def __iadd__(self, other: "Cost") -> "Cost":
        for name in ("seconds", "pages", "whole_seconds", "whole_pages"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.megabytes = max(self.megabytes, other.megabytes)
        return self

    @property
    def a_page(self) -> float:
        return self.seconds / max(1, self.pages)

    @property
    def whole(self) -> float:
        return self.whole_seconds / max(1, self.whole_pages)


@dataclass
class Line:
    """What is printed of one recipe."""

    name: str
    score: Score = field(default_factory=Score)
    cost: Cost = field(default_factory=Cost)
    troubles: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        s, c = self.score, self.cost
        ratio = c.a_page / c.whole if c.whole else 0
        found = f"{s.statements_found}/{s.statements}"
        return (
            f"{self.name:20}{found:>8}{s.printed:9}{s.recall:8.4f}{s.precision:8.4f}"
            f"{s.accepted / max(1, s.printed):9.4f}{len(s.wrong):6}{len(s.misread):8}{len(s.blanks):7}"
            f"{c.a_page:8.2f}{c.whole:7.2f}{ratio:7.2f}{c.megabytes:6.0f}"
        )


def limits() -> Limits:
    """As the site reads."""
    return Limits(
        file_bytes=settings.UPLOAD_MAX_BYTES,
        seconds=settings.READ_MAX_SECONDS,
        memory=settings.READ_MAX_MEMORY,
        pages=settings.READ_MAX_PAGES,
    )


def read_here(path: Path, tell: Tell) -> dict[str, Any]:
    """Read in this process: no limits, and errors with their trace."""
    try:
        return wire.to_json(parse(path, tell=tell))
    except ReadError as error:
        return {"error": {"code": error.reason.value, "message": str(error)}}


@dataclass(frozen=True)
class Reading:
    answer: dict[str, Any]
    seconds: float
    until_statements: float
    megabytes: float


def read(path: Path, in_process: bool) -> Reading:
    """One file, read by a child of its own unless ``in_process``."""
    begun = time.monotonic()
    reached: dict[Stage, float] = {}

    def tell(progress: Progress) -> None:
        reached.setdefault(progress.stage, time.monotonic() - begun)

    with Reader(limits()) as reader, MemoryWatch(reader) as watch:
        answer = read_here(path, tell) if in_process else reader.read(path, path.name, tell)
        taken = time.monotonic() - begun
    kilobytes = peak(os.getpid()) if in_process else watch.kilobytes
    return Reading(answer, taken, reached.get(Stage.NARRATIVE, taken), kilobytes / 1024)


def whole_page(engine: RapidOCR, made: Iterable[Sheet], pages: Sequence[int]) -> Cost:
    """What the library takes to read whole pages of that file."""
    cost = Cost()
    for sheet in [one for one in made if set(one.pages) & set(pages)][:BESIDE]:
        begun = time.monotonic()
        engine(sheet.picture)
        cost.whole_seconds += time.monotonic() - begun
        cost.whole_pages += len(sheet.pages)
    return cost


def measure(
    recipe: Recipe, reports: Sequence[Original], seed: int, engine: RapidOCR, in_process: bool, folder: Path
) -> Line:
    """One recipe over all reports."""
    line = Line(recipe.name)
    for one in reports:
        path = folder / f"{one.name}.pdf"
        made = put_back(one, recipe, seed, path)
        reading = read(path, in_process)
        if "error" in reading.answer:
            line.troubles.append(f"{one.name}: {reading.answer['error']}")
        line.score += score(wire.to_json(one.report), reading.answer, one.name)
        line.cost += Cost(reading.seconds, len(one.pages), megabytes=reading.megabytes)
        line.cost += whole_page(engine, made, one.pages)
    return line


def tell_more(line: Line) -> None:
    """Name what is wrong below a recipe's line."""
    for trouble in line.troubles:
        print(f"    not read: {trouble}")
    if line.score.missed:
        print(
            "    not read:",
            ", ".join(f"{name} {count}" for name, count in line.score.missed.items() if count),
        )
    for what, named in (("wrong", line.score.wrong), ("blank", line.score.blanks)):
        for wrong in named[:SHOWN]:
            print(f"    {what}: {wrong}")
        if len(named) > SHOWN:
            print(f"    {what}: {len(named) - SHOWN} more")


def short_of(total: Line) -> list[str]:
    """The bars that were missed."""
    short = []
    if total.score.accepted_right < RIGHT:
        short.append(f"{total.score.accepted_right:.4%} of the accepted amounts are right, not {RIGHT:.1%}")
    if total.cost.a_page > SECONDS:
        short.append(f"{total.cost.a_page:.2f} s a table page, not {SECONDS:g}")
    if total.cost.megabytes > MEGABYTES:
        short.append(f"{total.cost.megabytes:.0f} MB, not {MEGABYTES}")
    return short


def measure_long(seed: int, in_process: bool, folder: Path) -> None:
    """A scan of 45 pages: seconds until the statements have been read, and until the end."""
    (one,) = originals(1, seed, folder)
    path = folder / "long.pdf"
    made = put_back(one, LONG, seed, path, LONG_PAGES)
    reading = read(path, in_process)
    scored = score(wire.to_json(one.report), reading.answer, one.name)
    print(
        f"long scan: {len(made)} pages, {len(one.pages)} with statements: "
        f"{reading.until_statements:.1f} s until the statements have been read, {reading.seconds:.1f} s in all, "
        f"{reading.megabytes:.0f} MB; recall {scored.recall:.4f}, {len(scored.wrong)} accepted wrong"
    )
    if "error" in reading.answer:
        print(f"    not read: {reading.answer['error']}")


def write(total: Score, files: int, kinds: int) -> None:
    """Put the sums into the file that the site shows."""
    sums = {
        "on": date.today().isoformat(),
        "parser_version": PARSER_VERSION,
        "files": files,
        "kinds": kinds,
        "printed": total.printed,
        "right": total.right,
        "accepted": total.accepted,
        "accepted_right": total.accepted - len(total.wrong),
    }
    with MEASURED.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, sums, lineterminator="\n")
        rows.writeheader()
        rows.writerow(sums)


def asked() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--only", action="append", choices=[one.name for one in RECIPES], help="may be repeated"
    )
    options.add_argument(
        "--reports", type=int, default=2, help="of each recipe: samples and invented in turn"
    )
    options.add_argument("--in-process", action="store_true", help="without the child and its limits")
    options.add_argument("--long", action="store_true", help="only a scan of 45 pages")
    options.add_argument("--write", action="store_true", help="write what the site shows, after all recipes")
    return options.parse_args()


def main() -> int:
    given = asked()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosures.settings")
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if given.long:
            measure_long(given.seed, given.in_process, folder)
            return 0
        reports = originals(given.reports, given.seed, folder)
        print(f"seed {given.seed}; {', '.join(one.name for one in reports)}", HEAD, sep="\n", flush=True)
        engine, total = RapidOCR(), Line("total")
        for recipe in RECIPES:
            if given.only and recipe.name not in given.only:
                continue
            line = measure(recipe, reports, given.seed, engine, given.in_process, folder)
            print(line, flush=True)
            tell_more(line)
            total.score += line.score
            total.cost += line.cost
    print(total)
    if given.write and not given.only:
        write(total.score, len(RECIPES) * len(reports), len(RECIPES))
    for short in (missed := short_of(total)):
        print(f"  short: {short}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
