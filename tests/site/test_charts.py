"""Drawings: their numbers are those of the table beside them."""

import json
import re

from disclosures.charts import BAND_CEILING, CEILING, Series, Slot, _ceiling, change_chart
from disclosures.plotly_figures import series_figure
from disclosures.wording import Change
from tests.builders import fen
from tests.site.conftest import unmarked, words

GROWTH = Series(
    "收、支总计",
    (
        Slot(2020, fen("2652.36"), "own"),
        Slot(2021),
        Slot(2022, fen("2993.52"), "implied"),
        Slot(2023, fen("9840.40"), "own"),
    ),
    2023,
    Change("increase", "增加 6,846.88"),
    Change("increase", "增长 228.7%"),
)
FALL = Series(
    "收、支总计",
    (Slot(2023, fen("5102.22"), "implied"), Slot(2024, fen("2362.26"), "own")),
    2024,
    Change("decrease", "减少 2,739.96"),
    Change("decrease", "下降 53.7%"),
)


def test_a_gap_is_an_empty_slot_with_the_word():
    svg = change_chart(GROWTH)
    assert svg.count("<rect") == 3
    assert ">未收录<" in svg


def test_the_implied_year_is_dashed_and_said():
    svg = change_chart(GROWTH)
    assert svg.count('class="est"') == 1
    assert ">推算<" in svg


def test_direction_is_an_arrow_a_word_and_a_colour():
    assert "▲ 增长 228.7%" in words(change_chart(GROWTH))
    assert 't-up b"' in change_chart(GROWTH)
    assert "▼ 下降 53.7%" in words(change_chart(FALL))
    assert 't-down b"' in change_chart(FALL)


def test_heights_are_in_proportion():
    heights = [int(h) for h in re.findall(r'<rect [^>]*height="(\d+)"', change_chart(GROWTH))]
    assert heights[2] == 214 - CEILING
    assert abs(heights[1] / heights[2] - 2993.52 / 9840.40) < 0.01


def test_a_tall_bar_before_gets_the_label_a_band_of_its_own():
    assert _ceiling(GROWTH) == CEILING
    assert _ceiling(FALL) == BAND_CEILING


def test_amounts_that_a_phone_cannot_show_side_by_side_scroll():
    amounts = lambda value, count: tuple(Slot(2020 + year, fen(value), "own") for year in range(count))  # noqa: E731
    assert not Series("", amounts("9840.40", 5)).wide
    assert Series("", amounts("1234567.89", 4)).wide
    assert Series("", amounts("1.00", 6)).wide


def test_the_drawing_is_described_in_words():
    svg = change_chart(GROWTH)
    assert "2021 年未收录" in svg
    assert "2022 年 2,993.52 万元，推算" in svg
    assert 'role="img"' in svg
    assert 'aria-labelledby="change-title change-desc"' in svg


def test_nothing_to_draw_is_an_empty_ground():
    assert "<rect" not in change_chart(Series("无", (Slot(2023),), 2023))


def test_zero_is_a_bar_of_the_least_height():
    assert 'height="1"' in change_chart(Series("零", (Slot(2023, 0, "own"),), 2023))


def test_the_interactive_chart_has_the_same_numbers():
    figure = json.loads(series_figure(GROWTH).to_json())
    assert figure["data"][0]["text"] == ["2,652.36", "2,993.52", "9,840.40"]
    assert figure["data"][0]["x"] == ["2020", "2022", "2023"]
    assert figure["layout"]["xaxis"]["categoryarray"] == ["2020", "2021", "2022", "2023"]


def test_chart_and_table_beside_it_agree(qingshan, get):
    html = unmarked(get("/o/420107-government-office/2023/"))
    drawn = re.search(r"<svg.*?</svg>", html, re.S)[0]
    twin = re.search(r'<table class="twin">.*?</table>', html, re.S)[0]
    amounts = re.findall(r'<td class="r">(?:<a[^>]*>)?([\d,.]+)', twin)
    assert amounts == ["2,993.52", "9,840.40"]
    for amount in amounts:
        assert f">{amount}<" in drawn


def test_the_figure_of_the_page_is_served(qingshan, client):
    response = client.get("/o/420107-government-office/2023/chart.json")
    assert response["Content-Type"] == "application/json"
    assert json.loads(response.content)["data"][0]["text"][-1] == "9,840.40"


def test_the_interactive_chart_has_what_the_next_report_makes_of_a_year():
    slots = (Slot(2022, fen("100.00"), "own", restated=fen("110.00")), Slot(2023, fen("160.00"), "own"))
    bars, again = json.loads(series_figure(Series("", slots, 2023)).to_json())["data"]
    assert bars["text"] == ["100.00", "160.00"]
    assert (again["x"], again["text"]) == (["2022"], ["110.00"])


def test_a_restated_year_is_two_bars_on_one_scale():
    slots = (Slot(2022, fen("100.00"), "own", restated=fen("110.00")), Slot(2023, fen("160.00"), "own"))
    svg = change_chart(Series("", slots, 2023))
    assert svg.count("<rect") == 3
    assert "推算 110.00" in words(svg)
    assert "2022 年 100.00 万元（次年报告推算为 110.00）" in svg


def test_the_stroke_starts_at_what_the_change_is_against():
    slots = (Slot(2022, fen("100.00"), "own", restated=fen("50.00")), Slot(2023, fen("160.00"), "own"))
    svg = change_chart(
        Series("", slots, 2023, Change("increase", "增加 110.00"), Change("increase", "增长 220%"))
    )
    restated = re.search(r'y="(\d+)"[^>]*data-of="2022，2023 年报告推算"', svg)[1]
    assert re.search(rf'<line [^>]*y1="{restated}"[^>]*class="rise" stroke-dasharray', svg)
