"""A report of which a further revision was published: it says so, and what changed."""

import pytest

from disclosures.statements import Statement
from tests import builders as make
from tests.site import reports
from tests.site.conftest import words

PAGE = "/o/420107-government-office/2023/"


def rows(total: str, science: str, *more: str) -> str:
    lines = [f"合计 {total}", "201 一般公共服务支出 1,471.20 1,247.12 224.08", f"206 科学技术支出 {science}"]
    return "\n".join([*lines, *more])


@pytest.fixture
def revised(db):
    """Two revisions of one statement; the second prints two other amounts, leaves out a row and adds one."""
    of = make.disclosure(make.department(), 2023)
    make.sheet(of.current, Statement.EXPENDITURE, rows("9,840.40", "3,500.63", "221 住房保障支出 107.53"))
    newer = make.add_revision(of)
    make.sheet(newer, Statement.EXPENDITURE, rows("9,830.40", "3,500.630", "217 金融支出 4,623.29"))
    of.current = newer
    of.save()
    return of


def test_the_page_says_that_it_is_a_revision_and_lists_what_changed(revised, get):
    html = get(PAGE)
    text = words(html)
    assert "修订 第 2 版，改了 3 格".replace(" ", "") in text.replace(" ", "")
    assert "修订改了 3 格" in text
    assert "科学技术支出 › " not in text  # 3,500.63 printed as 3,500.630 is the same amount
    cell = next(row for row in html.split("<tr>") if "合计 ›" in row)
    assert f'href="{PAGE}t/expenditure/?rev=1#c-total-1">9,840.40<' in cell
    assert f'href="{PAGE}t/expenditure/#c-total-1">9,830.40<' in cell
    left_out = next(row for row in html.split("<tr>") if "221 住房保障支出" in row)
    assert "107.53" in left_out
    assert "—" in left_out
    assert f'<a href="{PAGE}?rev=1">第 1 版</a>' in html


def test_the_former_revision_is_no_revision_of_anything(revised, get):
    former = get(f"{PAGE}?rev=1")
    assert "xiuding" not in former
    assert "这是第 1 版，已有更新的版本" in former


def test_a_report_of_one_revision_says_nothing_of_it(db, get):
    reports.qingshan_2023()
    assert "修订" not in words(get(PAGE))


def test_a_long_list_is_cut_and_says_so(db, get):
    of = make.disclosure(make.department(), 2023)
    lines = "\n".join(f"20101{number:02} 某项 {number}.00" for number in range(1, 80))
    make.sheet(of.current, Statement.EXPENDITURE, f"合计 1.00\n{lines}")
    newer = make.add_revision(of)
    make.sheet(newer, Statement.EXPENDITURE, "合计 1.00\n" + lines.replace(".00", ".10"))
    of.current = newer
    of.save()
    text = words(get(PAGE))
    assert "修订改了 79 格" in text
    assert "先列 60 格" in text
