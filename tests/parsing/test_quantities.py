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
        (
            "共安排国内公务接待50批次（其中：外事接待0批次），接待人次300人（其中：外事接待人次0人）。",
            50,
            300,
            None,
        ),
        ("共接待国内来访团组5个，来访外宾0人次，接待总人次50人次。", 5, 50, None),
        ("全年国内公务接待20批，累计接待180人次，其中外事接待0批，累计接待0人次。", 20, 180, None),
        ("国内公务接待15批次120人，其中：国内外事接待0批次，0人。", 15, 120, None),
        (
            "外事接待支出0万元，接待全年累计1批次，2人次。其他国内公务接待支出1万元，接待全年累计12批次，110人次。",
            12,
            110,
            None,
        ),
        ("本年度共发生公务接待5批次、50人次。", 5, 50, None),
        ("国内公务接待批次为520个，接待人次为4200人。", 520, 4200, None),
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
        ("本年未购置公务用车。", {}),
        ("2023年购置（更新）0辆，车均购置费0万元。", {"vehicle_purchase.count": 0}),
        ("公务用车购置支出0.00元，购置车辆0辆。", {"vehicle_purchase.count": 0}),
        ("全年按规定更新购置公务用车1辆，其中：轿车1辆。", {"vehicle_purchase.count": 1}),
        ("公务用车购置量0辆，公务用车保有2辆。", {"vehicle_purchase.count": 0, "vehicle.count": 2}),
        ("公务车保有量为9辆。", {"vehicle.count": 9}),
        ("截至2023年12月31日，单位共有公务用车2辆，其中：轿车1辆。", {"vehicle.count": 2}),
        ("全年安排因公出国（境）团组0次，出国（境）0人。", {"abroad.groups": 0, "abroad.persons": 0}),
        ("因公出国（境）共计2个团组，3人；", {"abroad.groups": 2, "abroad.persons": 3}),
        ("因公出国（境）团组2个，因公出国（境）3人次。", {"abroad.groups": 2, "abroad.persons": 3}),
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
        (
            "2023年车辆6台，共计120.5万元；单位价值50万元以上的通用设备1台（套），单位价值100万元以上的专用设备0台（套）。",
            {"vehicles.total": 6, "equipment_100w": 0},
        ),
        ("房屋1,200.00平方米，价值300.00万元。车辆1辆，价值15.00万元。", {"vehicles.total": 1}),
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
        "我部门对4个项目开展了绩效自评，涉及资金5万元。",
        "组织对2023年度4个项目支出全面开展绩效自评。",
        "共开展4项项目支出自评价。",
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("实有人数11人，其中：在职人员10人，离休人员0人，退休人员1人。", {"total": 11, "on_job": 10}),
        ("年末实有人数35人，其中在职人员20人，退休人员15人。", {"total": 35, "on_job": 20}),
        ("核定编制50名，实有在职人员45名，离退休人员30名。", {"establishment": 50, "on_job": 45, "retired": 30}),
        ("行政编制80人，实际70人；事业编制30人，实际28人。离退休人员25人。", {"retired": 25}),
        ("人员编制总数为50人，其中：行政编制20人。在职在编人员45人。", {"establishment": 50, "on_job": 45}),
    ],
)  # fmt: skip
def test_wordings_of_staff(words, expected):
    section = Section(1, "二", "机构设置及人员情况", (Paragraph(words),))
    found = read_quantities((section, PART))
    assert {read.key.removeprefix("staff."): int(read.value) for read in found} == expected
