"""``manage.py rebuild_figures``: all comparable numbers anew from the stored sheets and claims, then what follows
from them: what each report discloses, the comparison of neighbouring years, the lines of the 三公 board and of the
lists of reports, and what the search finds."""

import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from disclosures import across_years, completeness, tallies
from disclosures.comparison import board_lines
from disclosures.models import Department, Disclosure, Region
from disclosures.search import index
from ingest import figures


class Command(BaseCommand):
    help = "按已存的决算表和文字说明重建全部可比数、公开清单、跨年对照、三公榜、核对结果的个数和搜索；重复运行结果相同。"

    def handle(self, *args, **options):
        disclosures = Disclosure.objects.select_related("current", "department__region").order_by("pk")
        counts = [_rebuilt(disclosure) for disclosure in _shown(disclosures, "份")]
        self.stdout.write(f"{len(counts)} 份部门决算，{sum(counts)} 个可比数")
        compared = [
            across_years.rebuild(each) for each in _shown(Department.objects.order_by("pk"), "个部门")
        ]
        self.stdout.write(f"{len(compared)} 个部门，{sum(compared)} 处跨年对照")
        lines = [board_lines.rebuild(each) for each in _shown(Department.objects.order_by("pk"), "个部门")]
        self.stdout.write(f"三公榜：{sum(lines)} 行")
        regions = Region.objects.order_by("pk").values_list("pk", flat=True)
        listed = [tallies.rebuild_region(region) for region in _shown(regions, "个地区")]
        self.stdout.write(f"核对结果已计数：{sum(listed)} 份")
        found = [
            index.rebuild_department(each) for each in _shown(Department.objects.order_by("pk"), "个部门")
        ]
        self.stdout.write(f"搜索：{sum(found)} 条")


def _rebuilt(disclosure: Disclosure) -> int:
    """How many figures; the list of what is disclosed rests on them."""
    found = figures.rebuild(disclosure)
    completeness.rebuild(disclosure)
    return found


def _shown(rows, unit: str):
    return tqdm(rows, unit=unit, leave=False, disable=not sys.stderr.isatty())
