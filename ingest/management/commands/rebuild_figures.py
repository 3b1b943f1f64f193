"""``manage.py rebuild_figures``: all comparable numbers anew from the stored sheets and claims."""

import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from disclosures.models import Disclosure
from ingest import figures


class Command(BaseCommand):
    help = "按已存的决算表和文字说明重建全部可比数；重复运行结果相同。"

    def handle(self, *args, **options):
        disclosures = Disclosure.objects.select_related("current", "department__region").order_by("pk")
        bar = tqdm(disclosures, unit="份", leave=False, disable=not sys.stderr.isatty())
        counts = [figures.rebuild(disclosure) for disclosure in bar]
        self.stdout.write(f"{len(counts)} 份部门决算，{sum(counts)} 个可比数")
