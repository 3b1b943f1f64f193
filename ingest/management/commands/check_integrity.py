"""``manage.py check_integrity [--json]``: files against database against what readers see."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand

from ingest.integrity import faults


class Command(BaseCommand):
    help = "核对文件、数据库和现行版本；有问题时退出码为 1。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args, **options):
        found = faults()
        if options["json"]:
            report = {"ok": not found, "faults": [asdict(fault) for fault in found]}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for fault in found:
                self.stdout.write(f"{fault.kind}　{fault.subject}　{fault.message}")
            self.stdout.write(f"{len(found)} 处问题" if found else "文件、数据库和现行版本一致")
        if found:
            sys.exit(1)
