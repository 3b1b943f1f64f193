"""The checks of one report: each number leads to its own page and to the paper; a former revision says that it is one."""

import re

import pytest

from disclosures.number_ids import measure_id, number_id
from tests import builders as make
from tests.site.conftest import words

REPORT = "/quality/420107-government-office/2023/"
BOX = [100.0, 200.0, 150.0, 212.0]


def place(row, column="1", statement="expenditure", text="", bbox=None, page=9):
    return {
        "page": page, "statement": statement, "row": row, "column": column, "text": text, "bbox": bbox,
    }  # fmt: skip


def sentence(text, page=22):
    return place(None, None, None, text, page=page)


@pytest.fixture
def of(db):
    return make.disclosure(make.department(), 2023)


def found(of, *where, **fields):
    fields = {"message": "两数不同。"} | fields
    return make.finding(of.current, "T03_TREE", "fail", "error", where=list(where), **fields)


def boxed(of):
    """A statement whose total has a box on page 9."""
    held = make.sheet(of.current, "expenditure", "合计 9.00\n201 一般公共服务支出 9.00")
    for row in held.data["rows"]:
        row["cells"][0]["bbox"] = BOX
    held.save()
    return held


def test_a_cell_leads_to_its_own_page_its_table_and_its_strip_of_the_page(of, get):
    boxed(of)
    found(of, place("", bbox=BOX))
    html = get(REPORT)
    number = f"/n/{number_id(of.code, 'expenditure', '', '1')}/"
    assert f'<a class="num" href="{number}">9.00</a>' in html
    assert 't/expenditure/#c-total-1">' in html
    sha = of.current.sha256
    assert f"/page/{sha}/9.png" in html and f"/crop/{sha}/9/" in html
    assert "看原件的这一行" in html
    assert "9.00" in words(get(number))


def test_the_list_leads_to_the_number_too(of, get):
    boxed(of)
    found(of, place("201", bbox=BOX))
    html = get("/quality/")
    number = f"/n/{number_id(of.code, 'expenditure', '201', '1')}/"
    assert f'<a class="num" href="{number}">9.00</a>' in html
    assert f"/page/{of.current.sha256}/9.png" in html
    get(number)


def test_a_cell_without_a_box_has_no_picture(of, get):
    make.sheet(of.current, "expenditure", "合计 9.00")
    found(of, place(""))
    html = get(REPORT)
    own = html.split('id="buyizhi"')[1].split("</section>")[0]
    assert "/n/" in own and ".png" not in own


def test_a_blank_cell_is_named_blank(of, get):
    make.sheet(of.current, "expenditure", "合计 9.00 . 9.00")
    found(of, place("", "2"))
    assert "空白" in words(get(REPORT))


def test_a_row_printed_twice_has_no_number_unless_its_box_tells_which(of, get):
    held = make.sheet(of.current, "expenditure", "201 甲 1.00\n201 乙 2.00")
    second = held.data["rows"][1]["cells"][0]
    second["bbox"] = BOX
    held.save()
    found(of, place("201"))
    assert "/n/" not in get(REPORT)
    found(of, place("201", bbox=BOX))
    html = get(REPORT)
    assert re.search(r'<a class="num" href="(/n/[^"]+)">2\.00</a>', html)
    address = re.search(r'<a class="num" href="(/n/[^"]+)">', html)[1]
    assert "2.00" in words(get(address)) and "乙" in words(get(address))


def test_a_cell_that_is_not_there_keeps_its_words(of, get):
    make.sheet(of.current, "expenditure", "合计 9.00")
    found(of, place("299", text="其他支出 1.00"))
    html = get(REPORT)
    assert "其他支出 1.00" in words(html) and "/n/" not in html


def told(of, measure, value, section="十", page=22):
    return make.figure(of, measure, value, section=section, page=page, statement="", row="", column="")


def test_a_number_told_in_prose_leads_to_its_page(of, get):
    told(of, "agency_operation", "93.71")
    make.passage(of.current, "十", "机关运行经费", "机关运行经费支出93.71万元。", page=22)
    found(of, sentence("机关运行经费支出93.71万元。"))
    html = get(REPORT)
    number = f"/n/{measure_id(of.code, 'agency_operation')}/"
    assert f'<a class="num" href="{number}">93.71</a>' in html
    assert f'href="{number}"' in get("/quality/")
    assert "93.71" in words(get(number))


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("支出193.71万元。", ()),  # another number that ends alike
        ("支出93.71元。", ()),  # another unit
        ("支出93.71万元。", ("procurement.total",)),  # two measures of that value on the page
    ],
)
def test_a_number_that_is_not_beyond_doubt_is_not_linked(of, get, text, others):
    told(of, "agency_operation", "93.71")
    for measure in others:
        told(of, measure, "93.71")
    found(of, sentence(text))
    assert "/n/" not in get(REPORT)


def test_the_claim_tells_which_of_two_equal_numbers_it_is(of, get):
    told(of, "agency_operation", "93.71")
    told(of, "procurement.total", "93.71")
    text = "机关运行经费支出93.71万元。"
    claim = make.claim(of.current, "amount", "agency_operation", amount="93.71", text=text, section="十")
    found(of, sentence(text), claim=claim)
    html = get(REPORT)
    assert measure_id(of.code, "agency_operation") in html
    assert measure_id(of.code, "procurement.total") not in html


def test_of_several_numbers_in_a_sentence_the_named_one_is_shown(of, get):
    told(of, "basic_expenditure", "17.93", "三")
    told(of, "project_expenditure", "85.57", "三")
    text = "其中：基本支出17.93万元；项目支出85.57万元。"
    found(of, sentence(text), message="自评资金占项目支出的比重：80.00 ÷ 85.57。")
    html = get(REPORT)
    assert measure_id(of.code, "project_expenditure") in html
    assert measure_id(of.code, "basic_expenditure") not in html
    found(of, sentence(text), message="各数之和。")
    assert measure_id(of.code, "basic_expenditure") in get(REPORT)


@pytest.fixture
def revised(of):
    """The first revision prints 8.00 and has a 不一致, the second 9.00 and none; a third is not released."""
    make.sheet(of.current, "expenditure", "合计 8.00", title="2023年度支出决算表")
    make.passage(of.current, "三", "支出决算情况说明", "支出8.00万元。", page=15)
    found(of, place(""), sentence("支出8.00万元。", 15), message="第一版的不一致。")
    of.current = make.add_revision(of)
    of.save()
    make.sheet(of.current, "expenditure", "合计 9.00")
    make.add_revision(of)
    return of


def test_a_former_revision_shows_its_own_checks_and_leads_to_the_current(revised, get):
    html = get(f"{REPORT}?rev=1")
    text = words(html)
    assert "这是第 1 版的核对，已有更新的版本" in text and "第一版的不一致" in text
    assert f'<a href="{REPORT}">看现行版本的核对</a>' in html
    assert f'<link rel="canonical" href="{REPORT}">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert f"/n/{number_id(revised.code, 'expenditure', '', '1')}/?rev=1" in html
    assert "t/expenditure/?rev=1#c-total-1" in html and "2023/?rev=1#s三" in html
    assert 'id="R01"' not in html


def test_the_numbers_of_a_former_revision_are_its_own(revised, get):
    address = f"/n/{number_id(revised.code, 'expenditure', '', '1')}/"
    assert "8.00" in words(get(f"{address}?rev=1")) and "9.00" in words(get(address))


def test_the_current_revision_is_not_headed_as_superseded(revised, get):
    for address in (REPORT, f"{REPORT}?rev=2"):
        html = get(address)
        assert "第一版的不一致" not in html and "noindex" not in html
        assert f'<a href="{REPORT}?rev=1">第 1 版的核对</a>' in html
        assert f'<link rel="canonical" href="{REPORT}">' in html


@pytest.mark.parametrize("rev", ["0", "3", "99", "x", "-1", "1.5", "9999999", "１"])
def test_a_revision_that_is_not_there_is_not_found(revised, get, rev):
    get(f"{REPORT}?rev={rev}", status=404)


def test_the_report_leads_to_the_checks_of_the_revision_it_shows(revised, get):
    assert f"{REPORT}?rev=1" in get("/o/420107-government-office/2023/?rev=1")


def test_a_scope_and_a_revision_go_together(revised, get):
    make.disclosure(revised.department, 2023, scope="consolidated")
    html = get(f"{REPORT}?scope=own&rev=1")
    assert "第一版的不一致" in html
    assert f'href="{REPORT}?scope=own">看现行版本的核对' in html
    get(f"{REPORT}?rev=2", status=404)


@pytest.mark.parametrize("address", [REPORT, f"{REPORT}?rev=1"])
def test_the_queries_stay_few(revised, client, address, django_assert_max_num_queries):
    for row in range(30):
        found(revised, place(str(row)), sentence("支出9.00万元。"))
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200
