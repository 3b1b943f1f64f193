"""``manage.py check_integrity [--json] [--mend]``: files against database against what readers see."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand

from ingest.integrity import Fault, lasting_faults, mending
from ingest.integrity.remedies import REMEDIES, lines, said


class Command(BaseCommand):
    help = "核对文件、数据库和现行版本，说明每处问题怎么办；有问题时退出码为 1，网站可以照常运行。"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument(
            "--mend", action="store_true", help="先修好不需要人决定的：多余文件、停住的任务、可重算的数"
        )

    def handle(self, *args, mend, **options):
        found = lasting_faults()
        mended = []
        if mend and found:
            mending.mend(found)
            still = set(lasting_faults())
            mended, found = [fault for fault in found if fault not in still], sorted(still, key=repr)
        if options["json"]:
            report = {"ok": not found, "faults": _plain(found), "mended": _plain(mended)}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write("\n".join([*(f"已修好　{said(fault)}" for fault in mended), *lines(found)]))
        if found:
            sys.exit(1)


def _plain(found: list[Fault]) -> list[dict[str, str]]:
    return [asdict(fault) | {"remedy": REMEDIES[fault.kind]} for fault in found]
