"""The strains in small; ``make chaos`` is the whole of them."""

import os
import subprocess
import sys
import time

import pytest

from tests.chaos.ledger import Ledger
from tests.chaos.reports import hanging
from tests.chaos.sender import Sender
from tests.chaos.site import place, served
from tests.conftest import ROOT
from tests.postgres import database_or_left_out

SMALL = ["--writers", "4", "--seconds", "3", "--kills", "4", "--imports", "8", "--lease", "10"]


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request):
    """What DATABASE_URL says: nothing, or the server to make databases on."""
    if request.param == "sqlite":
        yield ""
        return
    with database_or_left_out() as address:
        yield address


def chaos(server, *arguments):
    command = [sys.executable, "-m", "tests.chaos", *arguments]
    environment = os.environ | {"DATABASE_URL": server}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    return done.stdout


def test_one_file_sent_by_fifty_at_once_is_held_once(server):
    said = chaos(server, "at-once")
    assert "1 rows, 1 files, 1 jobs" in said
    assert "'duplicate': 49" in said


def test_writers_and_killed_processes_leave_nothing_lost_doubled_or_locked():
    said = chaos("", "writers", "kills", *SMALL)
    assert "4 killed" in said
    assert said.count("holds") == 2


def test_a_worker_told_to_end_twice_gives_back_the_file_in_its_hands(tmp_path):
    with place(tmp_path / "site", "") as at:
        with served(at, workers=0, role="web") as site:
            assert Sender(site.port).enter().send("hangs.pdf", hanging(1)[0]).status == 200
        ledger = Ledger(at.database)
        work = [sys.executable, "manage.py", "work", "--verbosity", "0"]
        with subprocess.Popen(work, cwd=ROOT, env=at.environment) as worker:
            until(lambda: ledger.jobs()[0].state == "parsing")
            worker.terminate()
            time.sleep(0.5)
            assert worker.poll() is None
            worker.terminate()
            assert worker.wait(10) == 0
        (job,) = ledger.jobs()
        assert (job.state, job.attempts, job.worker) == ("queued", 0, "")
        until(lambda: at.running() == [])


def until(holds, patience=30.0):
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
