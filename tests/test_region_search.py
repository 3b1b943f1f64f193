"""Looking for a region by parts of its name, its code or pinyin."""

import pytest

from disclosures import region_search, regions


def found(query: str) -> list[str]:
    return [item.code for item in region_search.search(query)]


@pytest.mark.parametrize(
    "query",
    [
        "420107",
        "武汉青山",
        "武汉市青山区",
        "湖北省武汉市青山区",
        "湖北 青山",
        "青山 武汉",
        "wuhanqingshan",
        "whqs",
        "wuhan qingshan",
        "ＷＨＱＳ",
    ],
)
def test_what_means_one_region_finds_that_one(query):
    assert found(query) == ["420107"]


def test_namesakes_are_all_shown_before_names_that_only_begin_alike():
    assert found("青山") == ["150204", "420107", "360111"]
    assert found("qingshan")[:2] == ["150204", "420107"]
    assert set(found("普陀")) == {"310107", "330903"}


def test_the_city_stands_before_what_is_below_it():
    assert found("武汉")[0] == "420100"
    assert found("420")[0] == "420000"


@pytest.mark.parametrize(
    ("query", "code"), [("重庆", "500000"), ("chongqing", "500000"), ("luan", "341500"), ("嘉峪关", "620200")]
)
def test_readings_and_doubles(query, code):
    assert found(query)[0] == code
    assert found(query).count(code) == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("武汉东湖新技术开发区", "4201-donghu-hitech"),
        ("武汉经济技术开发区", "4201-wuhan-etdz"),
        ("武汉化学工业区", "4201-chemical-park"),
        ("donghu wuhan", "4201-donghu-hitech"),
        ("4201-yang", "4201-yangtze-new-area"),
        ("生态旅游风景区", "4201-donghu-scenic"),
    ],
)
def test_zones_are_found_by_what_reports_print(query, code):
    assert found(query)[0] == code


@pytest.mark.parametrize("query", ["", "   ", "月球", "%", "青山 包头 武汉", "xyzzy", "4201070"])
def test_nothing_is_found_for_nothing(query):
    assert found(query) == []


def test_no_more_than_asked_for():
    assert len(region_search.search("市", 7)) == 7


def test_every_label_leads_back_to_its_region_and_is_never_another_s():
    labels = [region_search.label(item) for item in regions.regions()]
    assert [region_search.by_label(text) for text in labels] == list(regions.regions())
    assert len(set(labels)) == len(labels)
    assert region_search.label(regions.region("310107")) == "310107 上海市普陀区"


@pytest.mark.parametrize(
    "text", ["420107 湖北省武汉市洪山区", "武汉市青山区", "999999", "", "420107武汉市青山区"]
)
def test_a_label_whose_parts_do_not_belong_together_is_none(text):
    assert region_search.by_label(text) is None
