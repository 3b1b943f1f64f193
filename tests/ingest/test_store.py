"""Report → rows: everything is there, twice is once, a second file is a second revision, doubt is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.models import (
    Department,
    DepartmentName,
    Disclosure,
    Figure,
    Finding,
    Indicator,
    Passage,
    Region,
    Revision,
    Sheet,
)
from disclosures.statements import Statement
from ingest import figures, store
from ingest.models import Upload
from ingest.parsing.facts import RegionRead, Scope
from ingest.stored import read_back
from tests.ingest.reports import a_report, change, summary

pytestmark = pytest.mark.django_db


def an_upload(digit: str = "a") -> Upload:
    return Upload.objects.create(
        sha256=digit * 64,
        size=1234,
        media_type="application/pdf",
        original_name=f"{digit}.pdf",
        path=f"uploads/{digit}",
    )


def test_a_report_becomes_rows():
    upload = an_upload()
    revision = store.publish(a_report(), upload)

    disclosure = Disclosure.objects.published().get()
    assert (disclosure.year, disclosure.scope, disclosure.current) == (2023, "own", revision)
    assert (revision.number, revision.sha256, revision.pages, revision.size) == (1, "a" * 64, 45, 1234)
    assert upload.revision == revision
    assert list(Region.objects.values_list("code", "parent")) == [
        ("420000", None),
        ("420100", "420000"),
        ("420107", "420100"),
    ]
    department = Department.objects.get()
    assert (department.slug, department.function) == ("420107-government-office", "government-office")
    assert set(department.names.values_list("name", flat=True)) == {
        "武汉市青山区人民政府办公室",
        "青山区政府办",
    }


def test_what_is_printed_is_kept_as_printed():
    store.publish(a_report(), an_upload())
    sheets = {sheet.statement: sheet for sheet in Sheet.objects.all()}
    printed, blank, _ = sheets["summary"].data["rows"]
    assert printed["cells"][0] == {
        "column": "2",
        "label": "金额",
        "amount": "9840.40",
        "text": "9,840.40",
        "origin": "text",
        "page": 7,
        "bbox": [100.0, 200.5, 150.0, 212.0],
        "second": None,
        "spot": "",
        "confidence": None,
        "doubtful": False,
    }
    assert blank["cells"][0]["amount"] is None
    assert sheets["state_capital"].state == "declared_nil"
    assert sheets["three_public"].basis_budget == "initial"
    claim = Revision.objects.get().claims.get()
    assert (claim.amount, claim.change, claim.change_fen) == ("9840.4", "6846.88", -6_846_880_000)
    assert Finding.objects.get(check_id="P_CHANGE").claim == claim
    assert Indicator.objects.get().target == "≥50次"
    assert Passage.objects.get().paragraphs == [
        {"text": "支出合计9840.4万元。", "page": 20, "breaks": [[4, 21]]}
    ]


def test_figures_are_whole_fen_with_their_place_and_city():
    store.publish(a_report(), an_upload())
    spent = Figure.objects.get(measure="expenditure_current")
    assert (spent.value, spent.unit) == (9_840_400_000, "money")
    assert (spent.statement, spent.row, spent.column, spent.page) == ("summary", "57", "2", 7)
    assert (spent.region_id, spent.city_id, spent.year, spent.scope) == ("420107", "420100", 2023, "own")
    assert not Figure.objects.filter(measure="surplus_distribution").exists()  # blank is not zero
    assert Figure.objects.get(measure="three_public.total.actual").basis == "fiscal"


def test_the_same_file_twice_changes_nothing():
    upload = an_upload()
    first = store.publish(a_report(), upload)
    assert store.publish(a_report(), upload) == first
    assert (Revision.objects.count(), Sheet.objects.count()) == (1, 3)


def test_another_file_is_another_revision_and_the_former_stays():
    former = store.publish(a_report(), an_upload("a"))
    later = store.publish(a_report(statements=(summary("9,999.99"),)), an_upload("b"))
    disclosure = Disclosure.objects.get()
    assert (disclosure.current, later.number) == (later, 2)
    assert former.sheets.count() == 3
    assert Figure.objects.get(measure="expenditure_current").value == 9_999_990_000
    assert not Figure.objects.filter(measure="three_public.total.actual").exists()


def test_another_form_of_the_name_is_the_same_department():
    store.publish(a_report(), an_upload("a"))
    store.publish(a_report(department="青山区政府办公室", fiscal_year=2024), an_upload("b"))
    assert Department.objects.count() == 1
    assert DepartmentName.objects.filter(name="青山区政府办公室").exists()
    assert Disclosure.objects.count() == 2


def test_the_same_name_in_another_district_is_another_department():
    store.publish(a_report(department="青山区人民政府办公室"), an_upload("a"))
    other = RegionRead("150204", "包头市青山区")
    store.publish(a_report(department="青山区人民政府办公室", region=other), an_upload("b"))
    assert set(Department.objects.values_list("slug", flat=True)) == {
        "420107-government-office",
        "150204-government-office",
    }


def test_departments_that_share_an_address_get_numbers():
    store.publish(a_report(department="青山区史志馆", department_names=()), an_upload("a"))
    Department.objects.update(name="别的", slug="420107-shi-zhi-guan")
    DepartmentName.objects.all().delete()
    store.publish(a_report(department="青山区史志馆", department_names=(), fiscal_year=2024), an_upload("b"))
    assert Department.objects.filter(slug="420107-shi-zhi-guan-2").exists()


@pytest.mark.parametrize(
    ("field", "empty", "word"),
    [
        ("region", None, "地区"),
        ("department", "", "部门"),
        ("fiscal_year", None, "年度"),
        ("scope", None, "口径"),
    ],
)
def test_an_uncertain_identity_is_refused(field, empty, word):
    with pytest.raises(store.Refused, match=word) as refusal:
        store.publish(a_report(**{field: empty}), an_upload())
    assert refusal.value.fields == (field,)
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"region": RegionRead("999999", "无此地")}, "地区代码"),
        ({"fiscal_year": 1949}, "年度"),
        ({"statements": (summary(), summary())}, "两次"),
        ({"statements": (summary("0.0000001"),)}, "分"),
        ({"statements": (summary("9" * 30),)}, "分"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(changes, word):
    with pytest.raises(store.Refused, match=word):
        store.publish(a_report(**changes), an_upload())
    assert not Disclosure.objects.exists()
    assert not Region.objects.exists()
    assert Upload.objects.get().revision is None


def test_a_change_that_is_no_whole_fen_is_kept_but_not_ranked():
    odd = replace(change(), change=Decimal("0.0000001"))
    claim = store.publish(a_report(claims=(odd,)), an_upload()).claims.get()
    assert (claim.change, claim.change_fen) == ("0.0000001", None)


def test_own_and_consolidated_are_two_disclosures():
    store.publish(a_report(), an_upload("a"))
    store.publish(a_report(scope=Scope.CONSOLIDATED), an_upload("b"))
    assert Disclosure.objects.count() == 2


def figure_rows() -> list[tuple]:
    fields = [field.attname for field in Figure._meta.fields if field.name != "id"]
    return sorted(Figure.objects.values_list(*fields), key=str)


def test_rebuilt_figures_equal_the_published_ones():
    store.publish(a_report(), an_upload("a"))
    store.publish(a_report(fiscal_year=2024), an_upload("b"))
    published = figure_rows()
    Figure.objects.filter(measure="expenditure_current").update(value=1)
    for _ in range(2):
        for disclosure in Disclosure.objects.all():
            figures.rebuild(disclosure)
        assert figure_rows() == published


def test_the_stored_report_reads_back_as_it_was():
    report = a_report()
    again = read_back(store.publish(report, an_upload()))
    assert again.statements == report.statements
    assert again.claims == report.claims
    assert again.sections == report.sections
    assert again.evaluations == report.evaluations
    assert again.statement(Statement.SUMMARY).row("58").cell("2").amount is None
