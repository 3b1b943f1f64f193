"""Nothing that a reading leaves behind stops the checks: ``FUZZ=10000`` for more (`make fuzz`)."""

import os
import random

from ingest.checks import check_report
from tests.checks.correct_report import Draft, bind
from tests.fuzz.damage import damaged, emptied

COUNT = int(os.environ.get("FUZZ", "1200")) // 4
SEED = int(os.environ.get("SEED", "20"))


def test_no_damage_stops_the_checks():
    whole = bind(Draft())
    for number in range(COUNT):
        chance = random.Random(f"{SEED} {number}")
        report = damaged(whole, chance, chance.choice((1, 3, 30)))
        check_report(report)


def test_no_blank_row_stops_the_checks():
    whole = bind(Draft())
    for number in range(COUNT):
        chance = random.Random(f"{SEED} {number}")
        check_report(emptied(whole, chance, chance.choice((0.02, 0.1, 0.5))))
