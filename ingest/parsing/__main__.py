"""The child process that reads files: requests on standard input, one JSON object a file on standard output.

A request is one line ``{"path": …, "name": …}``. Whatever a library prints goes to standard error, so that
standard output carries results and nothing else.
"""

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from ingest.parsing import wire
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.report import parse


def answer(path: Path, name: str) -> dict[str, Any]:
    """What was read from one file as the object of ``parse --json``, or its ``error``.

    A ``MemoryError`` is passed on: the process is not to be trusted with another file.
    """
    try:
        return wire.to_json(parse(path, name))
    except ReadError as error:
        return {"error": {"code": error.reason.value, "message": str(error)}}


def _results() -> TextIO:
    """The real standard output; file descriptor 1 becomes standard error for everyone else."""
    results = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return results


def serve(requests: TextIO, results: TextIO) -> int:
    """Answer every request until the input ends; exit code 1 when memory ran out."""
    for line in requests:
        request = json.loads(line)
        try:
            result = answer(Path(request["path"]), request["name"])
            text = json.dumps(result)
        except MemoryError:
            error = ReadError(Reason.OUT_OF_MEMORY)
            text = json.dumps({"error": {"code": error.reason.value, "message": str(error)}})
            print(text, file=results, flush=True)
            return 1
        print(text, file=results, flush=True)
    return 0


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    sys.exit(serve(sys.stdin, _results()))
