"""Eight people who upload, send again, publish and cancel at once, for a minute."""

import re
import threading
import time
from collections import Counter
from pathlib import Path

from tests.chaos.ledger import Ledger
from tests.chaos.reports import NAMES, good
from tests.chaos.sender import Sender
from tests.chaos.site import Place, place, served

LOCKED = re.compile(r"database is locked|database table is locked|deadlock detected", re.IGNORECASE)


class Writer(threading.Thread):
    """Does one thing after the other until ``until``; counts the answers by status."""

    def __init__(self, port: int, cookies: dict[str, str], reports: list[bytes], until: float) -> None:
        super().__init__(daemon=True)
        self.sender, self.reports, self.until = Sender(port, dict(cookies)), reports, until
        self.answers: Counter = Counter()
        self.jobs: list[int] = []

    def run(self) -> None:
        for number, content in enumerate(self.reports):
            if time.monotonic() > self.until:
                return
            self._upload(f"{number}.txt", content)
            if number % 4 == 3:
                self._upload("again.txt", content)
            if number % 5 == 4:
                oldest, self.jobs = self.jobs[:3], self.jobs[3:]
                self._post("publish", "/manage/publish/", job=oldest)
            if number % 7 == 6:
                self._post("cancel", f"/manage/jobs/{self.jobs[-1]}/cancel/", reason="不要了")
        raise AssertionError("more reports are needed")

    def _upload(self, name: str, content: bytes) -> None:
        answer = self.sender.send(name, content)
        self.answers["upload", answer.status] += 1
        if answer.status == 200 and answer.line["state"] == "queued":
            self.jobs.append(answer.line["id"])

    def _post(self, verb: str, path: str, **given) -> None:
        self.answers[verb, self.sender.post(path, **given).status] += 1


def run(folder: Path, server: str, writers: int, seconds: float) -> bool:
    """Print what was seen; whether no answer was 5xx and no database was locked."""
    with place(folder, server, LOG_LEVEL="WARNING") as at:
        _publish_one_each(at)
        with served(at, workers=2) as site:
            cookies = Sender(site.port).enter().cookies
            each = good(writers * 2000)
            until = time.monotonic() + seconds
            people = [Writer(site.port, cookies, each[n::writers], until) for n in range(writers)]
            for one in people:
                one.start()
            for one in people:
                one.join()
        answers = sum((one.answers for one in people), Counter())
        found = _wrong(at, answers)
        states = Counter(job.state for job in Ledger(at.database).jobs())
    told = ", ".join(f"{verb} {status}: {count}" for (verb, status), count in sorted(answers.items()))
    print(f"    {writers} writers for {seconds:.0f} s: {told}")
    print(f"    afterwards {dict(states)}")
    for one in found:
        print(f"    WRONG  {one}")
    return not found


def _publish_one_each(at: Place) -> None:
    """A report of each department: those that follow are of known ones."""
    given = at.folder / "given"
    given.mkdir()
    for number, content in enumerate(good(len(NAMES))):
        (given / f"{number}.txt").write_bytes(content + b" \n")
    done = at.manage("ingest", "--publish", str(given))
    assert done.returncode == 0, done.stdout


def _wrong(at: Place, answers: Counter) -> list[str]:
    found = [f"{verb} {status} × {count}" for (verb, status), count in answers.items() if status >= 400]
    locked = LOCKED.findall(at.log.read_text(errors="replace"))
    found += [f"{count} × {said} in the log" for said, count in Counter(locked).items()]
    return found + [f"{fault['kind']}: {fault['subject']}" for fault in at.faults()]
