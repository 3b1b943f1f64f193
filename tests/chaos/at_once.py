"""One file, sent by many at the same moment."""

import threading
from collections import Counter
from pathlib import Path

from tests.chaos.ledger import Ledger
from tests.chaos.reports import good, sha256
from tests.chaos.sender import Answer, Sender
from tests.chaos.site import place, served


def run(folder: Path, server: str, times: int) -> bool:
    """Print what was seen; whether it is held once and everybody else was told so."""
    (content,) = good(1)
    with place(folder, server, LOG_LEVEL="WARNING") as at:
        with served(at, workers=2) as site:
            answers = _sent(site.port, content, times)
        ledger = Ledger(at.database)
        held = {"rows": ledger.uploads(), "files": at.stored(), "jobs": [job.sha256 for job in ledger.jobs()]}
        found = [f"{what}: {len(one)}" for what, one in held.items() if one != [sha256(content)]]
        found += [f"{fault['kind']}: {fault['subject']}" for fault in at.faults()]
    told = Counter(answer.line["state"] if answer.status == 200 else str(answer.status) for answer in answers)
    if told != Counter(queued=1, duplicate=times - 1):
        found.append("not one answer “queued” and all others “duplicate”")
    print(f"    answers {dict(told)}; {', '.join(f'{len(one)} {what}' for what, one in held.items())}")
    for one in found:
        print(f"    WRONG  {one}")
    return not found


def _sent(port: int, content: bytes, times: int) -> list[Answer]:
    cookies = Sender(port).enter().cookies
    answers: list[Answer] = []
    ready = threading.Barrier(times)

    def send(number: int) -> None:
        sender = Sender(port, dict(cookies))
        ready.wait()
        answers.append(sender.send(f"{number}.txt", content))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
