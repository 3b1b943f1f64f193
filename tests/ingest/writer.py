"""A process that hands in, reads, publishes and takes away until it is told to stop: ``python -m tests.ingest.writer``

Its one argument is a file whose appearance stops it. Prints how many reports it published.
"""

import sys
from itertools import count
from pathlib import Path

import django

django.setup()

from ingest import actions, pipeline, publication  # noqa: E402 (after setup
from tests.ingest.reports import report_text  # noqa: E402

DEPARTMENTS = ("武汉市青山区人民政府办公室", "武汉市青山区财政局", "武汉市青山区教育局", "武汉市青山区民政局")


def main(stop: Path) -> None:
    published = 0
    with pipeline.reader() as reader:
        for number in count():
            if stop.exists():
                break
            department = DEPARTMENTS[number % len(DEPARTMENTS)]
            text = report_text(department, 2010 + number % 12, f"{1000 + number}.00")
            waiting = pipeline.process(actions.hand_in([text], f"{number}.txt", None), reader)
            pipeline.process(actions.hand_in([f"no report {number}".encode()], "diary.txt", None), reader)
            if number % 3 == 2:
                actions.cancel(waiting, None)
            else:
                publication.publish(waiting)
                published += 1
    print(published)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
