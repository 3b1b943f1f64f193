"""The most memory that another process has held, for measurements."""

import threading
from pathlib import Path

from ingest.sandbox import Reader

LOOK_EVERY = 0.05  # seconds between two looks at the child's memory


class MemoryWatch:
    """The most memory that the reader's child has held, looked at until the end of the block."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.kilobytes = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "MemoryWatch":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _look(self) -> None:
        while not self.done.wait(LOOK_EVERY):
            process = self.reader.process
            if process is not None:
                self.kilobytes = max(self.kilobytes, peak(process.pid))


def peak(pid: int) -> int:
    """Kilobytes that a process has held at most so far; 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "")
    return int(peak.split()[1]) if peak else 0
