"""同类: who is of the same kind, in which order, and how a comparison begins with them."""

import pytest
from django.urls import reverse

from disclosures.comparison.peers import level_of, peers_of
from disclosures.models import Department, Region
from tests import builders as make
from tests.compare.test_statements import A, B, C, office, report

pytestmark = pytest.mark.django_db


def ask(client, query):
    return client.get(reverse("compare") + query)


def region(code, name, parent=None):
    above = Region.objects.filter(pk=parent).first()
    made, _ = Region.objects.get_or_create(
        code=code, defaults={"name": name, "full_name": name, "parent": above}
    )
    return made


def elsewhere(code, name, slug, year=2023, parent=None, function="government-office"):
    place = region(code, name, parent)
    department, _ = Department.objects.get_or_create(
        slug=slug, defaults={"name": f"{name}人民政府办公室", "region": place, "function": function}
    )
    return make.disclosure(department, year)


def slugs(found):
    return [department.slug for department in found]


def test_the_same_city_comes_first_then_the_same_province():
    for slug in (A, B, C):
        report(slug)
    elsewhere("420500", "宜昌市", "420500-government-office", parent="420000")
    region("420500", "宜昌市", "420000")
    elsewhere("420502", "西陵区", "420502-government-office", parent="420500")
    region("310000", "上海市")
    elsewhere("310107", "普陀区", "310107-government-office", parent="310000")
    found = peers_of(office(A), (2023,))
    assert slugs(found.shown) == [A, C, B, "420502-government-office", "310107-government-office"]
    assert "区县级的“政府办公室”" in found.rule


def test_a_city_is_no_peer_of_its_districts():
    report(A)
    report(B)
    elsewhere("420100", "武汉市", "420100-government-office", parent="420000")
    assert slugs(peers_of(office(A), (2023,)).shown) == [A, B]
    assert [level_of(Region(code=code)) for code in ("420000", "420100", "420107", "4201-donghu-hitech")] == [
        "省级", "市级", "区县级", "区县级",
    ]  # fmt: skip


def test_other_kinds_are_no_peers():
    report(A)
    make.disclosure(make.department("420111-x", "洪山区教育局", "420111"), 2023)
    assert slugs(peers_of(office(A), (2023,)).shown) == [A]


def test_one_without_a_report_of_the_year_is_named_apart():
    report(A)
    report(B, 2022)
    make.disclosure(office(C), 2023, published=False)
    found = peers_of(office(A), (2023,))
    assert (slugs(found.shown), slugs(found.elsewhere)) == ([A], [B])


def test_what_no_table_names_is_matched_by_its_name_without_the_district():
    first = make.department("420107-lin", "武汉市青山区林业和园林局站", "420107")
    second = make.department("420111-lin", "武汉市洪山区林业和园林局站", "420111")
    for department in (first, second):
        department.names.update(key="林业和园林局站")
        make.disclosure(department, 2023)
    assert slugs(peers_of(first, (2023,)).shown) == ["420107-lin", "420111-lin"]


def test_up_to_four_stand_side_by_side(client):
    for slug in (A, B, C):
        report(slug)
    page = ask(client, f"?peers={A}&y=2023").content.decode()
    assert "同类：各地同为区县级的“政府办公室”。" in page
    assert "先看口径" in page
    assert page.index("青山区 2023") < page.index("武昌区 2023") < page.index("洪山区 2023")
    assert f"/compare/?o={C},{A},{B}&amp;y=2023" in page  # moved to the right
    assert f"/compare/?o={A},{C}&amp;y=2023" in page  # without the last


def test_more_than_four_make_a_table_with_the_department_marked(client):
    for slug, value in ((A, "9.00"), (B, "20.00"), (C, "11.00")):
        make.figure(report(slug), "expenditure_total", value)
    for n in range(3):
        of = elsewhere(f"42012{n}", f"第{n}区", f"42012{n}-government-office", parent="420100")
        make.figure(of, "expenditure_total", "4.00")
    page = ask(client, f"?peers={A}&y=2023").content.decode()
    assert '<tr class="own">' in page and "本部门" in page
    assert "青山区 9.00，高于其中 3 个" in page
    assert page.count("<circle") == 6


def test_without_a_year_the_last_of_the_department_is_taken(client):
    report(A, 2022)
    report(B, 2023)
    response = ask(client, f"?peers={A}")
    assert (response.status_code, response.url) == (302, f"/compare/?peers={A}&y=2022")


def test_the_department_leads_to_its_peers(client):
    report(A)
    page = client.get(reverse("department", args=[A])).content.decode()
    assert f'href="/compare/?peers={A}"' in page


def test_alone_of_its_kind_it_says_so(client):
    report(A)
    page = ask(client, f"?peers={A}&y=2023").content.decode()
    assert "没有收录其他地区同类部门 2023 年的报告" in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?peers=nobody&y=2023", 404),
        (f"?peers={A},{B}&y=2023", 400),
        ("?peers=a%00b", 400),
        (f"?peers={A}&y=1", 400),
    ],
)
def test_a_wrong_wish_is_answered_in_words(client, query, status):
    report(A)
    assert ask(client, query).status_code == status
