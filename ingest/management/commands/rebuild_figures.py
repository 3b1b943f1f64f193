"""``manage.py rebuild_figures``: all comparable numbers anew from the stored sheets and claims, then what follows
from them for neighbouring years."""

import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from disclosures import across_years
from disclosures.models import Department, Disclosure
from ingest import figures


class Command(BaseCommand):
    help = "按已存的决算表和文字说明重建全部可比数和跨年对照；重复运行结果相同。"

    def handle(self, *args, **options):
        disclosures = Disclosure.objects.select_related("current", "department__region").order_by("pk")
        counts = [figures.rebuild(disclosure) for disclosure in _shown(disclosures, "份")]
        self.stdout.write(f"{len(counts)} 份部门决算，{sum(counts)} 个可比数")
        compared = [
            across_years.rebuild(each) for each in _shown(Department.objects.order_by("pk"), "个部门")
        ]
        self.stdout.write(f"{len(compared)} 个部门，{sum(compared)} 处跨年对照")


def _shown(rows, unit: str):
    return tqdm(rows, unit=unit, leave=False, disable=not sys.stderr.isatty())
