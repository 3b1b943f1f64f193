"""The commands as a person runs them: lines, exit codes, other files still processed."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from disclosures.models import Disclosure, Figure, Revision, SearchDocument
from ingest import files
from ingest.management.bar import Bar
from ingest.management.given import files_of
from ingest.models import ImportJob, Upload
from ingest.parsing.file_types import MEDIA_TYPES
from ingest.parsing.progress import Progress, Stage
from ingest.parsing.report import FORMATS
from tests.ingest.reports import report_text

ROOT = Path(__file__).resolve().parents[2]


def run(capsys, *arguments: str, **options) -> tuple[int, list[str]]:
    """Exit code and lines of standard output."""
    code = 0
    try:
        call_command(*arguments, **options)
    except SystemExit as end:
        code = end.code
    return code, capsys.readouterr().out.splitlines()


@pytest.fixture
def good(tmp_path) -> Path:
    path = tmp_path / "in" / "good.txt"
    path.parent.mkdir()
    path.write_bytes(report_text())
    return path


@pytest.fixture
def bad(good) -> Path:
    path = good.parent / "bad.txt"
    path.write_text("今天天气很好。")
    return path


def test_a_folder_gives_the_files_of_readable_formats(tmp_path):
    for name in ("b.PDF", "a.txt", ".hidden.pdf", "picture.png"):
        (tmp_path / name).touch()
    assert [file.name for file in files_of([str(tmp_path)])] == ["a.txt", "b.PDF"]


def test_every_kind_of_file_has_its_reader():
    assert set(FORMATS) == set(MEDIA_TYPES)


def test_parse_prints_one_object_a_file_and_uses_no_database(capsys, good, bad):
    code, lines = run(capsys, "parse", "--json", str(bad), str(good), str(good.parent / "absent.pdf"))
    refused, read, absent = map(json.loads, lines)
    assert code == 1
    assert refused["error"]["code"] == "not_a_report"
    assert read["source"]["name"] == "good.txt"
    assert (read["department"], read["fiscal_year"], read["scope"]) == (
        "武汉市青山区人民政府办公室",
        2023,
        "own",
    )
    assert read["measures"]["expenditure_current"] == "9840.40"
    assert (absent["error"]["code"], absent["source"]["name"]) == ("not_found", "absent.pdf")


def test_parse_in_words(capsys, good):
    code, lines = run(capsys, "parse", str(good))
    assert code == 0
    assert lines[0] == "good.txt"
    assert any("武汉市青山区" in line and "本级" in line for line in lines)
    assert any("9,840.40 万元" in line for line in lines)


def test_the_commands_leave_the_document_libraries_to_the_reading_process():
    code = """
import sys
import django
django.setup()
from ingest.views import uploads as views
from ingest.management.commands import ingest, parse
print({"pikepdf", "pypdfium2", "pdfplumber", "pdfminer"} & set(sys.modules))
"""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "disclosures.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_a_terminal_sees_files_and_pages(monkeypatch):
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)
    with Bar(2) as bar:
        bar.tell("青山区政府办公室2023年度部门决算公开报告.pdf")(Progress(Stage.PAGES, 3, 45))
        bar.update()
    shown = terminal.getvalue()
    assert "读取各页 3/45 页" in shown
    assert "0/2" in shown


def test_parse_of_a_folder_without_reports(capsys, tmp_path):
    code, lines = run(capsys, "parse", "--json", str(tmp_path))
    assert code == 1
    assert json.loads(lines[0])["error"]["code"] == "no_reports"


def test_parse_without_files_is_wrong_usage():
    with pytest.raises(CommandError):
        call_command("parse")


@pytest.mark.django_db
def test_ingest_publishes_what_can_be_read(capsys, good, bad):
    code, lines = run(capsys, "ingest", str(good.parent), "--publish")
    assert code == 1
    assert lines[0].startswith("失败　bad.txt　not_a_report")
    assert lines[1].startswith("发布　good.txt")
    assert lines[2] == "共 2 个文件：发布 1，待复核 0，重复 0，失败 1"
    assert Disclosure.objects.published().count() == 1


@pytest.mark.django_db
def test_ingest_twice_changes_nothing(capsys, good):
    run(capsys, "ingest", str(good), "--publish")
    before = [model.objects.count() for model in (Revision, Figure, Upload, ImportJob)]
    code, lines = run(capsys, "ingest", str(good), "--publish")
    assert code == 0
    assert lines[0].startswith("重复")
    assert [model.objects.count() for model in (Revision, Figure, Upload, ImportJob)] == before


@pytest.mark.django_db
def test_ingest_without_publish_waits_and_a_later_publish_takes_it_up(capsys, good):
    code, lines = run(capsys, "ingest", str(good))
    assert (code, lines[0][:3]) == (0, "待复核")
    assert not Disclosure.objects.exists()
    code, lines = run(capsys, "ingest", str(good), "--publish")
    assert (code, lines[0][:2]) == (0, "发布")


@pytest.mark.django_db
def test_ingest_of_an_uncertain_report_does_not_publish_and_says_so(capsys, good):
    good.write_bytes(report_text(scope=""))
    code, lines = run(capsys, "ingest", str(good), "--publish")
    assert code == 1
    assert "口径" in lines[0]
    assert not Disclosure.objects.exists()


@pytest.mark.django_db
def test_rebuild_figures_gives_the_same(capsys, good):
    run(capsys, "ingest", str(good), "--publish")
    fields = [field.attname for field in Figure._meta.fields if field.name != "id"]
    before = sorted(Figure.objects.values_list(*fields), key=str)
    code, lines = run(capsys, "rebuild_figures")
    found = f"搜索：{SearchDocument.objects.count()} 条"
    figures = f"1 份部门决算，{len(before)} 个可比数"
    assert (code, lines) == (
        0,
        [figures, "1 个部门，0 处跨年对照", "三公榜：6 行", "核对结果已计数：1 份", found],
    )
    assert sorted(Figure.objects.values_list(*fields), key=str) == before


@pytest.mark.django_db
def test_integrity_finds_what_is_wrong(capsys, good, settings):
    run(capsys, "ingest", str(good), "--publish")
    assert run(capsys, "check_integrity") == (0, ["文件、数据库和现行版本一致"])
    upload = Upload.objects.get()
    with files.arriving([b"stray"], "stray.txt") as stray:
        stray.put(stray.path)
    upload.file.write_bytes(b"changed")
    Disclosure.objects.update(current=None)
    code, lines = run(capsys, "check_integrity", "--json")
    found = json.loads(lines[0])
    assert code == 1
    assert {fault["kind"] for fault in found["faults"]} == {
        "file_stray",
        "file_changed",
        "board_lines_differ",
        "report_lines_differ",
        "check_tallies_differ",
        "disclosure_without_current",
        "hidden_with_figures",
        "search_differs",
    }
    upload.file.unlink()
    assert any(line.startswith("file_missing") for line in run(capsys, "check_integrity")[1])


@pytest.mark.django_db
def test_a_note_goes_with_the_report(capsys, good):
    run(capsys, "ingest", str(good), publish=True, note="样例：不是原件。")
    assert Revision.objects.get().note == "样例：不是原件。"
