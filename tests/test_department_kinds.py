"""Departments of one kind meet whatever their region, party prefix and spelling."""

import pytest

from disclosures.department_kinds import RULE, department_kind, label_of


@pytest.mark.parametrize(
    ("name", "key", "label"),
    [
        ("武汉市青山区人民政府办公室", "government-office", "政府办公室"),
        ("普陀区人民政府办公厅", "government-office", "政府办公室"),
        ("区政府办", "government-office", "政府办公室"),
        ("中共武汉市青山区委办公室", "party-office", "党委办公室"),
        ("中国共产党承德县委员会办公室", "party-office", "党委办公室"),
        ("武汉市财政局", "finance-bureau", "财政局"),
        ("云台区林业和草原局", "林业和草原局", "林业和草原局"),
        ("武汉市青山区人民政府红卫路街道办事处", "subdistrict-office", "街道办事处"),
        ("承德县下板城镇人民政府", "town-government", "镇政府"),
        ("青山区城乡统筹办公室", "城乡统筹办", "城乡统筹办"),
        ("、", "、", "、"),
    ],
)
def test_a_name_says_its_kind(name, key, label):
    assert (department_kind(name).key, department_kind(name).label) == (key, label)
    assert label_of(key) == label


def test_a_region_that_no_list_holds_is_left_out_when_it_is_given():
    assert department_kind("东岭新城财政局", "东岭新城").key == "finance-bureau"
    assert department_kind("东岭新城园林所", "东岭新城").key == "园林所"


def test_what_a_person_settled_goes_before_the_name():
    assert department_kind("青山区综合服务中心", function="finance-bureau").label == "财政局"
    assert department_kind("青山区综合服务中心", function="unknown").key == "综合服务中心"


def test_the_rule_is_one_sentence():
    assert RULE.count("。") == 1
