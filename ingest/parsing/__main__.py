"""The child process that reads files: requests on standard input, one JSON object a file on standard output.

A request is one line ``{"path": …, "name": …, "max_pages": …}``. Before the object come lines
``{"progress": {"stage": …, "page": …, "pages": …}}``, and, where pages of prose are still to be recognised, one
``{"early": …}`` with the report that its statements make. Whatever a library prints goes to standard error, so that
standard output carries results and nothing else. The process has neither network nor other programs.
"""

import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from ingest.parsing import wire
from ingest.parsing.confinement import confine
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.facts import Report
from ingest.parsing.progress import Progress
from ingest.parsing.report import parse

LOOK_EVERY = 2.0  # seconds
Say = Callable[[dict[str, Any]], None]


def answer(request: dict[str, Any], say: Say) -> dict[str, Any]:
    """What was read from one file as the object of ``parse --json``, or its ``error``.

    A ``MemoryError`` is passed on: the process is not to be trusted with another file.
    """

    def tell(progress: Progress) -> None:
        say({"progress": asdict(progress)})

    def early(report: Report) -> None:
        say({"early": wire.to_json(report)})

    try:
        report = parse(Path(request["path"]), request["name"], request.get("max_pages"), tell, early)
        return wire.to_json(report)
    except ReadError as error:
        return refusal(error)
    except RecursionError:
        return refusal(ReadError(Reason.DAMAGED, "嵌套过深"))


def refusal(error: ReadError) -> dict[str, Any]:
    return {"error": {"code": error.reason.value, "message": str(error)}}


def _results() -> TextIO:
    """The real standard output; file descriptor 1 becomes standard error for everyone else."""
    results = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return results


def serve(requests: TextIO, results: TextIO) -> int:
    """Answer every request until the input ends; exit code 1 when memory ran out."""

    def say(what: dict[str, Any]) -> None:
        print(json.dumps(what), file=results, flush=True)

    for line in requests:
        try:
            say(answer(json.loads(line), say))
        except MemoryError:
            say(refusal(ReadError(Reason.OUT_OF_MEMORY)))
            return 1
    return 0


def _end_with(parent: int) -> None:
    """End when the process that asks is gone, whatever a file is doing here."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    confine()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    sys.exit(serve(sys.stdin, _results()))
