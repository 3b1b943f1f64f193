"""A PDF becomes pages: lines in order, words with boxes, rulings; or one clear reason why not."""

from pathlib import Path

import pikepdf
import pytest

from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.glyphs import Glyph, clean, lines
from ingest.parsing.pages import Page
from ingest.parsing.sources.pdf import read_again, read_pdf
from tests.parsing.typesetting import TABLE, drawn, pdf_of


def read(tmp_path: Path, data: bytes) -> tuple[Page, ...]:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return read_pdf(path)


def reason(tmp_path: Path, data: bytes) -> Reason:
    with pytest.raises(ReadError) as error:
        read(tmp_path, data)
    return error.value.reason


def test_lines_stand_in_reading_order_whatever_the_order_of_printing(tmp_path: Path) -> None:
    (page,) = read(tmp_path, pdf_of(drawn([("第二行", 50, 600), ("右边", 300, 700), ("左边", 50, 700)])))
    assert [line.text for line in page.lines] == ["左边 右边", "第二行"]
    assert (page.number, page.width, page.height) == (1, 600, 800)
    box = page.lines[0].words[0].box
    assert box and box[0] == pytest.approx(50, abs=1) and 85 < box[1] < 95 and box[3] < 106


def test_a_page_with_rulings_has_words_and_rules(tmp_path: Path) -> None:
    (page,) = read(tmp_path, pdf_of(drawn([("收入", 60, 685), ("合计", 160, 685)], TABLE)))
    assert [word.text for word in page.words] == ["收入", "合计"]
    assert {(round(rule.top), rule.horizontal) for rule in page.rules if rule.horizontal} == {
        (100, True),
        (120, True),
        (140, True),
    }
    assert len(page.rules) == 6


def test_a_turned_page_is_measured_as_displayed(tmp_path: Path) -> None:
    upright = drawn([("收入", 60, 685)], TABLE)
    (page,) = read(tmp_path, pdf_of(upright, rotate=90))
    assert (page.width, page.height) == (800, 600)
    box = page.words[0].box
    # The left edge of the sheet is now its top: 60 points from the left stand 60 from above.
    assert box and box[1] == pytest.approx(60, abs=2)
    assert box[0] == pytest.approx(800 - 800 + 685, abs=4)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_both_readers_measure_a_turned_and_cropped_page_alike(tmp_path: Path, turn: int) -> None:
    data = pdf_of(drawn([("收入", 160, 685)], TABLE), rotate=turn, crop=[40, 30, 560, 790])
    (first,) = read(tmp_path, data)
    second = read_again(tmp_path / "report.pdf", [1])[1]
    assert (first.width, first.height) == (second.width, second.height)
    assert [word.text for word in first.words] == [word.text for word in second.words]
    for one, other in zip(first.words, second.words, strict=True):
        assert one.box == pytest.approx(other.box, abs=3)
    drawn_by_one = sorted((rule.x0, rule.top, rule.x1, rule.bottom) for rule in first.rules)
    drawn_by_other = sorted((rule.x0, rule.top, rule.x1, rule.bottom) for rule in second.rules)
    assert len(drawn_by_one) == 6
    for stroke, same in zip(drawn_by_one, drawn_by_other, strict=True):
        assert stroke == pytest.approx(same, abs=1)


def test_a_ruling_is_found_however_it_is_drawn(tmp_path: Path) -> None:
    frame = "50 600 m 250 600 l 250 700 l 50 700 l h S"
    bars = "50 650 200 0.5 re f"
    held = "q 1 0 0 1 100 0 cm 50 600 m 50 700 l S Q"
    (page,) = read(tmp_path, pdf_of(drawn([("收入", 60, 685)], f"{frame} {bars} {held}")))
    across = {round((rule.top + rule.bottom) / 2) for rule in page.rules if rule.horizontal}
    upright = {round((rule.x0 + rule.x1) / 2) for rule in page.rules if not rule.horizontal}
    assert (across, upright) == ({100, 150, 200}, {50, 150, 250})


def test_a_character_struck_twice_is_read_once(tmp_path: Path) -> None:
    (page,) = read(tmp_path, pdf_of(drawn([("合计", 60, 685), ("合计", 60.3, 685)], TABLE)))
    assert [word.text for word in page.words] == ["合计"]


def test_a_picture_is_known_by_its_share_of_the_page(tmp_path: Path) -> None:
    image = "q 300 0 0 400 100 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    (page,) = read(tmp_path, pdf_of(drawn([("收入决算表", 60, 685)], image)))
    assert page.image_share == pytest.approx(0.25, abs=0.01)


def test_text_that_no_database_takes_is_cleaned() -> None:
    assert clean("a\x00b\ud800c\ufffe") == "abc"
    assert clean("⾦⻋收⼊") == "金车收入"


def glyphs(text: str, x: float, width: float = 5) -> list[Glyph]:
    return [Glyph(sign, x + width * i, 0, x + width * (i + 1), 10) for i, sign in enumerate(text)]


def words(found: list[Glyph], walls: list[tuple[float, float, float]] | None = None) -> list[str]:
    return ["".join(g.text for g in word) for line in lines(found, walls or []) for word in line]


def test_an_amount_flush_with_the_next_column_is_parted_at_the_ruling() -> None:
    touching = glyphs("2,524.05", 0) + glyphs("一、", 40.4)
    assert words(touching) == ["2,524.05一、"]
    assert words(touching, [(40.2, -5, 15)]) == ["2,524.05", "一、"]


def test_a_number_that_has_run_over_its_ruling_stays_whole() -> None:
    assert words(glyphs("12,345.67", 0), [(15, -5, 15)]) == ["12,345.67"]


def test_an_amount_is_not_joined_with_the_code_of_the_next_column() -> None:
    assert words(glyphs("416.29", 0) + glyphs("302", 31.5)) == ["416.29", "302"]


def test_digits_beside_the_page_are_told(tmp_path: Path) -> None:
    assert read(tmp_path, pdf_of(drawn([("12.00", 60, 685)])))[0].damage == ""
    assert "页面以外" in read(tmp_path, pdf_of(drawn([("12.00", 60, 685), ("34.00", 9000, 685)])))[0].damage


def test_an_empty_file(tmp_path: Path) -> None:
    assert reason(tmp_path, b"  \n") == Reason.EMPTY_FILE


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    assert reason(tmp_path, b"hello, this is no PDF" * 100) == Reason.NOT_A_PDF


def test_an_encrypted_file(tmp_path: Path) -> None:
    data = pdf_of(drawn([("收入", 60, 685)]), encryption=pikepdf.Encryption(user="a", owner="b"))
    assert reason(tmp_path, data) == Reason.ENCRYPTED


def test_a_file_locked_for_changes_only_is_read(tmp_path: Path) -> None:
    data = pdf_of(drawn([("收入", 60, 685)], TABLE), encryption=pikepdf.Encryption(user="", owner="b"))
    assert read(tmp_path, data)[0].words[0].text == "收入"


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    data = pdf_of(*[drawn([("收入", 60, 685)], TABLE)] * 20)
    assert reason(tmp_path, data[: len(data) // 2]) == Reason.DAMAGED


def test_one_wrong_byte_in_a_page_is_damage(tmp_path: Path) -> None:
    data = pdf_of(drawn([(f"{i}.00", 60, 20 * i) for i in range(1, 30)]), compress_streams=True)
    at = data.index(b"stream\n") + 100
    assert reason(tmp_path, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) == Reason.DAMAGED


def test_a_lost_cross_reference_table_is_rebuilt(tmp_path: Path) -> None:
    data = pdf_of(drawn([("收入", 60, 685)], TABLE)).replace(b"startxref", b"startxreg")
    assert read(tmp_path, data)[0].words[0].text == "收入"


def test_a_file_of_noise_behind_the_right_first_bytes_is_damaged(tmp_path: Path) -> None:
    assert reason(tmp_path, b"%PDF-1.7\n" + bytes(range(256)) * 40) == Reason.DAMAGED


def test_amounts_of_a_typeset_report_stand_within_their_boxes(shared: Path) -> None:
    pages = read_pdf(shared / "typeset" / "lo_003.pdf")
    assert len(pages) == 45
    assert all(page.lines for page in pages)
    total = next(word for word in pages[3].words if word.text == "2,524.05")
    assert total.box == pytest.approx((285, 139, 319, 146), abs=40)
