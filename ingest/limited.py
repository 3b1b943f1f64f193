"""What another process may take and has taken: limits set from outside, processor time, memory."""

import os
import resource
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def set_limit(pid: int, what: int, value: int, most: int = 0) -> None:
    """Set a limit of the child; it cannot raise it beyond ``most`` (but CPU time, which grows file by file)."""
    hard = resource.prlimit(pid, what)[1]
    soft, top = (
        one if hard == resource.RLIM_INFINITY else min(one, hard) for one in (value, max(value, most))
    )
    resource.prlimit(pid, what, (soft, hard if what == resource.RLIMIT_CPU else top))


def cpu_seconds(pid: int) -> int:
    """CPU time that the child has used; 0 when it has just died."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return (int(after_name[11]) + int(after_name[12])) // TICKS


def resident(pid: int) -> int:
    """Bytes that the child holds in memory; 0 when it has just died."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
    except FileNotFoundError:
        return 0
