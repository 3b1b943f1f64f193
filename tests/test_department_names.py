"""Names of departments: what is compared, and the address."""

import pytest

from disclosures.department_names import forms, function, key, labels
from disclosures.department_slugs import slug


@pytest.mark.parametrize(
    "same",
    [
        ("青山区人民政府办公室", "武汉市青山区人民政府办公室", "区政府办", "区人民政府办公室"),
        ("青山区人民政府办公室（区人民政府研究室、区金融领导小组办公室）", "青山区人民政府办公室"),
        ("中国共产党武汉市青山区委员会办公室", "中共青山区委办公室", "区委办公室", "区委办"),
        ("共青团武汉市青山区委员会", "中国共产主义青年团武汉市青山区委员会", "共青团青山区委"),
        ("武汉青山区财政局", "湖北省武汉市青山区财政局", "区财政局", "青山区 财政局"),
        ("云台区水务和湖泊局", "武汉市云台区水务和湖泊局"),
        ("市场监督管理局", "武汉市青山区市场监督管理局"),
    ],
)
def test_spellings_of_one_department_have_one_key(same):
    assert len({key(name) for name in same}) == 1


def test_different_departments_have_different_keys():
    names = ["青山区人民政府办公室", "中共青山区委办公室", "青山区财政局", "青山区园林市政局", "青山区人大办"]
    assert len({key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("武汉市青山区人民政府办公室", "420107-government-office"),
        ("中国共产党武汉市青山区委员会办公室", "420107-party-office"),
        ("青山区财政局", "420107-finance-bureau"),
        ("武汉市第一中学", "420107-di-yi-zhong-xue"),
        ("？", "420107-department"),
    ],
)
def test_addresses_are_ascii(name, address):
    assert slug("420107", name) == address


def test_a_province_has_the_functions_of_its_districts():
    assert function("湖北省民政厅") == function("青山区民政局") == "civil-affairs-bureau"
    assert function("湖北省人民政府办公厅") == "government-office"


def test_a_long_name_makes_an_address_that_fits():
    assert len(slug("4201-donghu-hitech", "自然资源和规划" * 12)) <= 120


def test_functions_are_the_same_across_districts_and_have_labels():
    assert function("武昌区人民政府办公室") == function("洪山区政府办") == "government-office"
    assert function("上海市普陀区委社会工作部") == "social-work-department"
    assert function("武汉市第一中学") == ""
    assert labels()["government-office"] == "政府办公室"


def test_every_form_in_the_table_is_a_key_and_leads_to_one_function():
    for form, name in forms().items():
        assert key(form) == form, form
        assert name in labels()
