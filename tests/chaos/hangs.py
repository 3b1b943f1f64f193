"""Files that keep their reader busy for ever among good ones: how much longer the good ones take."""

import random
import time
from pathlib import Path

from tests.chaos.ledger import READ, Ledger
from tests.chaos.reports import good, hanging, sha256
from tests.chaos.sender import Sender
from tests.chaos.site import Place, place, served

GIVEN_UP_AFTER = 1800.0  # seconds
TWICE = 2.0


def run(folder: Path, server: str, hangs: int, goods: int, seed: int) -> bool:
    """Print both times; whether the good ones finish within twice the clean time."""
    reports = good(goods)
    mixed = [(f"{n}.txt", content) for n, content in enumerate(reports)]
    clean = _time(folder / "clean", server, mixed, reports)
    mixed += [(f"hangs-{n}.pdf", content) for n, content in enumerate(hanging(hangs))]
    random.Random(seed).shuffle(mixed)
    taken = _time(folder / "mixed", server, mixed, reports)
    fine = taken <= TWICE * clean
    print(f"    {goods} good files: {clean:.1f} s alone, {taken:.1f} s among {hangs} that hang")
    print(f"    {'' if fine else 'WRONG  '}{taken / clean:.2f} times the clean time")
    return fine


def _time(folder: Path, server: str, files: list[tuple[str, bytes]], reports: list[bytes]) -> float:
    """Seconds from the start of the workers until every one of ``reports`` is read."""
    with place(folder, server, LOG_LEVEL="ERROR") as at:
        with served(at, workers=0, role="web") as site:
            sender = Sender(site.port).enter()
            for name, content in files:
                answer = sender.send(name, content)
                assert answer.status == 200, answer.said
        began = time.monotonic()
        with served(at, workers=2, role="worker"):
            _wait(at, {sha256(content) for content in reports}, began)
            return time.monotonic() - began


def _wait(at: Place, wanted: set[str], began: float) -> None:
    ledger = Ledger(at.database)
    while {job.sha256 for job in ledger.jobs() if job.state in READ} < wanted:
        assert time.monotonic() - began < GIVEN_UP_AFTER, "the good files are not read"
        time.sleep(0.2)
