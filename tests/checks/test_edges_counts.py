"""Batches, persons and cars from counts made by hand: what has to be counted, per head, per car, cars by type."""

import pytest

from ingest.parsing.facts import Severity
from tests.checks.test_edges_changes import numbers
from tests.checks.test_edges_three_public import FAIL, OPEN, PASS, judged, spent, texts_of


@pytest.mark.parametrize(
    ("amount", "counts", "text", "outcome", "words", "severity"),
    [
        ("1.20", "批6 人80", "说明。", PASS, "，80 人次，平均每人次 150.00 元。", "info"),
        ("2.40", "批6 人80", "说明。", PASS, "，80 人次，平均每人次 300.00 元。", "info"),
        (
            "2.41",
            "批6 人80",
            "说明。",
            FAIL,
            "，80 人次，平均每人次 301.25 元，高于参考值 300 元，请看接待对象和人次的口径。",
            "info",
        ),
        ("0.01", "批1 人7", "说明。", PASS, "，7 人次，平均每人次 14.29 元。", "info"),
        ("1.20", "批6 人0", "说明。", PASS, "，写有接待批次", "info"),
        ("1.20", "", "公务接待费1.20万元，共30批次、96人次。", PASS, "，写有接待批次", "info"),
        ("1.20", "", "公务接待费1.20万元，厉行节约。", FAIL, "，说明中没有找到接待批次和人次。", "error"),
        ("1.20", "", "接待30批次。公务接待费1.20万元。", FAIL, "，说明中没有找到接待人次。", "warning"),
        (
            "1.20",
            "",
            "公务接待费1.20万元。公务用车购置30批次。",
            FAIL,
            "，说明中没有找到接待批次和人次。",
            "error",
        ),
        ("1.20", "", "说明。", FAIL, "，说明中没有找到接待批次和人次。", "error"),
        ("0.00", "", "公务接待费0.00万元。", None, "", ""),
        ("0.00", "批6 人80", "说明。", None, "", ""),
        (None, "批6 人80", "说明。", None, "", ""),
        ("1.20", "批6 人80", None, None, "", ""),
        (None, "", None, None, "", ""),
    ],
)
def test_reception_comes_with_its_batches_and_persons(amount, counts, text, outcome, words, severity):
    found = judged("SG_RECEPTION", spent("待", amount), counts=counts, texts=None if text is None else [text])
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        assert one.message.startswith(f"公务接待费 {amount} 万元{words}")
        assert one.severity.value == severity
        head = words.partition("平均每人次 ")[2].partition(" 元")[0]
        assert one.found == (amount if severity in ("error", "warning") else head)
        assert texts_of(one) == [f"公务接待费{amount}万元", *(["第九节"] if head else [])]


@pytest.mark.parametrize(
    ("amount", "counts", "text", "outcome"),
    [
        ("2.50", "团1 出2", "说明。", PASS),
        ("2.50", "团0 出0", "说明。", PASS),
        ("2.50", "", "因公出国（境）费2.50万元，1团组，共3人次。", PASS),
        ("2.50", "", "1团组，共3人次。因公出国（境）费2.50万元。", FAIL),
        ("2.50", "", "说明。", FAIL),
        ("0.00", "", "说明。", None),
        (None, "", "说明。", None),
        ("2.50", "团1 出2", None, None),
    ],
)
def test_abroad_comes_with_its_groups_and_persons(amount, counts, text, outcome):
    found = judged("SG_ABROAD", spent("国", amount), counts=counts, texts=None if text is None else [text])
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        told = "，写有团组数" if outcome is PASS else "，说明中没有找到团组数和人数。"
        assert one.message.startswith(f"因公出国（境）费 2.50 万元{told}")
        assert (one.found, one.severity.value) == (("", "info") if outcome is PASS else ("2.50", "warning"))
        assert texts_of(one) == ["因公出国（境）费2.50万元"]


@pytest.mark.parametrize(
    ("amount", "counts", "outcome", "severity", "words", "shown"),
    [
        ("19.00", "买1", PASS, "info", "，购置 1 辆，平均每辆 19.00 万元。", ("19.00", "")),
        ("50.00", "买2", PASS, "info", "，购置 2 辆，平均每辆 25.00 万元。", ("25.00", "")),
        (
            "50.02",
            "买2",
            FAIL,
            "info",
            "，购置 2 辆，平均每辆 25.01 万元，高于参考值 25 万元。",
            ("25.01", ""),
        ),
        ("19.00", "买0", FAIL, "error", "，购置公务用车 0 辆，请对照。", ("19.00", "0")),
        ("0.00", "买1", FAIL, "error", "，购置公务用车 1 辆，请对照。", ("0.00", "1")),
        ("19.00", "", FAIL, "warning", "，说明中没有找到购置辆数。", ("19.00", "")),
        ("0.00", "买0", None, "", "", ()),
        ("0.00", "", None, "", "", ()),
        (None, "买1", None, "", "", ()),
    ],
)
def test_cars_bought_and_what_was_paid(amount, counts, outcome, severity, words, shown):
    found = judged("SG_CAR_BUY", spent("购", amount), counts=counts)
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        assert (one.message, one.severity.value) == (f"公务用车购置费 {amount} 万元{words}", severity)
        assert (one.found, one.expected) == shown
        assert texts_of(one) == [f"公务用车购置费{amount}万元", "第九节" if counts else ""]
    assert counts or judged("SG_CAR_BUY", spent("购", amount), texts=None) == []


@pytest.mark.parametrize(
    ("amount", "counts", "outcome", "words", "shown"),
    [
        ("20.80", "辆8", PASS, "保有量 8 辆，平均每辆 2.60 万元。", ("2.60", "")),
        ("20.00", "辆3", PASS, "保有量 3 辆，平均每辆 6.67 万元。", ("6.67", "")),
        ("20.80", "辆0", FAIL, "保有量 0 辆，请对照。", ("20.80", "0")),
        ("0.00", "辆8", None, "", ()),
        (None, "辆8", None, "", ()),
    ],
)
def test_cars_kept_and_what_they_cost(amount, counts, outcome, words, shown):
    found = judged("SG_CAR_RUN", spent("运", amount), counts=counts)
    assert [one.outcome for one in found] == ([] if outcome is None else [outcome])
    for one in found:
        assert (one.message, one.severity) == (f"公务用车运行费 {amount} 万元，{words}", Severity.INFO)
        assert (one.found, one.expected) == shown
        assert texts_of(one) == [f"公务用车运行费{amount}万元", "第九节"]


CARS = "共有车辆8辆，其中，主要领导干部用车1辆，机要通信用车2辆，应急保障用车{}辆。单价100万元用车9辆。"


@pytest.mark.parametrize(
    ("counts", "text", "expected"),
    [
        ("有8", CARS.format(5), [(PASS, "所列各类用车之和 8 辆，吻合。", ("8", "8", "0", ""))]),
        ("有8", CARS.format(6), [(FAIL, "所列各类用车之和 9 辆，请对照。", ("8", "9", "1", ""))]),
        ("有8", CARS.format(4), [(FAIL, "所列各类用车之和 7 辆，请对照。", ("8", "7", "1", ""))]),
        (
            "有8",
            "共有车辆8辆，其中机要通信用车2辆。",
            [(OPEN, "所列各类用车之和 2 辆，没有列全。", ("8", "2", "6", ""))],
        ),
        (
            "有8",
            "共有车辆8辆，其中机要通信用车9辆。",
            [(FAIL, "所列各类用车之和 9 辆，请对照。", ("8", "9", "1", ""))],
        ),
        (
            "有8",
            "共有车辆8辆，其他用车2辆、机要用车6辆，其他用车主要是公务用车9辆。",
            [(PASS, "所列各类用车之和 8 辆，吻合。", ("8", "8", "0", ""))],
        ),
        ("有8", "共有车辆8辆。", []),
        ("有8", "没有车辆。", []),
        ("", CARS.format(6), []),
        (
            "有8 辆8",
            "共有车辆8辆。",
            [(PASS, "写公务用车保有量 8 辆，国有资产一节写共有车辆 8 辆，吻合。", ("8", "8", "0", ""))],
        ),
        (
            "有8 辆11",
            "共有车辆8辆。",
            [
                (
                    FAIL,
                    "写公务用车保有量 11 辆，国有资产一节写共有车辆 8 辆，请对照两处的口径。",
                    ("11", "8", "3", ""),
                )
            ],
        ),
        (
            "有8 辆7",
            "没有车辆。",
            [
                (
                    FAIL,
                    "写公务用车保有量 7 辆，国有资产一节写共有车辆 8 辆，请对照两处的口径。",
                    ("7", "8", "1", ""),
                )
            ],
        ),
    ],
)
def test_all_cars_by_type_and_as_told_twice(counts, text, expected):
    found = judged("AS_CARS", counts=counts, assets=["截至年末：", text])
    assert len(found) == len(expected)
    for one, (outcome, words, shown) in zip(found, expected, strict=True):
        assert (one.outcome, numbers(one)) == (outcome, shown)
        assert one.message.endswith(words)
        kept = "保有量" in words
        assert one.severity.value == ("info" if outcome is not FAIL else "warning" if kept else "error")
        assert texts_of(one) == (["第九节", text if "共有" in text else "第十二节"] if kept else [text])
