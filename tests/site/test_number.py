"""The permanent page of a number, and what the drawer shows of it."""

import re

import pytest

from disclosures.number_ids import disclosure_code, measure_id, number_id, parse
from disclosures.pages.crop import crop_of
from tests import builders as make
from tests.site.conftest import unmarked, words

REPORT = "/o/420107-government-office/2023/"
CODE = disclosure_code("420107-government-office", 2023, "own")


def number(statement, row, column):
    return f"/n/{number_id(CODE, statement, row, column)}/"


# The id


@pytest.mark.parametrize(
    ("statement", "row", "column", "spelled"),
    [
        ("expenditure", "2010301", "1", "03-2010301-1"),
        ("expenditure", "", "1", "03-total-1"),
        ("basic_by_economic", "人员经费合计", "决算数", "06-personnel-1"),
        ("other-12", "201.3", "x1", "o12-201.3-x1"),
        ("state_capital", "A-1", "x1", "08-_41_2d1-x1"),
    ],
)
def test_an_id_says_what_the_number_is(statement, row, column, spelled):
    given = number_id("7f3k2pq", statement, row, column)
    assert given == f"7f3k2pq-{spelled}"
    read = parse(given)
    assert (read.statement, f"{read.row}-{read.column}") == (statement, spelled.partition("-")[2])


@pytest.mark.parametrize(
    "given", ["", "x", "7f3k2pq", "7f3k2pq-03", "7f3k2pq-03-1", "7f3k2pq-99-1-1", "7f3k2pq-m-a-b"]
)
def test_what_is_no_id_is_not_found(client, db, given):
    assert parse(given) is None
    if given:
        assert client.get(f"/n/{given}/").status_code == 404


def test_the_code_of_a_disclosure_follows_from_whose_accounts_they_are(db):
    of = make.disclosure(make.department())
    assert of.code == CODE == disclosure_code("420107-government-office", 2023, "own")
    assert make.disclosure(of.department, scope="consolidated").code != of.code


def test_a_code_that_is_taken_gets_longer(db):
    other = make.disclosure(make.department("other", "别处"))
    type(other).objects.filter(pk=other.pk).update(code=CODE)
    of = make.disclosure(make.department())
    assert of.code.startswith(CODE)
    assert len(of.code) == len(CODE) + 1


# The page


def test_every_number_of_a_statement_leads_to_its_page(qingshan, get):
    for statement in ("summary", "expenditure", "basic_by_economic", "three_public"):
        html = unmarked(get(f"{REPORT}t/{statement}/"))
        cells = re.findall(
            r'<td id="[^"]+"[^>]*><a href="(/n/[^"]+)">(?:<span.*?</span></span>)?([^<]+)</a>', html
        )
        assert len(cells) > 8
        for address, text in (cells[0], cells[-1]):
            assert f'<p class="val num number">{text}<span' in get(address)


def test_the_page_says_where_the_number_stands(qingshan, get):
    text = words(get(number("expenditure", "2010301", "1")))
    assert "2010301 行政运行 › 本年支出合计" in text
    assert "1,247.12万元" in text.replace(" ", "")
    assert "12,471,200.00 元" in text
    assert "公开03表，科目 2010301，1 栏" in text
    assert "原件第 9 页" in text
    assert "原件的文字，逐字读出。" in text


def test_a_sum_of_columns_shows_its_linked_operands(qingshan, get):
    html = get(number("expenditure", "201", "1"))
    assert "1 栏＝2 + 3 + 4 + 5 + 6 栏" in html
    assert f'href="{number("expenditure", "201", "2")}"' in html
    text = words(html)
    assert (
        "基本支出 1,247.12 + 项目支出 224.08 = 1,471.20 另有 3 项空白。本年支出合计印的是 1,471.20（本数）。"
        in text
    )


def test_a_part_shows_the_sum_that_it_belongs_to(qingshan, get):
    text = words(get(number("expenditure", "2101103", "1")))
    assert "行政事业单位医疗＝其下各项之和" in text
    assert "行政单位医疗 29.55 + 公务员医疗补助 47.58 + 其他行政事业单位医疗支出 2.54 = 79.67" in text


def test_a_sum_that_does_not_come_out_is_told_as_arithmetic(qingshan, get):
    text = words(get(number("expenditure", "", "3")))
    assert "224.08 + 卫生健康支出 6.05 + 金融支出 4,623.29 = 4,853.42 另有 3 项空白。" in text
    assert "合计印的是 8,354.05（本数），与相加所得差 3,500.63。" in text
    assert "不一致" not in text


def test_operands_that_are_all_blank_are_not_added(qingshan, get):
    assert "各项都是空白，无从相加。" in words(get(number("expenditure", "206", "1")))


def test_a_sum_of_lines_names_its_range(qingshan, get):
    text = words(get(number("summary", "57", "2")))
    assert "57 行＝31 至 56 行之和" in text
    assert "一、一般公共服务支出 1,471.20 + 六、科学技术支出 3,500.63" in text


def test_a_subtracted_column_has_its_sign(db, get):
    of = make.disclosure(make.department())
    make.sheet(of.current, "government_funds", "合计 1.00 5.00 4.00 4.00 . 2.00")
    text = words(get(f"/n/{number_id(of.code, 'government_funds', '', '6')}/"))
    assert "6 栏＝1 + 2 − 3 栏 年初结转和结余 1.00 + 本年收入 5.00 − 小计 4.00 = 2.00" in text


def test_the_same_number_elsewhere_in_the_report(qingshan, get):
    html = get(number("summary", "36", "2"))
    text = words(html)
    assert "3,500.63支出决算表，206 科学技术支出 › 本年支出合计" in text
    assert f'href="{number("general_budget", "206", "1")}"' in html
    assert "3,500.63收入支出决算总表" not in text


def test_a_finding_that_names_the_number_stands_on_its_page(db, get):
    of = make.disclosure(make.department())
    make.sheet(of.current, "expenditure", "合计 3.00 1.00 1.00")
    place = {"page": 9, "statement": "expenditure", "row": "", "column": "1", "text": "3.00"}
    make.finding(of.current, "T03_ROW", "fail", message="1 栏与 2 至 6 栏之和相差 1.00。", where=[place])
    text = words(get(f"/n/{number_id(of.code, 'expenditure', '', '1')}/"))
    assert "不一致 1 栏与 2 至 6 栏之和相差 1.00。" in text
    assert "不一致" not in words(get(f"/n/{number_id(of.code, 'expenditure', '', '2')}/"))


def test_a_superseded_value_shows_both(db, get):
    of = make.disclosure(make.department())
    make.sheet(of.current, "expenditure", "合计 3.00 1.00 2.00")
    of.current = make.add_revision(of)
    of.save()
    make.sheet(of.current, "expenditure", "合计 4.00 1.00 3.00")
    address = f"/n/{number_id(of.code, 'expenditure', '', '1')}/"
    text = words(get(address))
    assert "第 1 版 3.00 第 2 版（本页） 4.00" in re.sub(r"(?<=[版）0])(?=[第34])", " ", text)
    former = words(get(f"{address}?rev=1"))
    assert "这是第 1 版所印的数，已有更新的版本。" in former
    assert '<a href="/n/' in get(f"{REPORT}t/expenditure/?rev=1")
    assert f"{number('expenditure', '', '1')}?rev=1" in get(f"{REPORT}t/expenditure/?rev=1")


def test_a_number_that_the_current_revision_lacks_keeps_its_page(db, get, client):
    of = make.disclosure(make.department())
    make.sheet(of.current, "expenditure", "合计 3.00\n201 甲 3.00")
    of.current = make.add_revision(of)
    of.save()
    make.sheet(of.current, "expenditure", "合计 4.00")
    address = f"/n/{number_id(of.code, 'expenditure', '201', '1')}/"
    text = words(get(address))
    assert "现行版本没有这一格。" in text
    assert "3.00万元" in text
    assert "没有这一格" in text
    assert client.get(f"{address}?rev=2").status_code == 404


def test_a_later_revision_that_is_not_published_stays_unseen(db, get, client):
    of = make.disclosure(make.department())
    make.sheet(of.current, "expenditure", "合计 3.00")
    make.sheet(make.add_revision(of), "expenditure", "合计 9.99")
    address = f"/n/{number_id(of.code, 'expenditure', '', '1')}/"
    assert "9.99" not in get(address)
    assert client.get(f"{address}?rev=2").status_code == 404


def test_a_number_of_an_unpublished_report_has_no_page(db, client):
    of = make.disclosure(make.department(), published=False)
    make.sheet(of.revisions.get(), "expenditure", "合计 3.00")
    assert client.get(f"/n/{number_id(of.code, 'expenditure', '', '1')}/").status_code == 404


def test_a_blank_place_has_a_page_that_says_so(qingshan, get):
    text = words(get(number("expenditure", "206", "2")))
    assert "空白" in text
    assert "原表此格空白，不按零计。" in text


def test_another_reading_is_shown_beside_the_number(db, get):
    of = make.disclosure(make.department())
    row = make.code_rows("revenue", "201 甲 1.00")[0]
    row["cells"][0]["second"] = "7.00"
    make.sheet(of.current, "revenue", [row])
    address = f"/n/{number_id(of.code, 'revenue', '201', '1')}/"
    assert "7.00 两种读法不同，请对照原件。" in words(get(address))
    assert "7.00 两种读法不同" in words(get(f"{address}?fragment=1"))


def test_rows_that_share_a_code_have_pages_of_their_own(db, get):
    of = make.disclosure(make.department())
    make.sheet(of.current, "revenue", make.code_rows("revenue", "201310 甲 1.00\n201310 乙 2.00"))
    addresses = re.findall(r'<td id="[^"]+"[^>]*><a href="([^"]+)"', get(f"{REPORT}t/revenue/"))
    assert len(set(addresses)) == 2
    assert "乙" in words(get(addresses[1]))


def test_a_statement_outside_the_nine_has_numbers_too(db, get):
    of = make.disclosure(make.department())
    make.sheet(
        of.current,
        "other",
        [{"line": "", "code": "", "code_text": "", "name": "甲", "cells": [make.cell("x1", "数", "5.00")]}],
    )
    assert "甲 › 数" in words(get(f"/n/{number_id(of.code, 'other-0', '', 'x1')}/"))


def test_a_number_that_only_the_prose_gives_shows_its_sentence(db, get):
    of = make.disclosure(make.department())
    make.figure(of, "vehicles.total", "13", section="十二", page=20)
    make.passage(
        of.current,
        "十二",
        "国有资产占用情况",
        "截至2023年12月31日，本部门共有车辆13辆。其中13台设备。",
        page=20,
    )
    text = words(get(f"/n/{measure_id(of.code, 'vehicles.total')}/"))
    assert "13辆" in text
    assert "“截至2023年12月31日，本部门共有车辆13辆。”" in text
    assert "文字说明第十二节，没有表印出这个数。" in text
    html = get(f"/n/{measure_id(of.code, 'vehicles.total')}/")
    assert f'src="/page/{of.current.sha256}/20.png?w=800"' in html
    assert 'alt="原件第 20 页整页，印有上面这句话：13 辆"' in html
    assert "句子在第 20 页。这是整页的图，没有框出它所在的行。" in text


def test_a_number_of_the_prose_in_a_report_without_pages_has_no_picture(db, get):
    of = make.disclosure(make.department(), media_type="text/plain", pages=None)
    make.figure(of, "vehicles.total", "13", section="十二", page=None)
    html = get(f"/n/{measure_id(of.code, 'vehicles.total')}/")
    assert "原件不分页，没有页面图。" in html
    assert "/page/" not in html


def test_a_measure_that_a_statement_prints_leads_to_its_cell(qingshan, client):
    response = client.get(f"/n/{measure_id(CODE, 'expenditure_current')}/")
    assert (response.status_code, response["Location"]) == (302, number("summary", "57", "2"))


# Citing it


def test_the_citation_names_page_date_and_digest(qingshan, get):
    html = get(number("expenditure", "206", "1"))
    cited = re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.S)
    sha256 = qingshan.current.sha256[:16] if hasattr(qingshan, "current") else ""
    assert len(cited) == 3
    for text in cited:
        assert "/n/" in text
        assert "3,500.63" in text
        assert sha256 in text
        assert re.search(r"20\d\d[-年]\d\d?", text)
    assert re.match(
        r"武汉市青山区人民政府办公室\. 2023年度部门决算: 支出决算表，.*\[R/OL\]: 9\[\d{4}-\d\d-\d\d\]\. http",
        cited[0],
    )
    assert "pages = {9}" in cited[2]
    assert html.count('data-copy="y') == 3


# The drawer


def test_the_drawer_is_a_part_of_a_page(qingshan, get):
    html = get(f"{number('expenditure', '206', '1')}?fragment=1")
    assert "<html" not in html
    assert html.startswith("<h2")
    text = words(html)
    for said in (
        "206 科学技术支出 › 本年支出合计",
        "3,500.63",
        "固定链接",
        "SHA-256",
        "解析版本 0.1.0",
        "第 1 版",
    ):
        assert said in text


def test_a_cell_with_a_place_shows_its_crop(db, get):
    of = make.disclosure(make.department())
    row = make.code_rows("revenue", "201 甲 1.00")[0]
    row["cells"][0] = make.cell("1", "合计", "1.00", page=9, bbox=[300, 200, 330, 210])
    make.sheet(of.current, "revenue", [row])
    html = get(f"/n/{number_id(of.code, 'revenue', '201', '1')}/?fragment=1")
    assert f'src="/crop/{of.current.sha256}/9/' in html
    assert f"/file/{of.current.sha256}/" in html
    assert "#page=9" in html
    assert 'alt="原件第 9 页的一段，框出的是“201 甲 › 本年收入合计”：1.00 万元"' in html


def test_a_report_without_pages_says_so(db, get):
    of = make.disclosure(make.department(), media_type="text/plain", pages=None)
    make.sheet(of.current, "revenue", make.code_rows("revenue", "201 甲 1.00", page=None))
    html = get(f"/n/{number_id(of.code, 'revenue', '201', '1')}/")
    assert "原件不分页，没有页面图。" in html
    assert "/crop/" not in html


def test_the_statement_carries_the_drawer_and_its_script_once(qingshan, get):
    html = get(f"{REPORT}t/expenditure/")
    assert html.count("drawer.js") == html.count('id="drawer"') == html.count('id="drawer-sheet"') == 1
    assert "drawer.js" not in get(f"{REPORT}t/government_funds/")


@pytest.mark.parametrize("kind", ["", "?fragment=1"])
def test_a_number_costs_few_queries(qingshan, client, kind, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        client.get(number("summary", "57", "2") + kind)


# Where the frame stands


def rows(*lines):
    """Rows of (column, x0, top) on page 1; every number is 30 × 10 points."""
    return [
        {"cells": [{"column": c, "page": 1, "bbox": [x, top, x + 30, top + 10]} for c, x, top in line]}
        for line in lines
    ]


def test_the_numbers_of_a_row_share_a_strip_of_four_rows():
    given = rows(*([("1", 100, top), ("2", 200, top + 1)] for top in range(100, 200, 20)))
    first, second = (crop_of(given, cell) for cell in given[2]["cells"])
    assert first.strip == second.strip == (1, 115, 196)


def test_the_frame_is_as_wide_as_its_column_and_leaves_its_neighbours_out():
    given = rows([("1", 100, 100), ("2", 131, 100)], [("1", 80, 120)])
    crop = crop_of(given, given[0]["cells"][0])
    assert (crop.x, crop.x + crop.width) == (76, 130.5)


def test_a_form_of_one_row_shows_its_headings():
    alone = crop_of(rows([("1", 100, 100)]), rows([("1", 100, 100)])[0]["cells"][0])
    assert alone.top <= 40


def test_numbers_of_other_pages_do_not_matter():
    given = rows([("1", 100, 100)], [("1", 100, 103)])
    given[1]["cells"][0]["page"] = 2
    assert crop_of(given, given[0]["cells"][0]).page == 1
    assert crop_of(given, {"column": "1", "page": None, "bbox": None}) is None
