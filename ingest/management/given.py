"""The files that a command line names."""

from dataclasses import dataclass
from pathlib import Path

from ingest.parsing.errors import MESSAGES, Reason
from ingest.parsing.file_types import MEDIA_TYPES


@dataclass(frozen=True)
class Given:
    """A file to read; or, with a reason, a name that leads to none."""

    path: Path
    reason: Reason | None = None

    @property
    def name(self) -> str:
        return self.path.name or str(self.path)

    def refusal(self) -> dict | None:
        """The object of ``parse --json`` for a name that leads to no file, None for a file."""
        if self.reason is None:
            return None
        return {
            "source": {"name": self.name, "sha256": None, "media_type": None},
            "error": {"code": self.reason.value, "message": f"{MESSAGES[self.reason]}（{self.path}）"},
        }


def _readable(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in MEDIA_TYPES and not path.name.startswith(".")


def files_of(names: list[str]) -> list[Given]:
    """Files as named; a folder gives the files below it that have the suffix of a readable format."""
    given: list[Given] = []
    for path in map(Path, names):
        if path.is_dir():
            found = sorted(filter(_readable, path.rglob("*")))
            given += [Given(p) for p in found] or [Given(path, Reason.NO_REPORTS)]
        else:
            given.append(Given(path, None if path.exists() else Reason.NOT_FOUND))
    return given
