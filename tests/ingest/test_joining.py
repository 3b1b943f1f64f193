"""A report that comes as several files is one disclosure: joined, published, corrected, read again, taken apart."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.core.management import call_command

from disclosures.models import Correction, Disclosure, Figure, Revision, RevisionFile
from disclosures.statements import FORMS, State
from ingest import actions, corrections, desk, files, joining, pipeline, publication, store
from ingest.actions import NotNow
from ingest.integrity import faults
from ingest.models import Action, AuditEntry, ImportJob, JobKind, JobState, Reading, Upload
from ingest.parsing import wire
from ingest.parsing.corrected import Change, Spot, apply, text_at
from ingest.parsing.facts import Origin, Report
from ingest.parsing.joined import joined
from ingest.publication import Identity
from tests.forms.writers import WRITERS
from tests.ingest.reports import report_text

pytestmark = pytest.mark.django_db

NAME = "wuchang-government-office-2024"
SAMPLE = Path(__file__).resolve().parents[2] / "ingest" / "samples" / f"{NAME}.pdf"
TOTAL = Spot("summary", "60", "2")


def without_statements(path: Path) -> bytes:
    """The sample without the pages of its statements: prose alone."""
    with pipeline.reader() as reader:
        read = wire.from_json(reader.read(path, path.name))
    printed = {page for statement in read.statements for page in statement.pages}
    with pikepdf.open(path) as pdf:
        for page in sorted(printed, reverse=True):
            del pdf.pages[page - 1]
        saved = io.BytesIO()
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def with_a_picture(path: Path, statement: str) -> bytes:
    """The sample with one statement as a picture of its page, and without the pages of the others."""
    with pipeline.reader() as reader:
        read = wire.from_json(reader.read(path, path.name))
    (kept, *_) = next(one for one in read.statements if one.statement == statement).pages
    printed = {page for one in read.statements for page in one.pages}
    picture = io.BytesIO()
    with pypdfium2.PdfDocument(path) as document:
        document[kept - 1].render(scale=150 / 72).to_pil().save(picture, "PDF", resolution=150)
    with pikepdf.open(path) as pdf, pikepdf.open(picture) as drawn:
        for page in sorted(printed, reverse=True):
            del pdf.pages[page - 1]
            if page == kept:
                pdf.pages.insert(page - 1, drawn.pages[0])
        saved = io.BytesIO()
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


@pytest.fixture(scope="module")
def reader():
    with pipeline.reader() as reader:
        yield reader


@pytest.fixture(scope="module")
def prose() -> bytes:
    return without_statements(SAMPLE)


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> bytes:
    """The sample's statements as a workbook."""
    path = tmp_path_factory.mktemp("forms") / "附表.xlsx"
    WRITERS[".xlsx"](NAME, path)
    return path.read_bytes()


def changed(book: bytes, sheet: int, old: float, new: float) -> bytes:
    """The workbook with that number everywhere in a sheet changed."""
    opened = openpyxl.load_workbook(io.BytesIO(book))
    cells = [cell for row in opened.worksheets[sheet].iter_rows() for cell in row if cell.value == old]
    assert cells
    for cell in cells:
        cell.value = new
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def handed_in(reader, content: bytes, name: str) -> ImportJob:
    return pipeline.process(pipeline.receive([content], name), reader)


@pytest.fixture
def pdf(reader, prose):
    return handed_in(reader, prose, "报告.pdf")


@pytest.fixture
def book(reader, tables):
    return handed_in(reader, tables, "附表.xlsx")


def again(job: ImportJob) -> ImportJob:
    return ImportJob.objects.get(pk=job.pk)


def published(job: ImportJob, person) -> Revision:
    """Published by somebody who knows that these are accounts of all units together."""
    store.create_department(store.region_row("420106"), job.read().department)
    return actions.publish(job, person, Identity("420106", job.read().department, 2024, "consolidated"))


def with_amounts(report: Report) -> set[str]:
    return {read.statement.value for read in report.statements if read.state is State.AMOUNTS}


def test_the_two_files_alone_hold_each_a_half(pdf, book):
    assert with_amounts(pdf.read()) == set()
    assert pdf.read().sections
    assert len(with_amounts(book.read())) >= 7
    assert not book.read().claims


@pytest.mark.parametrize("first", ["pdf", "book"])
def test_in_either_order_they_are_one_report_whose_numbers_know_their_file(pdf, book, first, admin_user):
    pair = (pdf, book) if first == "pdf" else (book, pdf)
    main = joining.join(*pair, admin_user)
    assert main.pk == pdf.pk
    report = again(pdf).read()
    assert with_amounts(report) == with_amounts(book.read())
    assert {read.file for read in report.statements if read.rows} == {book.sha256}
    revision = actions.publish(again(pdf), admin_user)
    assert Disclosure.objects.count() == Revision.objects.count() == 1
    assert revision.sha256 == pdf.sha256
    (file,) = revision.files.all()
    assert (file.sha256, file.original_name, file.pages) == (book.sha256, "附表.xlsx", None)
    sheets = [sheet for sheet in revision.sheets.all() if sheet.data["rows"]]
    assert {sheet.file for sheet in sheets} == {book.sha256}
    spots = [
        cell["spot"]
        for sheet in sheets
        for row in sheet.data["rows"]
        for cell in row["cells"]
        if cell["text"]
    ]
    assert all(spot.startswith("工作表“") for spot in spots)
    assert revision.passages.exists() and revision.claims.exists()
    assert {again(job).state for job in (pdf, book)} == {JobState.PUBLISHED}
    assert faults() == []


def test_measures_of_the_joined_report_are_those_of_the_whole_one(pdf, book, reader, admin_user):
    whole = wire.from_json(reader.read(SAMPLE, SAMPLE.name))
    joining.join(pdf, book, admin_user)
    report = again(pdf).read()
    assert {m.key: m.value for m in report.measures} == {m.key: m.value for m in whole.measures}
    assert [(c.measure, c.amount) for c in report.claims] == [(c.measure, c.amount) for c in whole.claims]


def test_printed_numbers_of_the_workbook_stand_in_for_those_recognised_in_a_picture(reader, book, admin_user):
    pdf = handed_in(reader, with_a_picture(SAMPLE, "three_public"), "图片.pdf")
    seen = next(one for one in pdf.read().statements if one.statement == "three_public")
    cells = [cell for row in seen.rows for cell in row.cells]
    assert any(cell.origin is Origin.OCR for cell in cells)
    pair = joining.pair(book, pdf)
    taken = {one.statement.value: one for one in pair.joined.taken}
    assert taken["three_public"].recognised and not taken["expenditure"].recognised
    joining.join(book, pdf, admin_user)
    revision = actions.publish(again(pdf), admin_user)
    sheets = {sheet.statement: sheet for sheet in revision.sheets.all()}
    assert {name for name, sheet in sheets.items() if sheet.state == "amounts"} == with_amounts(book.read())
    printed = {name: sheet.file for name, sheet in sheets.items() if sheet.data["rows"]}
    assert set(printed.values()) == {book.sha256}
    origins = {
        cell["origin"] for sheet in sheets.values() for row in sheet.data["rows"] for cell in row["cells"]
    }
    assert origins == {"text"}
    assert not revision.findings.filter(check_id="READ_PICTURE").exists()
    assert faults() == []


def test_what_was_joined_stands_in_the_audit(pdf, book, admin_user):
    joining.join(pdf, book, admin_user)
    (line,) = AuditEntry.objects.filter(action=Action.JOIN)
    assert (line.person, line.label) == (admin_user, "报告.pdf")
    assert line.after["file"] == "附表.xlsx" and "expenditure" in line.after["statements"]
    joining.part(again(book), admin_user, "不是同一份")
    (line,) = AuditEntry.objects.filter(action=Action.PART)
    assert (line.reason, line.before["file"]) == ("不是同一份", "附表.xlsx")


def test_a_joined_file_waits_with_its_report_and_alone_again_when_parted(pdf, book, admin_user):
    joining.join(pdf, book, admin_user)
    with pytest.raises(store.Refused, match=r"已并入 报告\.pdf"):
        actions.publish(again(book), admin_user)
    for job in (pdf, book):
        with pytest.raises(NotNow, match="拆开"):
            actions.cancel(again(job), admin_user)
    assert desk.desk_of(book.sha256).sha256 == pdf.sha256
    joining.part(again(book), admin_user)
    assert with_amounts(again(pdf).read()) == set()
    assert desk.desk_of(book.sha256).sha256 == book.sha256
    with pytest.raises(NotNow, match="没有并入"):
        joining.part(again(book), admin_user)
    assert faults() == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (report_text(), "不是同一份报告"),
        (b"", "没有"),
    ],
)
def test_files_of_different_reports_are_refused(pdf, reader, text, word, admin_user, book):
    other = handed_in(reader, text, "另一份.txt") if text else book
    if not text:
        joining.join(pdf, book, admin_user)
        word = "已经并在一起"
    before = AuditEntry.objects.count()
    with pytest.raises(NotNow, match=word):
        joining.join(again(pdf), again(other), admin_user)
    assert AuditEntry.objects.count() == before


def test_what_adds_nothing_is_not_joined(reader, tables, admin_user):
    whole = handed_in(reader, SAMPLE.read_bytes(), SAMPLE.name)
    with pytest.raises(NotNow, match="不用并入"):
        joining.join(whole, handed_in(reader, tables, "附表.xlsx"), admin_user)


def test_a_workbook_joins_a_published_report(pdf, book, admin_user):
    revision = published(pdf, admin_user)
    assert not Figure.objects.filter(measure="general_budget_expenditure", statement="general_budget")
    joining.join(book, again(pdf), admin_user)
    revision.refresh_from_db()
    assert [file.sha256 for file in revision.files.all()] == [book.sha256]
    assert Figure.objects.get(measure="general_budget_expenditure").statement == "general_budget"
    assert (again(book).state, again(book).revision) == (JobState.PUBLISHED, revision)
    assert AuditEntry.objects.get(action=Action.JOIN).subject == f"disclosure {revision.disclosure_id}"
    assert faults() == []
    joining.part(again(book), admin_user)
    assert not RevisionFile.objects.exists()
    assert not revision.sheets.filter(state="amounts").exists()
    waiting = again(book)
    assert (waiting.state, waiting.revision) == (JobState.REVISION, None)
    assert with_amounts(waiting.read())
    assert faults() == []


def test_a_pdf_that_comes_after_its_published_workbook_is_a_further_revision(pdf, book, admin_user):
    first = actions.publish(book, admin_user)
    joining.join(again(book), again(pdf), admin_user)
    assert again(book).state == JobState.PUBLISHED
    second = actions.publish(again(pdf), admin_user)
    assert (second.number, second.disclosure) == (2, first.disclosure)
    assert [file.sha256 for file in second.files.all()] == [first.sha256]
    assert faults() == []


def test_corrections_stand_on_the_joined_report_and_go_back_with_the_file(pdf, book, admin_user):
    was = text_at(book.read(), TOTAL)
    desk.correct(book.sha256, [(TOTAL, "1.00")], "原件为 1.00", admin_user)
    joining.join(pdf, book, admin_user)
    assert text_at(desk.desk_of(pdf.sha256).standing().report, TOTAL) == "1.00"
    revision = actions.publish(again(pdf), admin_user)
    assert Figure.objects.get(measure="expenditure_total").value == 1_000_000
    desk.undo(corrections.made(pdf.sha256).get(), admin_user, "看错了")
    assert Figure.objects.get(measure="expenditure_total").value == int(
        Decimal(was.replace(",", "")) * 1_000_000
    )
    desk.correct(book.sha256, [(TOTAL, "2.00")], "原件为 2.00", admin_user)  # by either file's digest
    assert Figure.objects.get(measure="expenditure_total").value == 2_000_000
    joining.part(again(book), admin_user)
    assert corrections.made(book.sha256).get().now == "2.00"
    assert not corrections.made(revision.sha256).exists()
    assert text_at(desk.desk_of(book.sha256).standing().report, TOTAL) == "2.00"
    assert faults() == []


def further_reading(upload: Upload, report: Report) -> ImportJob:
    """The job of a file that another version read as ``report``."""
    return ImportJob.objects.create(
        upload=upload,
        kind=JobKind.REREAD,
        name=upload.original_name,
        sha256=upload.sha256,
        state=JobState.REVISION,
        report=wire.to_json(report),
    )


@pytest.mark.parametrize("which", ["pdf", "book"])
def test_either_file_is_read_again_and_joined_again(pdf, book, which, admin_user):
    joining.join(pdf, book, admin_user)
    revision = actions.publish(again(pdf), admin_user)
    job = again(pdf if which == "pdf" else book)
    kept = Reading.objects.get(sha256=job.sha256).report()
    read = replace(kept, parser_version="9.9.9")
    if which == "book":
        read = replace(apply(read, [Change(TOTAL, text_at(read, TOTAL), "3.00")]), parser_version="9.9.9")
    actions.publish(further_reading(job.upload, read), admin_user)
    report = Reading.of_revision(revision)
    assert with_amounts(report) == with_amounts(joined(report, []).report) != set()
    assert text_at(report, TOTAL) == ("3.00" if which == "book" else text_at(book.read(), TOTAL))
    revision.refresh_from_db()
    assert revision.parser_version == ("9.9.9" if which == "pdf" else kept.parser_version)
    logged = Correction.objects.filter(kind="reading")
    assert logged.exists() is (which == "book")
    assert faults() == []


def test_a_file_read_the_same_again_needs_nobody(pdf, book, reader, admin_user):
    joining.join(pdf, book, admin_user)
    actions.publish(again(pdf), admin_user)
    for job in (pdf, book):
        reread = pipeline.process(actions.reread(again(job).upload, admin_user), reader)
        assert reread.state == JobState.PUBLISHED
    assert faults() == []


def test_withdrawn_and_restored_and_rebuilt_with_all_files(pdf, book, admin_user):
    joining.join(pdf, book, admin_user)
    revision = actions.publish(again(pdf), admin_user)
    figures = sorted(Figure.objects.values_list("measure", "value", "statement"))
    call_command("rebuild_figures", verbosity=0, stdout=io.StringIO())
    assert sorted(Figure.objects.values_list("measure", "value", "statement")) == figures
    actions.withdraw(revision.disclosure, admin_user, "数字有误")
    assert faults() == []
    actions.restore(revision.disclosure, admin_user)
    assert sorted(Figure.objects.values_list("measure", "value", "statement")) == figures
    assert faults() == []


def kinds() -> set[str]:
    return {fault.kind for fault in faults()}


def test_integrity_knows_the_further_files(pdf, book, admin_user, settings):
    joining.join(pdf, book, admin_user)
    revision = actions.publish(again(pdf), admin_user)
    place = Path(settings.MEDIA_ROOT) / book.upload.path
    content = place.read_bytes()
    place.unlink()
    assert kinds() == {"file_missing"}
    place.write_bytes(content + b" ")
    assert kinds() == {"file_changed"}
    place.write_bytes(content)
    assert pipeline.tidy() == 0
    RevisionFile.objects.update(sha256=revision.sha256, path=revision.path)
    assert {"file_of_itself", "sheet_of_no_file", "upload_of_another", "sheets_differ"} <= kinds()
    RevisionFile.objects.update(sha256=book.sha256, path="uploads/00/none.xlsx")
    assert {"file_without_upload"} <= kinds()


def test_a_file_that_waits_for_nothing_is_a_fault(pdf, book, admin_user):
    joining.join(pdf, book, admin_user)
    ImportJob.objects.filter(pk=pdf.pk).update(state=JobState.FAILED, reason="damaged")
    assert "joined_astray" in kinds()
    joining.part(again(book), admin_user)
    assert "joined_astray" not in kinds()


def test_a_published_report_whose_corrections_the_workbook_contradicts_is_left_as_it_is(
    pdf, book, admin_user
):
    revision = published(pdf, admin_user)
    desk.correct(pdf.sha256, [(TOTAL, "5.00")], "对照原页录入", admin_user)
    with pytest.raises(store.Refused, match="1 处更正"):
        joining.join(again(pdf), book, admin_user)
    assert not RevisionFile.objects.exists()
    assert again(book).joined_to is None
    assert publication.show_again(revision)
    assert faults() == []


def test_two_workbooks_join_one_report_and_differ_in_a_cell(pdf, book, reader, tables, admin_user):
    total = float(text_at(book.read(), TOTAL).replace(",", ""))
    second = handed_in(reader, changed(tables, 0, total, total + 1), "附表二.xlsx")
    joining.join(pdf, book, admin_user)
    with pytest.raises(NotNow, match="不用并入"):
        joining.join(again(pdf), second, admin_user)
    pair = joining.pair(again(pdf), second)
    assert {one.cell.spot.row for one in pair.joined.unlike} >= {"60"}
    assert any(one.check == "READ_FILES" for one in pair.joined.report.findings)


def test_the_forms_that_the_workbook_gives_are_those_of_the_set(book):
    assert with_amounts(book.read()) <= {form.statement.value for form in FORMS.values()}


def test_no_file_is_dropped_while_a_report_names_it(pdf, book, admin_user):
    joining.join(pdf, book, admin_user)
    actions.publish(again(pdf), admin_user)
    assert {book.upload.path, pdf.upload.path} <= set(files.stored())
    with pytest.raises(NotNow):
        actions.cancel(again(book), admin_user)
