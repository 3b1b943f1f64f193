"""A worker's signs of life, and what workers do for the whole queue between files."""

import logging
import threading
import time
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from ingest import pipeline
from ingest.background import leases, tasks
from ingest.models import Worker

log = logging.getLogger(__name__)
BEAT_EVERY = 5.0  # seconds
TIDY_EVERY = 60.0  # seconds: a web server that was killed may have left a file without its row
FORGOTTEN_AFTER = timedelta(days=1)


class Heartbeat(threading.Thread):
    """Beats until stopped. A database that does not answer is tried again at the next beat."""

    def __init__(self, name: str, every: float = BEAT_EVERY) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.worker, self.every = name, every
        self.stopping = threading.Event()
        self.tidied = 0.0

    def run(self) -> None:
        while not self.stopping.wait(self.every):
            try:
                self.beat()
                self.tidy()
            except (DatabaseError, OSError):
                log.exception("no heartbeat this time")
            close_old_connections()
        connection.close()

    def beat(self) -> None:
        """Say that this worker lives; queue again what dead ones left."""
        show(self.worker)
        leases.sweep()
        tasks.queue_up()

    def tidy(self) -> None:
        """Set aside, now and then, the files that belong to nothing; forget the tasks that ended long ago."""
        if time.monotonic() - self.tidied >= TIDY_EVERY:
            self.tidied = time.monotonic()
            pipeline.tidy()
            tasks.forget()

    def stop(self) -> None:
        self.stopping.set()
        self.join(timeout=2 * self.every)
        Worker.objects.filter(name=self.worker).delete()


def show(name: str) -> None:
    """Note that the worker is there, and forget those not heard of for a day."""
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})
    Worker.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
