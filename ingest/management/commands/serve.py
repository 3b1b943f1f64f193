"""``manage.py serve``: migrations, the web server and the workers, each started again when it dies.

``ROLE=web`` or ``ROLE=worker`` on further machines, with one ``DATABASE_URL`` and one ``DATA_DIR`` for all.
"""

import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from disclosures import tallies
from disclosures.comparison import board_lines
from disclosures.models import Disclosure, SearchDocument
from ingest.background.supervisor import Kept, Supervisor

APPLICATION = "disclosures.wsgi:application"
ROLES = ("all", "web", "worker")


class Command(BaseCommand):
    help = "运行网站和后台读取进程；ROLE=web 或 ROLE=worker 只运行其一。"

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="监听的地址")
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"), help="监听的端口")
        parser.add_argument("--role", default=os.environ.get("ROLE", "all"), choices=ROLES)
        parser.add_argument(
            "--workers", type=int, default=settings.WORKERS, help="读取进程的个数（默认 WORKERS）"
        )

    def handle(self, *args, host, port, role, workers, **options):
        if role not in ROLES:
            raise CommandError(f"ROLE 可用 {'、'.join(ROLES)}")
        call_command("migrate", verbosity=0)
        derive_what_is_new()
        kept = []
        if role != "worker":
            kept.append(Kept("web", web(host, port)))
        if role != "web":
            kept += [Kept(f"worker {number}", worker()) for number in range(1, max(1, workers) + 1)]
        Supervisor(kept).run()


def derive_what_is_new() -> None:
    """A database from before the search gets its index, with all else that follows from the sheets; one from before
    the lines of the 三公 board, or of the lists of reports, gets those."""
    if Disclosure.objects.published().exists() and not SearchDocument.objects.exists():
        call_command("rebuild_figures")
    board_lines.rebuild_lacking()
    tallies.rebuild_lacking()


def web(host: str, port: str) -> list[str]:
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    place = ["--host", host, "--port", port]
    threads = ["--workers", "1", "--blocking-threads", str(settings.WEB_THREADS)]
    return [*server, *place, *threads, APPLICATION]


def worker() -> list[str]:
    return [sys.executable, "manage.py", "work", "--verbosity", "0"]
