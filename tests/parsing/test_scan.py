"""A file that is pictures of pages: nothing of it can be read, and a person can still enter it."""

from pathlib import Path

import pytest
from PIL import Image

from disclosures.statements import State
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.pages import Line, Page, is_scan
from ingest.parsing.report import parse

PICTURE = Page(1, (), image_share=1.0)
BLANK = Page(1, ())
TEXT = Page(1, (Line("第3页"),), image_share=1.0)


def scanned(path: Path, pages: int) -> Path:
    sheets = [Image.new("L", (120, 170), 200 + number) for number in range(pages)]
    sheets[0].save(path, save_all=True, append_images=sheets[1:])
    return path


def test_a_scan_waits_with_nine_statements_to_enter_and_says_so(tmp_path):
    report = parse(scanned(tmp_path / "scan.pdf", 9))
    assert [read.state for read in report.statements] == [State.PICTURE] * 9
    assert (report.region, report.department, report.fiscal_year, report.scope) == (None, "", None, None)
    told = next(finding for finding in report.findings if finding.check == "READ_SCAN")
    assert "扫描图片" in told.message
    assert {finding.outcome for finding in report.findings} == {"not_checkable"}


def test_a_photograph_is_no_report(tmp_path):
    with pytest.raises(ReadError) as refused:
        parse(scanned(tmp_path / "photo.pdf", 1))
    assert refused.value.reason is Reason.NOT_A_REPORT


@pytest.mark.parametrize(
    ("pages", "scan"),
    [
        ([PICTURE] * 5, True),
        ([PICTURE] * 4, False),
        ([*[PICTURE] * 5, BLANK], True),
        ([PICTURE, *[BLANK] * 5], False),
        ([*[PICTURE] * 5, TEXT], False),
    ],
)
def test_what_counts_as_a_scan(pages, scan):
    assert is_scan(pages) is scan
