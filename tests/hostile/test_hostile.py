"""A third of the hostile and damaged files, every category among them; ``make bench`` reads them all."""

from ingest.sandbox import Reader
from tests.hostile.case import SAMPLES, SMALL
from tests.hostile.generate import cases
from tests.hostile.run import LIMITS, peak, run

EVERY = 3
LONG = ("strokes.pdf", "meanings.pdf", "letters on one spot.pdf", "line-5-mb.txt")  # for the benchmark only
MOST_MEMORY = 400  # MB
GROWTH = 8  # MB over files that were read before


def test_there_are_two_hundred_and_they_stay_the_same():
    first, again = list(cases()), list(cases())
    assert len(first) >= 200
    assert len({(case.category, case.name) for case in first}) == len(first)
    assert [case.make() for case in first[:80:9]] == [case.make() for case in again[:80:9]]


def test_each_gets_its_reason_in_time_and_no_number_changes_unsaid():
    quick = [case for case in cases() if case.name not in LONG]
    chosen = quick[::EVERY]
    assert {case.category for case in chosen} == {case.category for case in quick}
    results = run(chosen)
    assert [fault for result in results for fault in result.faults] == []
    assert max(result.seconds for result in results) < LIMITS.seconds


def test_memory_is_bounded_and_flat_over_the_files():
    with Reader(LIMITS) as reader:
        peaks = []
        for path in [*sorted(SAMPLES.glob("*.pdf")), *[SAMPLES / SMALL] * 10]:
            assert "error" not in reader.read(path, path.name)
            peaks.append(peak(reader))
    assert 0 < max(peaks) < MOST_MEMORY
    assert peaks[-1] - peaks[-10] < GROWTH
