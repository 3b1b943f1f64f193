"""How many small changes to the checks the tests notice: ``make mutants`` (``SAMPLE=400`` for some of them).

mutmut changes one operator, number, word or argument of ``ingest/checks`` at a time, in a copy of the tree, and runs
the tests of the checks. What no test notices is written to ``tests/mutation/survivors.txt``, the figure on top. A
sample is drawn by a fixed seed, so that it can be repeated, and is run in parts: mutmut begins with what few tests
reach, and a run that is stopped would otherwise tell of those alone. The file is written after every part.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SURVIVORS = Path(__file__).with_name("survivors.txt")
COPIED = ("disclosures", "ingest", "templates", "tests", "manage.py", "pyproject.toml")
JUDGES = (
    *("edges_*", "survivors_*", "three_public_rates", "planted_faults", "outcomes", "prose", "tolerance"),
    *("registry", "unclear", "findings_golden", "every_number", "other_wordings"),
)
PART = 100  # mutants between two writings of the file
SETTINGS = """
[tool.mutmut]
source_paths = ["ingest/checks"]
also_copy = {copied}
pytest_add_cli_args_test_selection = {judges}
"""


def prepare(folder: Path) -> None:
    """A copy of the tree, told what to change and what judges."""
    for name in COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, folder / name)
    judges = [
        f"tests/checks/{path.name}"
        for name in JUDGES
        for path in sorted((ROOT / "tests" / "checks").glob(f"test_{name}.py"))
    ]
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS.format(copied=json.dumps(COPIED), judges=json.dumps(judges)))


def mutate(folder: Path, processes: int, *names: str) -> None:
    """Run these mutants, all where none is named; mutmut's own exit code says nothing of the result."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(processes), *names]
    subprocess.run(command, cwd=folder, check=False)


def results(folder: Path) -> dict[str, int | None]:
    """Mutant → exit code of the tests, None where it was not run."""
    found: dict[str, int | None] = {}
    for path in sorted((folder / "mutants" / "ingest" / "checks").glob("*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def change(folder: Path, name: str) -> str:
    """The changed lines of a mutant."""
    shown = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", name], cwd=folder, check=True, capture_output=True, text=True
    )
    lines = [
        line for line in shown.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    return "\n".join(f"  {line[0]} {line[1:].strip()}" for line in lines)


def report(folder: Path, asked: set[str], whole: int, seed: int) -> str:
    ran = {name: code for name, code in results(folder).items() if name in asked and code is not None}
    alive = [name for name, code in sorted(ran.items()) if code in (0, 33)]  # 33: no test runs it
    killed = len(ran) - len(alive)
    head = (
        f"{killed} of {len(ran)} noticed ({killed / len(ran):.1%}), drawn with seed {seed}; "
        f"{whole} possible changes in ingest/checks"
    )
    return "\n".join([head, "", *(f"{name}\n{change(folder, name)}" for name in alive), ""])


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--sample", type=int, default=0, help="how many, drawn at random; 0: all")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--processes", type=int, default=2)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        prepare(folder)
        mutate(folder, asked.processes, "ingest.checks.registry.*")  # makes the mutants of all modules
        names = sorted(results(folder))
        drawn = random.Random(asked.seed).sample(names, asked.sample or len(names))
        for begun in range(0, len(drawn), PART):
            mutate(folder, asked.processes, *drawn[begun : begun + PART])
            text = report(folder, set(drawn), len(names), asked.seed)
            SURVIVORS.write_text(text, encoding="utf-8")
            print(text.partition("\n")[0])


if __name__ == "__main__":
    main()
