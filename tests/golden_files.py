"""Golden files: what a test saw once, kept beside it and compared ever after.

A golden is written by the test that compares it, and that run fails, so that a person reads it before it
counts. To renew one, delete it, run the test twice, and read the difference in git.
"""

import json
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent / "golden"


def compare_with_golden(name: str, seen: Any) -> None:
    """Fail unless ``seen`` (plain JSON values) equals the golden of that name; write it where there is none."""
    path = GOLDEN / f"{name}.json"
    text = json.dumps(seen, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"wrote {path.relative_to(GOLDEN.parent)}: read it, then run again", pytrace=False)
    assert seen == json.loads(path.read_text(encoding="utf-8"))
