"""How far a command has come, on a terminal: files done, and the page of the one that is being read."""

import sys
from types import TracebackType
from typing import TextIO

from tqdm import tqdm

from ingest.parsing.progress import Progress, Tell

NAME_LENGTH = 24


class Bar:
    """A bar on standard error; nothing where that is no terminal."""

    def __init__(self, files: int) -> None:
        self.bar = tqdm(total=files, unit="个", leave=False, disable=not sys.stderr.isatty())

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.close()

    def tell(self, name: str) -> Tell:
        """What is to hear of the progress of the file of that name."""
        short = name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1] + "…"

        def heard(progress: Progress) -> None:
            self.bar.set_postfix_str(f"{short} {progress}")

        return heard

    def update(self) -> None:
        """One file more is done."""
        self.bar.update()

    def write(self, output: TextIO, line: str) -> None:
        """A line of output, not through the bar."""
        self.bar.clear()
        output.write(line)
        output.flush()
