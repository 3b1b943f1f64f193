"""A child that misbehaves in every known way: the caller gets a reason, and the next file is read."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.parsing.progress import STAGES, Progress, Stage
from ingest.sandbox import Limits, Reader, clean, read

ANSWERS = """
import json, sys
for line in sys.stdin:
    request = json.loads(line)
    name = request["name"]
    {misbehaviour}
    print(json.dumps({{"source": {{"name": name}}}}), flush=True)
"""
QUICK = Limits(seconds=2, memory=400 * 1024 * 1024, answer_bytes=10_000, file_bytes=1000)


def child(misbehaviour: str) -> tuple[str, ...]:
    """A reading process that does ``misbehaviour`` for a file named "bad"."""
    return (sys.executable, "-c", ANSWERS.format(misbehaviour=f"if name == 'bad': {misbehaviour}"))


@pytest.fixture
def files(tmp_path) -> list[tuple[Path, str]]:
    (tmp_path / "report").write_text("x")
    return [(tmp_path / "report", name) for name in ("first", "bad", "last")]


@pytest.mark.parametrize(
    ("misbehaviour", "reason"),
    [
        ("__import__('time').sleep(60)", "timed_out"),
        ("exec('while True: pass')", "timed_out"),
        ("bytearray(1 << 30)", "out_of_memory"),
        ("__import__('os').abort()", "crashed"),
        ("sys.exit(3)", "crashed"),
        ("raise KeyError(name)", "crashed"),
        ("print('not json', flush=True)", "crashed"),
        ("sys.stdout.write('x' * 20_000)", "too_large"),
        (
            '[print(\'{"progress": {"stage": "pages", "page": 1, "pages": 1}}\') for _ in range(999)]',
            "too_large",
        ),
        ("print('[]', flush=True)", "crashed"),
        ("print('{\"progress\": 1}', flush=True)", "crashed"),
        ('print(\'{"progress": {"stage": "unknown", "page": 1, "pages": 1}}\', flush=True)', "crashed"),
        ("__import__('os').kill(0, 9)", "out_of_memory"),  # as the kernel does it
    ],
)
def test_a_bad_file_gets_a_reason_and_the_next_is_read(files, misbehaviour, reason):
    first, bad, last = read(files, QUICK, child(misbehaviour))
    assert first == {"source": {"name": "first"}}
    assert bad["error"]["code"] == reason
    assert bad["error"]["message"]
    assert bad["source"]["name"] == "bad"
    assert len(bad["source"]["sha256"]) == 64
    assert last == {"source": {"name": "last"}}


def test_what_the_child_started_ends_with_it(files):
    start = "__import__('subprocess').Popen(['sleep', '54321']); __import__('time').sleep(60)"
    list(read(files, QUICK, child(start)))
    time.sleep(0.1)
    running = subprocess.run(["ps", "-ewwo", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 54321" not in running


def test_one_child_serves_all_files_that_it_survives(files):
    command = (sys.executable, "-c", ANSWERS.format(misbehaviour="name = __import__('os').getpid()"))
    assert len({answer["source"]["name"] for answer in read(files, QUICK, command)}) == 1


def test_what_is_no_file_or_too_large_never_reaches_the_child(tmp_path):
    (tmp_path / "large").write_bytes(b"x" * 1001)
    with Reader(QUICK, ("/does/not/exist",)) as reader:
        assert reader.read(tmp_path / "absent", "absent.pdf")["error"]["code"] == "not_found"
        assert reader.read(tmp_path, "folder")["error"]["code"] == "not_found"
        assert reader.read(tmp_path / "large", "large.pdf")["error"]["code"] == "too_large"


def test_the_child_knows_no_secrets(files, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "kept")
    command = (
        sys.executable,
        "-c",
        ANSWERS.format(misbehaviour="name = dict(__import__('os').environ).get('SECRET_KEY')"),
    )
    assert next(read(files, QUICK, command)) == {"source": {"name": None}}


@pytest.fixture
def sample() -> Path:
    return Path(__file__).resolve().parents[2] / "ingest" / "samples" / "hongshan-government-office-2023.pdf"


def test_the_reading_tells_how_far_it_has_come(sample):
    told: list[Progress] = []
    with Reader(Limits()) as reader:
        answer = reader.read(sample, sample.name, told.append)
    pages = answer["source"]["pages"]
    of_a_text = [stage for stage in Stage if stage is not Stage.PICTURES]
    assert list(dict.fromkeys(progress.stage for progress in told)) == of_a_text
    assert [p.page for p in told if p.stage == Stage.PAGES] == list(range(1, pages + 1))
    assert str(told[1]) == f"{STAGES[Stage.PAGES]} 1/{pages} 页"


def test_a_file_of_too_many_pages_is_refused_before_it_is_read(sample):
    told: list[Progress] = []
    with Reader(Limits(pages=3)) as reader:
        assert reader.read(sample, sample.name, told.append)["error"]["code"] == "too_many_pages"
    assert told == [Progress(Stage.OPENING)]


def test_a_child_that_has_grown_is_replaced(files, monkeypatch):
    grow = "kept = bytearray(200 << 20); kept[::4096] = b'x' * len(kept[::4096])"
    command = (sys.executable, "-c", ANSWERS.format(misbehaviour=f"if name == 'bad': {grow}"))
    monkeypatch.setattr("ingest.sandbox.GROWN", 100 << 20)
    with Reader(QUICK, command) as reader:
        alive = []
        for path, name in files:
            reader.read(path, name)
            alive.append(reader.process is not None)
    assert alive == [True, False, True]


def test_text_that_no_database_can_hold_is_cleaned():
    printed = json.loads('{"a\\u0000": ["x\\ud800y\\u0007", 1, null, "第一行\\n第二行"]}')
    assert clean(printed) == {"a": ["xy", 1, None, "第一行\n第二行"]}


SLOW = "print(json.dumps({{'progress': {{'stage': '{stage}', 'page': {page}, 'pages': 9}}}}), flush=True); __import__('time').sleep(0.8)"


@pytest.mark.parametrize(
    ("stage", "page", "patient"),
    [("pages", 3, False), ("pages", 9, True), ("pictures", 1, True), ("statements", 0, False)],
)
def test_a_child_that_recognises_pages_is_waited_for_longer(files, stage, page, patient):
    command = child(SLOW.format(stage=stage, page=page))
    with Reader(QUICK, command) as reader:
        answer = reader.read(*files[1], patience=0.3)
    assert ("error" not in answer) is patient


def test_patience_ends_with_the_pictures(files):
    pages = "{'progress': {'stage': 'pictures', 'page': 1, 'pages': 1}}"
    then = "{'progress': {'stage': 'statements', 'page': 0, 'pages': 0}}"
    said = f"[print(json.dumps(one), flush=True) for one in ({pages}, {then})]; __import__('time').sleep(0.8)"
    with Reader(QUICK, child(said)) as reader:
        answer = reader.read(*files[1], patience=0.3)
    assert answer["error"]["code"] == "timed_out"
    assert "0.3 秒" in answer["error"]["message"]
