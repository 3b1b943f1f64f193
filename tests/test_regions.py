"""Regions: the list is the national one, and same names are never confused."""

import csv

import pytest

from disclosures import regions
from tests.conftest import SHARED, leave_out


def codes(text: str, *hints: str) -> list[str]:
    return [item.code for item in regions.find(text, *hints)]


def national(name: str) -> list[dict[str, str]]:
    if not SHARED.is_dir():
        leave_out("national list of regions", "../shared is not here")
    with (SHARED / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_province_city_and_district_of_the_national_list_is_held():
    pseudo = ("市辖区", "县")
    wanted = {row["code"] + "0000": row["name"] for row in national("provinces.csv")}
    wanted |= {row["code"]: row["name"] for row in national("areas.csv")}
    wanted |= {
        row["code"] + "00": row["name"]
        for row in national("cities.csv")
        if row["name"] not in pseudo and "行政区划" not in row["name"]
    }
    held = {item.code: item.name for item in regions.regions() if "-" not in item.code}
    assert held == wanted


def test_every_parent_is_held_and_every_district_ends_in_a_province():
    for item in regions.regions():
        chain = regions.ancestors(item.code)
        assert (chain[0] if chain else item).code.endswith("0000")


@pytest.mark.parametrize(
    ("code", "name", "above"),
    [
        ("420107", "武汉市青山区", ["420000", "420100"]),
        ("310107", "上海市普陀区", ["310000"]),
        ("500229", "重庆市城口县", ["500000"]),
        ("429004", "湖北省仙桃市", ["420000"]),
        ("420100", "武汉市", ["420000"]),
        ("420000", "湖北省", []),
        ("4201-donghu-hitech", "武汉市东湖高新区", ["420000", "420100"]),
        ("4201-wuhan-etdz", "武汉经开区", ["420000", "420100"]),
        ("130821", "承德市承德县", ["130000", "130800"]),
        ("130771", "张家口经济开发区", ["130000", "130700"]),
        ("130772", "张家口市察北管理区", ["130000", "130700"]),
    ],
)
def test_full_name_and_parents(code, name, above):
    item = regions.region(code)
    assert item is not None and item.full_name == name
    assert [up.code for up in regions.ancestors(code)] == above


def test_an_unknown_code_is_no_region():
    assert regions.region("999999") is None
    assert regions.ancestors("999999") == ()


def test_every_region_is_found_by_its_full_name_and_by_no_other():
    lost = [
        item.full_name
        for item in regions.regions()
        if [one.code for one in regions.find(item.full_name)] != [item.code]
    ]
    assert lost == ["嘉峪关市"]  # the list gives this city a second code, below itself
    assert codes("嘉峪关市") == ["620200"]


def test_children_of_wuhan_are_its_districts_and_its_zones():
    below = [item.code for item in regions.children("420100")]
    assert below[:3] == ["4201-chemical-park", "4201-donghu-hitech", "4201-donghu-scenic"]
    assert len(below) == 13 + 5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("武汉市青山区人民政府办公室", "420107"),
        ("武汉 市青山 区人民政府", "420107"),
        ("武汉青山区财政局", "420107"),
        ("中国共产党武汉市青山区委员会办公室", "420107"),
        ("武汉市公安局青山区分局", "420107"),
        ("包头市青山区教育局", "150204"),
        ("武昌区人民政府办公室", "420106"),
        ("武昌区驻广州市办事处", "420106"),
        ("东西湖区商务局", "420112"),
        ("上海市普陀区财政局", "310107"),
        ("舟山市普陀区财政局", "330903"),
        ("济南市市中区财政局", "370103"),
        ("仙桃市财政局", "429004"),
        ("嘉峪关市财政局", "620200"),
        ("武汉市社区建设局", "420100"),
        ("武汉东湖新技术开发区管理委员会", "4201-donghu-hitech"),
        ("武汉市东湖生态旅游风景区管理委员会", "4201-donghu-scenic"),
        ("武汉东湖新技术开发区", "4201-donghu-hitech"),
        ("武汉市东湖新技术开发区教育局", "4201-donghu-hitech"),
        ("武汉东湖高新区管委会", "4201-donghu-hitech"),
        ("武汉市公安局东湖新技术开发区分局", "4201-donghu-hitech"),
        ("武汉市东湖风景区教育局", "4201-donghu-scenic"),
        ("武汉经济技术开发区（汉南区）财政局", "4201-wuhan-etdz"),
        ("武汉市经济技术开发区教育局", "4201-wuhan-etdz"),
        ("武汉经开区财政局", "4201-wuhan-etdz"),
        ("武汉市汉南区教育局", "420113"),
        ("武汉长江新区管理委员会", "4201-yangtze-new-area"),
        ("武汉长江新城管理委员会", "4201-yangtze-new-area"),
        ("武汉化学工业区管理委员会", "4201-chemical-park"),
        ("武汉市化学工业区管委会", "4201-chemical-park"),
        ("武汉市青山区（化工区）财政局", "420107"),
        ("石家庄市高新技术产业开发区财政局", "130171"),
        ("武汉市开发区管理办公室", "420100"),
        ("湖北省水利厅", "420000"),
    ],
)
def test_a_name_with_one_meaning(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", ["区委办公室", "城市管理局", "中心城区管理局", "化工区管委会", ""])
def test_a_name_without_a_region(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("云台区水务和湖泊局", "云台区"),
        ("中共武汉市东岭区委办公室", "东岭区"),
        ("湖北省东岭市财政局", "东岭市"),
        ("云青山区财政局", "云青山区"),
        ("武汉市临空港经济技术开发区管委会", "临空港经济技术开发区"),
        ("宜昌市高新技术产业开发区财政局", "高新技术产业开发区"),
        ("武汉市高新区财政局", "高新区"),
    ],
)
def test_a_district_that_is_not_listed_is_neither_its_city_nor_a_namesake(text, district):
    assert codes(text, "武汉市青山区") == []
    assert regions.unlisted(text) == district


def test_namesakes_stay_candidates():
    assert codes("青山区人民政府办公室") == ["150204", "420107"]
    assert codes("普陀区财政局") == ["310107", "330903"]


@pytest.mark.parametrize(
    ("hint", "code"),
    [
        ("武汉市财政局印发的办法", "420107"),
        ("包头市财政局印发的办法", "150204"),
        ("联系电话：027-86860000", "420107"),
        ("联系电话：（0472）3600000", "150204"),
        ("湖北省有关规定", "420107"),
        ("武汉市青山区与包头市结对", "420107"),
    ],
)
def test_namesakes_are_told_apart_by_city_telephone_or_province(hint, code):
    assert codes("青山区人民政府办公室", hint) == [code]


@pytest.mark.parametrize("hint", ["武汉市与包头市结对", "武汉市，电话0472-3600000", "湖南省", "电话86860000"])
def test_namesakes_are_never_guessed(hint):
    assert codes("青山区人民政府办公室", hint) == ["150204", "420107"]


def test_hints_are_asked_in_turn():
    assert codes("青山区人民政府办公室", "区政府", "包头市", "武汉市") == ["150204"]


def test_area_codes_lead_to_regions_that_are_held():
    assert codes("普陀区财政局", "021-52560000") == ["310107"]
    assert codes("鼓楼区财政局", "0371-25950000") == ["410204"]


def test_the_leading_region_of_a_name():
    assert regions.leading("武汉市青山区教育局") == "武汉市"
    assert regions.leading("武汉青山区教育局") == "武汉"
    assert regions.leading("云台区教育局") == "云台区"
    assert regions.leading("市场监督管理局") == ""
