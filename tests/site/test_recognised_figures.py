"""Numbers that were recognised in a picture and that nobody has looked at, wherever the site shows them again."""

import csv
import io
import json
import re
from html import unescape

import openpyxl
import pytest
from django.urls import reverse

from disclosures import across_years, tallies
from disclosures.comparison import board_lines
from disclosures.models import Claim, Department, Figure, Revision, Sheet
from disclosures.number_ids import disclosure_code, measure_id
from disclosures.search import index
from tests import builders as make
from tests.site import reports
from tests.site.conftest import unmarked, words
from tests.site.test_english import unmarked as unmarked_chinese
from tests.site.test_sharing import poster, walk

SLUG = "420107-government-office"
OFFICE, REPORT = f"/o/{SLUG}/", f"/o/{SLUG}/2023/"
CAUTION = "部分数由图片识别，未经人核对"
MARK = '<span class="origin">识<span class="vh">别所得</span></span>'
CELL = re.compile(r"<(td|dd)\b(?:(?!<(?:td|dd)\b).)*?</\1>", re.S)


def derive():
    """What publishing does after figures."""
    for department in Department.objects.all():
        across_years.rebuild(department)
        board_lines.rebuild(department)
        tallies.rebuild(department)
        index.rebuild_department(department)


def recognise(*measures: str):
    """These figures were recognised and nobody has looked at them."""
    assert Figure.objects.filter(measure__in=measures).update(origin="ocr") == len(measures)
    derive()


def recognise_all():
    """Everything was: each statement, and each page of prose."""
    Figure.objects.update(origin="ocr")
    Claim.objects.update(origin="ocr")
    Revision.objects.update(pictured=list(range(1, 60)))
    for sheet in Sheet.objects.all():
        for cell in (cell for row in sheet.data["rows"] for cell in row["cells"] if cell["text"]):
            cell.update(origin="ocr", confidence=0.99, doubtful=False)
        sheet.save()
    derive()


def records(client, address, asked=""):
    answer = client.get(f"{address}?{asked}")
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def cited(html):
    return unescape(re.findall(r'<pre id="y1".*?>(.*?)</pre>', html, re.S)[0])


def board_row(html):
    """The cells of the board's only row, by what they are."""
    row = re.search(r'<tbody role="rowgroup">\s*(<tr.*?</tr>)', html, re.S)[1]
    names = (
        "name",
        "actual",
        "bar",
        "budget",
        "over",
        "rate",
        "abroad",
        "purchase",
        "operation",
        "reception",
    )
    cells = re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.S)
    return dict(zip((*names, "change"), cells, strict=True))


def test_where_all_was_recognised_no_cell_of_a_page_has_an_amount_without_the_mark(db, client):
    reports.all_reports()
    recognise_all()
    bare, pages = [], 0
    for address, html in walk(client):
        pages += 1
        page = re.sub(r"<svg.*?</svg>|<script.*?</script>", "", html, flags=re.S)
        bare += [
            (address, words(cell[0]))
            for cell in CELL.finditer(page)
            if "<data value=" in cell[0] and MARK not in cell[0] and "图片识别" not in cell[0]
        ]
    assert pages > 80
    assert bare == []


def test_the_english_pages_say_it_in_english(db, client):
    reports.all_reports()
    recognise_all()
    found = {address: unmarked_chinese(page) for address, page in walk(client, "/en")}
    assert len(found) > 80
    assert {address: said for address, said in found.items() if said} == {}


def test_a_report_of_text_has_the_mark_nowhere(db, client):
    reports.all_reports()
    derive()
    for address, html in walk(client):
        assert MARK not in html, address
        assert "图片识别，未经人核对" not in html, address


def test_a_row_of_the_board_marks_its_numbers_and_what_is_made_of_them(qingshan, get):
    recognise("three_public.total.budget", "three_public.vehicle_operation.actual")
    cells = board_row(get("/sangong/?y=2023"))
    marked = {name for name, cell in cells.items() if MARK in cell}
    assert marked == {"budget", "over", "rate", "operation"}
    assert cells["operation"].count(MARK) == 2  # the amount, and what a vehicle cost
    assert words(unmarked(cells["over"])).startswith("识别所得▲ 高于 0.05")


def test_the_board_says_how_many_rows_were_recognised(qingshan, get, client):
    recognise("three_public.total.actual")
    html = get("/sangong/?y=2023")
    assert "其中 1 份有由图片识别、未经人核对的数。" in words(html)
    assert "“识”为由图片识别、未经人核对的数" in words(html)
    assert CAUTION in cited(html)
    assert CAUTION in poster(html)["source"]


def test_the_change_of_a_board_is_marked_with_the_words_that_state_it(qingshan, get):
    total = "three_public.total.actual"
    make.change_claim(qingshan.current, total, "43.43", "3.43", "8.58", origin="ocr")
    derive()
    cells = board_row(get("/sangong/?y=2023"))
    assert {name for name, cell in cells.items() if MARK in cell} == {"change"}


def test_a_change_that_we_compute_is_marked_with_either_of_its_numbers(qingshan, get):
    before = make.disclosure(make.department(), 2022)
    basis = {"basis": "general_budget"}
    make.figure(before, "three_public.total.actual", "40.00", **basis, origin="ocr")
    derive()
    row = board_row(get("/sangong/?y=2023"))["change"]
    assert words(unmarked(row)).startswith("识别所得▲ 增 3.43")
    assert "按上年报告计算" in row


def test_the_files_of_the_board_name_what_was_recognised(qingshan, client):
    recognise("three_public.total.actual", "three_public.reception.actual", "three_public.vehicle.count")
    (row,) = records(client, reverse("sangong-csv"), "y=2023")
    assert row["来源"] == "决算表（识别）"
    assert row["由图片识别、未经人核对的数"] == "决算、公务接待费决算、每辆运行"
    answer = client.get(f"{reverse('sangong-xlsx')}?y=2023")
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    sheet = book.worksheets[0]
    assert sheet.cell(1, sheet.max_column).value == "由图片识别、未经人核对的数"
    assert sheet.cell(2, sheet.max_column).value == "决算、公务接待费决算、每辆运行"


def test_a_number_of_the_prose_says_in_files_that_its_words_were_recognised(qingshan, client):
    Figure.objects.filter(measure="agency_operation").update(origin="ocr")
    (row,) = records(client, reverse("compare-csv"), f"o={SLUG}&y=2023&m=agency_operation")
    assert row["来源"] == "文字说明（识别）"


def test_a_district_marks_each_number_of_its_departments(qingshan, get):
    recognise("expenditure_current", "three_public.total.budget")
    html = get("/d/420107/?y=2023")
    row = re.search(r'<table class="flow dept".*?<tbody.*?(<tr.*?</tr>)', html, re.S)[1]
    cells = re.findall(r"<td\b.*?</td>", row, re.S)
    assert [cell.count(MARK) for cell in cells[:3]] == [1, 0, 1]
    assert words(unmarked(cells[2])).endswith("识别所得年初预算 43.38")
    assert f"{CAUTION}。" in words(html)
    assert CAUTION in cited(html)
    squares = re.search(r'<table class="hold">.*?</table>', html, re.S)[0]
    assert squares.count(MARK) == 1


def test_the_first_page_marks_numbers_sums_and_changes(qingshan, get):
    recognise("expenditure_current")
    Claim.objects.filter(kind="change").update(origin="ocr")
    html = get("/")
    assert "“识”为由图片识别、未经人核对的数。" in words(html)
    squares = re.search(r'<table class="hold">.*?</table>', html, re.S)[0]
    assert squares.count(MARK) == 1
    card = re.search(r'<ul class="districts">.*?</ul>', html, re.S)[0]
    assert words(unmarked(card)).count("识别所得9,840.40") == 1
    change = re.search(r'<ol class="trio">.*?</ol>', html, re.S)[0]
    assert words(unmarked(change)).count("识别所得") == 2


def test_the_years_of_a_department_are_marked_in_table_drawing_and_files(qingshan, get, client):
    recognise("expenditure_total")
    html = get(f"{OFFICE}?m=expenditure_total")
    twin = re.search(r'<table class="twin">.*?</table>', html, re.S)[0]
    assert "识别所得9,840.40" in words(unmarked(twin))
    assert "由图片识别，未经人核对" in words(twin)
    figure = re.search(r'<figure class="chart".*?</figure>', html, re.S)[0]
    assert f"{CAUTION}。" in words(figure)
    assert "9,840.40 万元（图片识别）" in re.search(r"<desc.*?</desc>", figure, re.S)[0]
    assert "标题所据的数由图片识别，未经人核对。" in words(html)
    assert CAUTION in cited(html)
    drawn = client.get(f"{OFFICE}chart.json?m=expenditure_total").json()
    assert "由图片识别，未经人核对" in drawn["data"][0]["customdata"][-1]
    other = get(f"{OFFICE}?m=agency_operation")
    assert CAUTION not in re.search(r'<figure class="chart".*?</figure>', other, re.S)[0]


@pytest.mark.parametrize("address", [f"/embed{REPORT}", f"/embed{OFFICE}?m=expenditure_total"])
def test_a_frame_says_what_was_recognised(qingshan, get, address):
    assert CAUTION not in get(address)
    recognise("expenditure_total")
    html = get(address)
    assert f"{CAUTION}。" in words(html)
    assert MARK in re.search(r'<table class="twin">.*?</table>', html, re.S)[0]


@pytest.mark.parametrize("address", [REPORT, f"{REPORT}brief/"])
def test_the_figures_at_the_head_of_a_report_are_marked(qingshan, get, address):
    recognise("expenditure_total", "three_public.total.budget", "personnel")
    figures = re.search(r'<dl class="figs.*?</dl>', get(address), re.S)[0]
    shown = {
        words(one).split("万元")[0].strip(): one.count(MARK) for one in figures.split('<div class="fig')[1:]
    }
    assert {name: times for name, times in shown.items() if times} == {
        'lead">收、支总计识别所得9,840.40': 1,
        '">“三公”经费决算43.43': 2,  # the budget before the change, and the change
    }


def test_the_poster_and_the_description_of_a_report_say_so(qingshan, get):
    assert CAUTION not in poster(get(REPORT))["source"]
    recognise("expenditure_total")
    html = get(REPORT)
    assert CAUTION in poster(html)["source"]
    assert "数由图片识别，未经人核对。" in re.search(r'<meta name="description" content="(.*?)">', html)[1]


def test_what_a_former_revision_printed_is_marked_by_its_cells(qingshan, get):
    former = qingshan.current
    recognise_all()
    later = make.add_revision(qingshan)
    make.sheet(later, "summary", reports.SUMMARY)
    qingshan.current = later
    qingshan.save()
    figures = re.search(r'<dl class="figs.*?</dl>', get(f"{REPORT}?rev={former.number}"), re.S)[0]
    assert "识别所得9,840.40" in words(unmarked(figures))


def test_a_quotient_is_marked_with_either_operand(qingshan, get, client):
    make.figures(qingshan, {"staff.on_job": "20"}, section="三")
    recognise("staff.on_job")
    asked = f"o={SLUG}&y=2023&m=personnel&n=on_job"
    html = words(unmarked(get(f"/compare/?{asked}")))
    assert "识别所得696,320.00" in html
    assert "÷ 识别所得20 人" in html
    (row,) = records(client, reverse("compare-csv"), asked)
    assert row["来源"] == "文字说明（识别）"


def test_a_rate_names_a_recognised_budget_and_is_marked(qingshan, get):
    recognise("three_public.total.budget")
    row = re.search(r"“三公”经费完成率.*?</tr>", get(f"/compare/?o={SLUG}&y=2023"), re.S)[0]
    assert words(unmarked(row)).split() == ["“三公”经费完成率识别所得100.12%年初预算", "43.38（图片识别）"]


def test_a_difference_from_the_year_before_is_marked(qingshan, get):
    before = make.disclosure(make.department(), 2022)
    make.figures(before, {"agency_operation": "90.00"}, section="十", origin="ocr")
    row = re.search(
        r'<tbody role="rowgroup">.*?</tbody>', get(f"/compare/?o={SLUG}&y=2022,2023&m=agency_operation"), re.S
    )
    said = words(unmarked(row[0]))
    assert "识别所得90.00" in said
    assert "较 2022 年 识别所得▲ 增 3.71" in said
    assert "识别所得93.71" not in said


def test_sums_dots_and_panels_of_departments_are_marked(db, get, client):
    for code, other in (("420107", "青山区"), ("420111", "洪山区"), ("420106", "武昌区")):
        office = make.department(f"{code}-government-office", f"武汉市{other}人民政府办公室", code)
        for year, amount in ((2022, "10.00"), (2023, "12.00")):
            of = make.disclosure(office, year)
            make.figures(of, {"agency_operation": amount}, section="十")
    asked = "d=420107,420111,420106&y=2023&m=agency_operation"
    many = "d=420107,420111,420106&y=2022,2023&m=agency_operation"
    for address in (asked, many):
        html = get(f"/compare/?{address}")
        assert MARK not in html
        assert CAUTION not in html
    Figure.objects.filter(region="420107", year=2023).update(origin="ocr")
    html = get(f"/compare/?{asked}")
    assert words(unmarked(html)).count("识别所得12.00") == 2  # the number, and the sum of its district
    assert CAUTION in poster(html)["source"]
    assert CAUTION in cited(html)
    html = get(f"/compare/?{many}")
    assert words(unmarked(html)).count("识别所得12.00") == 2
    assert words(html).count(f"{CAUTION}。") == 2  # under the strip and under the panels
    assert "其中有由图片识别、未经人核对的数。" in words(html)
    assert "12.00（图片识别）" in words(unmarked(html))
    found = {(row["地区"], row["年度"]): row["来源"] for row in records(client, reverse("compare-csv"), many)}
    assert found["青山区", "2023"] == "文字说明（识别）"
    assert set(found.values()) == {"文字说明", "文字说明（识别）"}


def test_the_page_of_a_number_told_in_prose_says_that_it_was_recognised(qingshan, get):
    address = f"/n/{measure_id(disclosure_code(SLUG, 2023, 'own'), 'agency_operation')}/"
    assert "图片识别" not in get(address)
    recognise("agency_operation")
    html = get(address)
    assert words(re.search(r'<p class="val num.*?</p>', html, re.S)[0]).startswith("图片识别93.71")
    assert "93.71 万元（图片识别）" in cited(html)
    assert "由页面图片识别得到，请对照原件。" in words(html)
    assert "图片识别" in json.dumps(poster(html), ensure_ascii=False)


def test_a_feed_and_the_search_say_it_with_the_amount(qingshan, get, client):
    derive()
    assert "图片识别" not in get("/feed.xml") + get("/search/?q=住房公积金")
    recognise_all()
    assert "支出总计 9,840.40 万元（由图片识别，未经人核对）。" in get("/feed.xml")
    assert "88.08 万元（图片识别）" in words(get("/search/?q=住房公积金"))
    found = records(client, reverse("search-csv"), "q=住房公积金&k=subject")
    assert {row["识别"] for row in found} == {"由图片识别，未经人核对"}


def test_what_two_years_say_of_one_number_is_marked_on_its_side(qingshan, get):
    before = make.disclosure(make.department(), 2022)
    make.sheet(before.current, "summary", {"57": "2,993.52", "60": "2,993.52"}, pages=[7])
    make.figures(before, {"expenditure_total": "2,993.52"})
    Revision.objects.filter(pk=qingshan.current.pk).update(pictured=[20])
    derive()
    rows = re.findall(r'<tr id="x2022.*?</tr>', get(OFFICE), re.S)
    row = next(row for row in rows if "支出总计" in row)
    before, after, difference, _ = re.findall(r"<td\b.*?</td>", row, re.S)
    assert [MARK in cell for cell in (before, after, difference)] == [False, True, True]
