"""``manage.py work``: one process that reads queued files, with its signs of life."""

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from ingest.background import tasks
from ingest.background.heartbeat import Heartbeat, show

INTERVAL = 0.5  # seconds between two looks at an empty queue


class Command(DatabaseWorker):
    help = "在后台读取排队的文件；SIGTERM 后读完手上的一份再退出。"
    requires_system_checks = ()  # ``serve`` has made them: a worker that died is back a second sooner

    def handle(self, **options):
        name = tasks.worker_name()
        show(name)
        heart = Heartbeat(name)
        heart.beat()
        heart.start()
        fixed = {"worker_id": name, "reload": False, "interval": INTERVAL, "startup_delay": False}
        try:
            super().handle(**(options | fixed))
        finally:
            heart.stop()
