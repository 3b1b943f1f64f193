"""``kill -9`` at random of workers and web while files come in."""

import http.client
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.ledger import READ, UNDER_WAY, Job, Ledger, wrong
from tests.chaos.reports import good, sha256
from tests.chaos.sender import Sender
from tests.chaos.site import Place, Served, place, served

SENDERS = 3
LOOK_EVERY = 0.25  # seconds
AHEAD = 4  # files that are sent before it is their turn, so that there is always something to read
LONGEST_CALM = 8.0  # seconds without a kill
STUCK_AFTER = 60.0  # seconds beyond the lease


@dataclass
class Feed:
    """Sends every report until it is told what became of it, as people do who get no answer."""

    port: int
    cookies: dict[str, str]
    reports: list[bytes]
    allowed: int = 0
    next: int = 0
    answered: Counter = field(default_factory=Counter)
    unanswered: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        sender = Sender(self.port, dict(self.cookies))
        while (at := self._take()) is not None:
            if at < 0:
                time.sleep(LOOK_EVERY)
                continue
            while not self._sent(sender, at):
                time.sleep(0.3)

    def _take(self) -> int | None:
        """The next report, -1 where it is too early for one, None after the last."""
        with self.lock:
            if self.next >= len(self.reports):
                return None
            if self.next >= self.allowed:
                return -1
            self.next += 1
            return self.next - 1

    def _sent(self, sender: Sender, at: int) -> bool:
        try:
            answer = sender.send(f"{at}.txt", self.reports[at])
            state = answer.line["state"] if answer.status == 200 else str(answer.status)
        except (OSError, http.client.HTTPException):
            with self.lock:
                self.unanswered += 1
            return False
        with self.lock:
            self.answered[state] += 1
        return answer.status == 200


@dataclass
class Watch:
    """How long jobs stay with nobody: in the hands of a killed worker, or queued and in no line."""

    ledger: Ledger
    struck: dict[int, tuple[int, float]] = field(default_factory=dict)
    unlined: dict[int, float] = field(default_factory=dict)
    longest_struck: float = 0.0
    longest_unlined: float = 0.0
    strikes: int = 0
    read: int = 0

    def strike(self, pid: int) -> None:
        """The process was killed just now."""
        for job in self.ledger.jobs():
            if job.state == "parsing" and job.worker.endswith(f":{pid}"):
                self.struck[job.id] = (job.attempts, time.monotonic())
                self.strikes += 1

    def look(self) -> list[Job]:
        """The jobs that are still under way."""
        now, jobs = time.monotonic(), self.ledger.jobs()
        for job in jobs:
            attempts, since = self.struck.get(job.id, (None, now))
            self.longest_struck = max(self.longest_struck, now - since)
            if attempts is not None and (job.state != "parsing" or job.attempts != attempts):
                del self.struck[job.id]
        self.read = sum(job.state in READ for job in jobs)
        lost = {job.id for job in self.ledger.out_of_line()}
        self.unlined = {pk: self.unlined.get(pk, now) for pk in lost}
        longest = max((now - since for since in self.unlined.values()), default=0.0)
        self.longest_unlined = max(self.longest_unlined, longest)
        return [job for job in jobs if job.state in UNDER_WAY]


def kill_one(site: Served, watch: Watch, chance: random.Random) -> str:
    """Kill one process of those that run, half the time one that reads; what it was, "" where none runs."""
    running = [(pid, "web") for pid in site.web()] + [(pid, "worker") for pid in site.workers()]
    if not running:
        return ""
    reading = {int(job.worker.rpartition(":")[2]) for job in watch.ledger.jobs() if job.state == "parsing"}
    busy = [one for one in running if one[0] in reading]
    pid, kind = chance.choice(busy if busy and chance.random() < 0.5 else running)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        watch.strike(pid)
        return kind
    return ""


def run(folder: Path, server: str, kills: int, imports: int, seed: int, lease: int) -> bool:
    """Print what was seen; whether nothing was lost, doubled, stuck or left behind."""
    reports = good(imports)
    with place(folder, server, LEASE_SECONDS=str(lease), LOG_LEVEL="WARNING") as at:
        began = time.monotonic()
        with served(at, workers=2) as site:
            feed, watch, killed, drained = _strained(site, reports, kills, random.Random(seed), lease)
        found = wrong(map(sha256, reports), watch.ledger, at.stored())
        found += [f"{fault['kind']}: {fault['subject']}" for fault in at.faults()]
        bound = lease + STUCK_AFTER
        if max(watch.longest_struck, watch.longest_unlined) > bound:
            found.append(f"a job was stuck for more than {bound:.0f} s")
        found += [f"answered {state}" for state in feed.answered if state.startswith("5")]
        _tell(at, feed, watch, killed, time.monotonic() - began, drained)
    for one in found:
        print(f"    WRONG  {one}")
    return not found


def _strained(
    site: Served, reports: list[bytes], kills: int, chance: random.Random, lease: int
) -> tuple[Feed, Watch, Counter, float]:
    """Feed and kill; then wait until everything is read, or nothing has changed for too long."""
    feed = Feed(site.port, Sender(site.port).enter().cookies, reports)
    watch, killed = Watch(Ledger(site.at.database)), Counter()
    threads = [threading.Thread(target=feed.run, daemon=True) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    while killed.total() < kills:
        due = len(reports) * killed.total() // kills
        feed.allowed = len(reports) * (killed.total() + 1) // kills + AHEAD
        _wait_for(watch, due - AHEAD // 2)
        _pause(watch, chance.uniform(0, 1))
        kind = kill_one(site, watch, chance)
        if kind:
            killed[kind] += 1
    feed.allowed, last = len(reports), time.monotonic()
    before, changed = None, last
    while (left := watch.look()) or any(thread.is_alive() for thread in threads):
        if left != before:
            before, changed = left, time.monotonic()
        if time.monotonic() - changed > 2 * (lease + STUCK_AFTER):
            break
        time.sleep(LOOK_EVERY)
    return feed, watch, killed, time.monotonic() - last


def _wait_for(watch: Watch, done: int) -> None:
    """Kills keep step with the imports: until so many are read, or it has taken too long."""
    until = time.monotonic() + LONGEST_CALM
    while time.monotonic() < until:
        watch.look()
        if watch.read >= done:
            return
        time.sleep(LOOK_EVERY)


def _pause(watch: Watch, seconds: float) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        watch.look()
        time.sleep(min(left, LOOK_EVERY))


def _tell(at: Place, feed: Feed, watch: Watch, killed: Counter, taken: float, drained: float) -> None:
    attempts = Counter(job.attempts for job in watch.ledger.jobs())
    print(f"    {killed.total()} killed: {dict(killed)}; {watch.strikes} of them while reading a file")
    print(f"    {len(feed.reports)} imports, answers {dict(feed.answered)}, no answer {feed.unanswered}")
    print(f"    attempts a file: {dict(sorted(attempts.items()))}")
    print(
        f"    longest with a dead worker {watch.longest_struck:.1f} s, in no line {watch.longest_unlined:.1f} s"
    )
    print(f"    {taken:.0f} s in all, {drained:.0f} s of them after the last kill")
