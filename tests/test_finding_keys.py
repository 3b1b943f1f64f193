"""Keys of findings: the same after another reading, different for different places."""

from disclosures.finding_keys import KEY_LENGTH, finding_keys

CELL = {"page": 9, "statement": "expenditure", "row": "206", "column": "1", "text": "3,500.63"}
SAID = {"page": 20, "statement": None, "row": None, "column": None, "text": "增加6846.88万元，增长228.7%。"}


def key(check="T03_ROW", **changes):
    return finding_keys([{"check": check, "where": [CELL | changes]}])[0]


def test_a_key_follows_from_the_check_and_the_cell_and_nothing_else():
    assert key() == key(page=11, text="3500.6")
    assert len({key(), key("T05_ROW"), key(row="208"), key(column="2"), key(statement="general_budget")}) == 5
    assert len(key()) == KEY_LENGTH


def test_the_amounts_of_a_sentence_may_be_read_anew():
    one, other, another = (
        finding_keys([{"check": "P_CHANGE", "where": [SAID | {"text": text}]}])[0]
        for text in (SAID["text"], "增加 6,846.9 万元，增长228.72％。", "减少6846.88万元，下降228.7%。")
    )
    assert one == other != another


def test_equal_findings_are_numbered_and_order_elsewhere_does_not_matter():
    found = [{"check": "P_CHANGE", "where": [SAID]}, {"check": "P_CHANGE", "where": [SAID]}]
    first, second = finding_keys(found)
    assert first != second
    assert finding_keys([{"check": "X", "where": []}, *found])[1:] == [first, second]
