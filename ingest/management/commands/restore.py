"""``manage.py restore FILE [--force]``: a backup into an empty database and folder, then a look at all of it."""

import sys
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ingest import pipeline
from ingest.background import leases, tasks
from ingest.backup import restore
from ingest.backup.copy import Unfit
from ingest.integrity import faults
from ingest.integrity.remedies import lines


class Command(BaseCommand):
    help = "从备份恢复数据库和文件，然后核对；目标不是空的就拒绝，除非加 --force。先停下网站。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="backup 写出的文件")
        parser.add_argument("--force", action="store_true", help="覆盖目标现有的数据")

    def handle(self, *args, file, force, **options):
        try:
            count = restore.restore(file, force)
        except (Unfit, OSError) as error:
            raise CommandError(f"没有恢复：{error}") from error
        call_command("migrate", verbosity=0)
        pipeline.tidy()
        leases.sweep()
        tasks.queue_up()
        self.stdout.write(f"已恢复数据库和 {count} 个文件")
        found = faults()
        self.stdout.write("\n".join(lines(found)))
        if found:
            sys.exit(1)
