"""``manage.py backup FOLDER_OR_FILE``: database and files at one moment, while the site goes on."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ingest.backup import copy as backup


class Command(BaseCommand):
    help = "把数据库和全部文件备份成一个 tar 文件；网站可以照常运行。"

    def add_arguments(self, parser):
        parser.add_argument("place", type=Path, metavar="FOLDER_OR_FILE", help="已有的文件夹，或新文件名")

    def handle(self, *args, place, **options):
        try:
            written = backup.write(place)
        except (backup.Unfit, OSError) as error:
            raise CommandError(f"没有备份：{error}") from error
        self.stdout.write(
            f"{written.path}　数据库和 {written.files} 个文件，{written.size / 1024 / 1024:.1f} MB"
        )
        for path in written.wrong:
            self.stderr.write(f"备份之前就缺失或有变化：{path}")
        if written.wrong:
            sys.exit(1)
