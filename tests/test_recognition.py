"""What a stored cell says of how it was read."""

import pytest

from disclosures.recognition import (
    Recognised,
    is_doubtful,
    is_recognised,
    is_unreadable,
    percent,
    recognised_in,
    sure_amount,
)

TEXT = {"origin": "text", "text": "5.00", "amount": "5.00"}
SURE = {"origin": "ocr", "text": "5.00", "amount": "5.00", "confidence": 0.99, "doubtful": False}
PLACED = SURE | {"origin": "derived"}
DOUBTFUL = SURE | {"confidence": 0.63, "doubtful": True}
LOST = DOUBTFUL | {"text": "〓", "amount": None, "confidence": 0.0}
MISREAD = LOST | {"text": "1,2O7.l2"}
ACCEPTED = SURE | {"origin": "corrected"}
ENTERED = TEXT | {"origin": "corrected", "confidence": None, "doubtful": False}
BLANK = {"origin": "text", "text": "", "amount": None, "confidence": None, "doubtful": False}


@pytest.mark.parametrize(
    ("cell", "recognised", "doubtful", "unreadable", "amount"),
    [
        (TEXT, False, False, False, "5.00"),  # as stored before pictures were recognised
        (SURE, True, False, False, "5.00"),
        (PLACED, True, False, False, "5.00"),
        (DOUBTFUL, True, True, False, None),
        (LOST, True, False, True, None),
        (MISREAD, True, False, True, None),
        (ACCEPTED, False, False, False, "5.00"),
        (ENTERED, False, False, False, "5.00"),
        (BLANK, False, False, False, None),
    ],
)
def test_a_cell_says_how_it_was_read(cell, recognised, doubtful, unreadable, amount):
    told = is_recognised(cell), is_doubtful(cell), is_unreadable(cell), sure_amount(cell)
    assert told == (recognised, doubtful, unreadable, amount)


@pytest.mark.parametrize(("confidence", "told"), [(0.9999, 99), (0.29, 29), (1.0, 100), (0.0, 0)])
def test_nothing_is_said_to_be_surer_than_it_is(confidence, told):
    assert percent(confidence) == told


def test_what_was_recognised_is_counted_by_statement():
    found = recognised_in([[SURE, DOUBTFUL, BLANK], [TEXT, BLANK], [LOST, ACCEPTED, ENTERED]])
    assert found == Recognised(statements=2, cells=4, settled=1, doubtful=1, unreadable=1)
    assert recognised_in([[TEXT], []]) is None
