"""A seal is taken off the page, and nothing that is printed."""

import cv2
import numpy as np

from ingest.parsing.pictures.seals import without_seals

RED, BLUE, BLACK = (40, 32, 214), (190, 50, 20), (0, 0, 0)  # blue, green, red


def page() -> np.ndarray:
    return np.full((700, 900, 3), 255, np.uint8)


def sealed(picture: np.ndarray) -> np.ndarray:
    """The page with a round seal multiplied onto it."""
    seal = page()
    cv2.circle(seal, (450, 350), 150, RED, 8)
    cv2.rectangle(seal, (410, 310), (490, 390), RED, -1)
    return (picture.astype(float) * seal / 255).astype(np.uint8)


def test_a_seal_is_gone_and_the_print_below_it_stays():
    picture = page()
    cv2.rectangle(picture, (430, 340), (470, 352), BLACK, -1)
    grey = without_seals(sealed(picture))
    assert (grey < 60).sum() == (picture[..., 0] < 60).sum()
    assert (grey > 200).sum() + (grey < 60).sum() == grey.size


def test_print_in_red_and_blue_stays_dark():
    picture = page()
    for top, colour in ((100, RED), (200, BLUE)):
        for left in range(100, 300, 25):
            cv2.rectangle(picture, (left, top), (left + 18, top + 22), colour, -1)
    grey = without_seals(picture)
    assert (grey < 130).sum() == (picture.min(axis=2) < 60).sum()


def test_a_page_in_black_and_white_stays_as_it_is():
    picture = page()
    cv2.rectangle(picture, (100, 100), (200, 120), BLACK, -1)
    assert (without_seals(picture) == picture[..., 0]).all()


def test_a_table_printed_in_blue_is_no_seal():
    picture = page()
    for place in range(50, 800, 50):
        cv2.line(picture, (50, min(place, 650)), (850, min(place, 650)), BLUE, 2)
        cv2.line(picture, (place, 50), (place, 650), BLUE, 2)
    assert (without_seals(picture)[300] < 130).any()
