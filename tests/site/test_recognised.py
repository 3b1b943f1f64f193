"""Statements that are pictures, as readers see them: what was recognised, what is in doubt, what cannot be made out."""

import csv
import io
import re

import pytest
from django.urls import reverse

from disclosures.models import Figure, Sheet
from disclosures.number_ids import disclosure_code, number_id
from tests.site.conftest import unmarked, words

SLUG = "420107-government-office"
REPORT = f"/o/{SLUG}/2023/"
SURE = {"origin": "ocr", "confidence": 0.974, "doubtful": False}
DOUBTFUL = {"origin": "ocr", "confidence": 0.63, "doubtful": True}
LOST = DOUBTFUL | {"text": "〓", "amount": None, "confidence": 0.0}
ACCEPTED = SURE | {"origin": "corrected"}
READ = {"2010301": SURE, "206": DOUBTFUL, "208": LOST, "210": ACCEPTED}


@pytest.fixture
def pictured(qingshan):
    """Column 1 of form 03 was recognised: once surely, once not, once not at all; one number was accepted."""
    sheet = Sheet.objects.get(revision=qingshan.current, statement="expenditure")
    for row in sheet.data["rows"]:
        cell = next(cell for cell in row["cells"] if cell["column"] == "1")
        cell.update(READ.get(row["code"], {}))
    sheet.save()
    return qingshan


def number(row: str) -> str:
    return number_id(disclosure_code(SLUG, 2023, "own"), "expenditure", row, "1")


def shown(html: str, row: str) -> str:
    """What stands in column 1 of a row."""
    return re.search(rf'<td id="c-{row}-1".*?</td>', html, re.S)[0]


def test_each_number_says_how_it_was_read(pictured, get):
    html = get(f"{REPORT}t/expenditure/")
    assert words(shown(html, "2010301")) == "识别所得1,247.12"
    assert words(shown(html, "206")) == "存疑，图片识别3,500.63"
    assert 'class="origin doubt"' in shown(html, "206")
    assert words(shown(html, "208")) == "不能辨认"
    assert "〓" not in html
    assert words(shown(html, "210")) == "79.67"
    told = words(html)
    for legend in ("由图片识别得到的数，尚未有人核对。", "由图片识别，没有把握的数", "不是空白，也不按零计"):
        assert legend in told


def test_a_statement_of_text_has_none_of_these_marks(qingshan, get):
    told = words(get(f"{REPORT}t/expenditure/"))
    assert "图片识别，没有把握" not in told
    assert "尚未有人核对" not in told


def test_nothing_below_is_summed_with_a_doubtful_number(pictured, get):
    total = re.search(r'<th scope="row" class="l0">.*?</th>', get(f"{REPORT}t/expenditure/"), re.S)[0]
    assert "之和" not in total


@pytest.mark.parametrize(
    ("row", "value", "how"),
    [
        ("2010301", "图片识别1,247.12", "由图片识别，把握 97 %，尚未有人核对。"),
        ("206", "图片识别，存疑3,500.63", "由图片识别，把握 63 %，存疑，尚未有人核对"),
        ("208", "不能辨认", "由图片识别，印有字迹，不能辨认；不是空白，也不按零计。"),
        ("210", "79.67", "由图片识别，已由人对照原件核对。"),
    ],
)
@pytest.mark.parametrize("part", ["", "?fragment=1"])
def test_a_number_page_and_the_drawer_say_how_it_was_read(pictured, get, row, value, how, part):
    html = get(f"/n/{number(row)}/{part}")
    assert words(re.search(r'<p class="val num.*?</p>', html, re.S)[0]).startswith(value)
    assert how in words(html)
    assert "原表此格空白" not in words(html)


def test_what_is_quoted_elsewhere_carries_the_mark(pictured, get):
    title = re.search(r"<title>(.*?)</title>", get(f"/n/{number('206')}/"), re.S)[1]
    assert "3,500.63 万元（图片识别，存疑）" in title
    assert "元。" not in words(
        re.search(r'<p class="val num.*?<figure|$', get(f"/n/{number('206')}/"), re.S)[0]
    )


def test_a_sum_with_a_doubtful_number_accuses_nobody(pictured, get):
    sheet = Sheet.objects.get(statement="expenditure")
    total = next(cell for cell in sheet.data["rows"][0]["cells"] if cell["column"] == "1")
    total.update(text="9,999.99", amount="9999.99")
    sheet.save()
    html = words(unmarked(get(f"/n/{number('201')}/")))
    assert "其中有识别存疑的数，相加不作为依据。" in html
    assert "有 1 项不能辨认。" in html
    assert "与相加所得差" not in html


def test_files_have_it_in_status_and_origin_and_no_value_in_doubt(pictured, client):
    answer = client.get(reverse("statement-csv", args=(SLUG, 2023, "expenditure")))
    records = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    found = {
        one["code"]: (one["value"], one["status"], one["origin"], one["printed"])
        for one in records
        if one["code"] in READ and one["col_path"] == "本年支出合计"
    }
    assert found == {
        "2010301": ("1247.12", "有数", "ocr", "1,247.12"),
        "206": ("", "存疑", "ocr", "3,500.63"),
        "208": ("", "不能辨认", "ocr", ""),
        "210": ("79.67", "有数", "corrected", "79.67"),
    }


def test_a_comparison_takes_no_doubtful_number(pictured, get, client):
    asked = f"o={SLUG}&y=2023&t=expenditure"
    html = words(unmarked(get(f"/compare/?{asked}")))
    assert html.count("识别存疑，未取数") == 1
    assert html.count("不能辨认") == 1
    assert "识别所得1,247.12" in html
    answer = client.get(f"{reverse('compare-csv')}?{asked}")
    records = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    found = {one["科目编码"]: (one["数值"], one["状态"], one["来源"]) for one in records}
    assert found["206"] == ("", "识别存疑，未取数", "")
    assert found["208"] == ("", "不能辨认", "")
    assert found["2010301"] == ("1247.12", "有数", "决算表（识别）")


def test_a_revision_that_cannot_be_made_out_is_not_said_to_be_blank(pictured, get):
    html = words(get(f"/n/{number('208')}/"))
    assert "不能辨认" in html
    assert "〓" not in html


def test_the_report_says_how_its_statements_were_read(pictured, get):
    note = "1 张决算表为图片，4 个数由程序识别，1 个已由人核对，1 个存疑，1 格不能辨认"
    for address in (REPORT, f"{REPORT}brief/"):
        assert note in words(get(address))


def test_a_report_of_text_says_nothing_of_pictures(qingshan, get):
    assert "由程序识别" not in words(get(REPORT))


def test_a_picture_that_was_not_read_shows_its_pages_and_what_the_narrative_says(qingshan, get):
    Sheet.objects.filter(statement="expenditure").update(state="picture", data={"rows": []}, pages=[9, 10])
    told = Figure.objects.get(measure="basic_expenditure")
    Figure.objects.filter(pk=told.pk).update(statement="", row="", column="", section="三", page=20)
    Figure.objects.filter(statement="expenditure").delete()
    html = get(f"{REPORT}t/expenditure/")
    digest = qingshan.current.sha256
    for page in (9, 10):
        place = reverse("page-image", args=(digest, page))
        assert f'<a href="{place}?w=1600"><img src="{place}?w=800"' in html
    rows = re.findall(r'<th scope="row">(.*?)</th><td class="r">(.*?)</td>', html)
    assert [(words(name), words(amount)) for name, amount in rows] == [
        ("基本支出文字说明第三节，第 20 页", "1,486.35")
    ]
    assert "0.00" not in words(html.split('class="pictured')[1].split("</section>")[0])


def test_a_picture_of_which_nothing_is_told_shows_its_pages_alone(qingshan, get):
    Sheet.objects.filter(statement="expenditure").update(state="picture", data={"rows": []}, pages=[9])
    Figure.objects.all().delete()
    html = get(f"{REPORT}t/expenditure/")
    assert 'class="pictured alone"' in html
    assert "文字说明里的数" not in html
