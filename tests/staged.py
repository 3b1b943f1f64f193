"""The scene of ``tests.scene`` and the samples of pictures in a database that is served; run inside ``manage.py shell``.

``addresses.json`` in the data folder then names an address for every route that a person may look at, as the table
of ``tests.test_routes`` fills it.
"""

import json

from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings
from django.urls import reverse
from django.utils.http import urlencode

from disclosures.number_ids import measure_id
from tests import scene as scenes
from tests.people import person
from tests.scene import SAMPLES, Scene
from tests.test_routes import ASKED, LINES, QUERY

PASSWORD = "open-sesame-42"
ADDRESSES = "addresses.json"
ALSO = ("hongshan-government-office-2023.pdf", "qingshan-party-office-2024.pdf")
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
# What a route shows besides what the table asks of it.
OTHERWISE = {
    "缺项的报告": lambda s: reverse("report", args=("420111-government-office", 2023)),
    "图片表": lambda s: reverse("statement", args=("420111-government-office", 2023, "expenditure")),
    "声明为空的表": lambda s: reverse(
        "statement", args=("420111-government-office", 2023, "government_funds")
    ),
    "逐级的表": lambda s: reverse("statement", args=(s.department.slug, s.published.year, "expenditure")),
    "三块的表": lambda s: reverse(
        "statement", args=(s.department.slug, s.published.year, "basic_by_economic")
    ),
    "一行的表": lambda s: reverse("statement", args=(s.department.slug, s.published.year, "three_public")),
    "文字说明的数": lambda s: reverse("number", args=(measure_id(s.published.code, "vehicles.total"),)),
    "没有选的比较": lambda s: reverse("compare"),
    "几个部门的比较": lambda s: (
        reverse("compare") + "?o=420107-government-office,420111-government-office&y=2023"
    ),
    "地区的比较": lambda s: reverse("compare") + "?d=420107,420111&y=2023&m=three_public.total.actual",
    "没有问的搜索": lambda s: reverse("search"),
    "找不到的搜索": lambda s: reverse("search") + "?q=不存在的词语",
    "上一级地区": lambda s: reverse("district", args=("420100",)),
    "空的榜": lambda s: reverse("sangong") + "?y=2022&over=1",
    "有报错的地址": lambda s: reverse("report-error") + f"?n={s.number}",
    "发布的任务": lambda s: reverse("manage-job", args=(s.ready.pk,)),
    "失败的任务": lambda s: reverse("manage-job", args=(s.failed.pk,)),
    "复核台的另一张表": lambda s: reverse("manage-bench", args=(s.waiting.sha256,)) + "?t=expenditure",
}


def _asked(route: str, scene: Scene) -> str:
    place = reverse(route, args=ASKED.get(route, lambda _: ())(scene))
    query = QUERY.get(route, lambda _: {})(scene)
    return f"{place}?{urlencode(query)}" if query else place


def _addresses(scene: Scene) -> dict[str, str]:
    looked_at = [line.route for line in LINES if line.method == "GET" and not line.route.startswith("admin")]
    named = {route: _asked(route, scene) for route in looked_at}
    gone = reverse("report", args=(scene.withdrawn.department.slug, scene.withdrawn.year))
    return named | {name: address(scene) for name, address in OTHERWISE.items()} | {"撤回的报告": gone}


def fill() -> None:
    """Everything read at once; two accounts with ``PASSWORD``: 经手人, who may do all, and 读者甲, who may not."""
    with override_settings(TASKS=AT_ONCE):
        call_command("ingest", *(str(SAMPLES / name) for name in ALSO), publish=True)
        scene = scenes.build()
    for account in (scene.person, person()):
        account.set_password(PASSWORD)
        account.save()
    told = json.dumps(_addresses(scene), ensure_ascii=False, indent=1)
    (settings.DATA_DIR / ADDRESSES).write_text(told, encoding="utf-8")
