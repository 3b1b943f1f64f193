"""Sentences made here → the counts that they print."""

import pytest

from ingest.parsing.facts import Paragraph, Section
from ingest.parsing.quantities import read_quantities

PART = Section(3, "", "第三部分 情况说明")
TITLES = {
    "three_public": "财政拨款“三公”经费支出决算情况说明",
    "assets": "国有资产占用情况说明",
    "performance": "预算绩效情况说明",
}


def counts(topic: str, *paragraphs: str) -> dict[str, int]:
    section = Section(3, "九", TITLES[topic], tuple(Paragraph(text) for text in paragraphs))
    return {read.key: int(read.value) for read in read_quantities((PART, section))}


@pytest.mark.parametrize(
    ("words", "batches", "persons", "accompanying"),
    [
        ("2023年共接待国内来访团组4个，49人次（陪同人员14人）。", 4, 49, 14),
        ("2024年共接待国内来访团组2个，32人次（不包括陪同人员）。", 2, 32, None),
        ("用于参观学习的接待工作1批次14人次(其中：陪同4人次)。", 1, 14, 4),
        ("国内公务接待15批次、1,120人次。", 15, 1120, None),
        ("公务接待批次5个，人次30人。", 5, 30, None),
        ("共接待国内来访团组3个、来宾20人次。", 3, 20, None),
        ("2023年共接待来访团组0个，人次（陪同人员0人）。2023年共接待国内来访团组4个，49人次。", 4, 49, None),
        ("接待外宾2批次、9人次。国内接待3批次、8人次。", 3, 8, None),
    ],
)
def test_domestic_receptions(words, batches, persons, accompanying):
    found = counts("three_public", words)
    assert found["three_public.reception.batches"] == batches
    assert found["three_public.reception.persons"] == persons
    assert found.get("three_public.reception.accompanying") == accompanying


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("全年支出涉及出国（境）团组1个，累计2人次", {"abroad.groups": 1, "abroad.persons": 2}),
        ("全年安排因公出国（境）团组0个、累计0人次。", {"abroad.groups": 0, "abroad.persons": 0}),
        ("本年度购置（更新）公务用车1辆。", {"vehicle_purchase.count": 1}),
        ("本年度购置公务用车2辆。", {"vehicle_purchase.count": 2}),
        ("公务用车购置数为0辆。", {"vehicle_purchase.count": 0}),
        ("本年度无购置(更新)公务用车辆。", {}),
        ("开支财政拨款的公务用车保有量为8辆。", {"vehicle.count": 8}),
        ("截至2023年12月31日，开支财政拨款的公务用车保有量7辆。", {"vehicle.count": 7}),
    ],
)
def test_journeys_and_vehicles(words, expected):
    assert counts("three_public", words) == {f"three_public.{key}": value for key, value in expected.items()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "某局共有车辆7辆，其中，机要通信用车1辆、单价100万元（含）以上设备2台（套）。",
            {"vehicles.total": 7, "equipment_100w": 2},
        ),
        (
            "共有车辆7辆。单价50万元(含)以上通用设备3台(套)，单价100万元(含)以上专用设备0台(套)。",
            {"vehicles.total": 7, "equipment_100w": 0},
        ),
        ("部门价值100万元以上专用设备0台（套）。", {"equipment_100w": 0}),
        ("单价100万元（含）以上设备（不含车辆）1台（套）。", {"equipment_100w": 1}),
    ],
)
def test_assets(words, expected):
    assert counts("assets", words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "共涉及项目4个，资金5万元。",
        "共涉及4个项目，资金5万元。",
        "绩效自评的2024年度项目4个，涉及预算金额5万元。",
        "共涉及4个一级项目。",
    ],
)
def test_evaluated_projects(words):
    assert counts("performance", words) == {"performance.projects": 4}


def test_staff_from_the_first_part():
    section = Section(
        1,
        "三",
        "部门人员构成",
        (
            Paragraph("某局总编制人数30个，其中：行政编制28人。在职实有人数38人，其中：行政编制26人。"),
            Paragraph("离退休人员34人，其中：离休1人，退休33人。"),
        ),
    )
    found = read_quantities((section, PART))
    assert {(read.key, int(read.value), read.section) for read in found} == {
        ("staff.establishment", 30, "三"),
        ("staff.on_job", 38, "三"),
        ("staff.retired", 34, "三"),
    }
