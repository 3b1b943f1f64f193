"""What a scanner, a telephone or an office does to a page: each effect takes a picture and gives another.

Pictures are arrays of 8 bits, height × width × 3 in the order red, green, blue. Chance comes from the generator
that is passed in and from nowhere else.
"""

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Effect = Callable[[Picture, Generator], Picture]

PAPER = (255, 255, 255)
DESK = (118, 110, 102)
RED = np.array((214, 32, 40), np.float32)
DARK_RED = np.array((120, 12, 24), np.float32)
BLUE = np.array((20, 50, 190), np.float32)
INK = 150  # darker is printed
ACROSS, DOWN = 0.035, 0.018  # of the page's long side: the shortest strokes that are rules and not letters


def as_bytes(values: NDArray[np.floating]) -> Picture:
    return np.clip(values, 0, 255).astype(np.uint8)


def skew(picture: Picture, chance: Generator, most: float = 2.0) -> Picture:
    """Turn the page by up to ``most`` degrees, as a feeder that does not hold it straight."""
    height, width = picture.shape[:2]
    degrees = float(chance.uniform(0.4, most) * chance.choice((-1, 1)))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=PAPER)


def turn(picture: Picture, chance: Generator, quarters: int = 2) -> Picture:
    """Turn the page by whole quarters, counter-clockwise."""
    return np.ascontiguousarray(np.rot90(picture, quarters))


def turn_sideways(picture: Picture, chance: Generator) -> Picture:
    return turn(picture, chance, int(chance.choice((1, 3))))


def photograph(picture: Picture, chance: Generator, share: float = 0.02) -> Picture:
    """The page on a desk, seen a little from the side: each corner off by up to ``share`` of its side."""
    height, width = picture.shape[:2]
    size = np.array((width, height), np.float32)
    corners = np.array(((0, 0), (1, 0), (1, 1), (0, 1)), np.float32)
    inward = np.sign(0.5 - corners)
    moved = corners + inward * chance.uniform(0.3 * share, share + 0.01, (4, 2)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners * size, moved * size)
    return cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=DESK)


def stamp(picture: Picture, chance: Generator, dark: bool = False) -> Picture:
    """A round stamp of 42 mm over printed words: ring, star and letters; the print shows through."""
    height, width = picture.shape[:2]
    radius = round(max(height, width) * 21 / 297)
    rows, columns = np.nonzero(_dark(picture) & ~_rules(picture))
    spot = int(chance.integers(len(rows))) if len(rows) else None
    middle = (width // 2, height // 2) if spot is None else (int(columns[spot]), int(rows[spot]))
    ink = cv2.GaussianBlur(_seal(height, width, middle, radius, chance), (0, 0), 0.8)
    strength = 0.9 if dark else float(chance.uniform(0.45, 0.7))
    cover = (ink.astype(np.float32) / 255 * strength)[..., None]
    colour = DARK_RED if dark else RED
    return as_bytes(picture * (1 - cover * (1 - colour / 255)))


def _seal(height: int, width: int, middle: tuple[int, int], radius: int, chance: Generator) -> Picture:
    """Where the stamp leaves ink: 255 there, 0 elsewhere."""
    ink = np.zeros((height, width), np.uint8)
    cv2.circle(ink, middle, radius, 255, max(2, radius // 22))
    angles = [math.pi / 2 + step * math.pi * 0.8 for step in range(5)]
    star = [(middle[0] + radius * 0.3 * math.cos(a), middle[1] - radius * 0.3 * math.sin(a)) for a in angles]
    cv2.fillPoly(ink, [np.array(star, np.int32)], 255)
    for angle in np.linspace(math.radians(200), math.radians(-20), 13):
        _letter(ink, middle, radius * 0.76, float(angle), radius * 0.15, chance)
    for place in np.linspace(-0.35, 0.35, 5):
        _letter(
            ink,
            (middle[0] + round(place * radius), middle[1]),
            radius * 0.55,
            -math.pi / 2,
            radius * 0.08,
            chance,
        )
    worn = chance.random((height // 2 + 1, width // 2 + 1)) < 0.06
    gaps = np.kron(worn, np.ones((2, 2), bool))[:height, :width]
    return np.where(gaps, 0, ink).astype(np.uint8)


def colour_print(picture: Picture, chance: Generator, stripes: int = 6) -> Picture:
    """Some lines are printed in red or in blue."""
    height = picture.shape[0]
    result = picture.astype(np.float32)
    for _ in range(stripes):
        top = int(chance.integers(height))
        colour = RED if chance.random() < 0.5 else BLUE
        stripe = result[top : top + height // 30]
        stripe += (1 - stripe / 255) * colour
    return as_bytes(result)


def _letter(
    ink: Picture, middle: tuple[int, int], away: float, angle: float, half: float, chance: Generator
) -> None:
    """A few strokes that look like a character, ``away`` from the middle in that direction."""
    x, y = middle[0] + away * math.cos(angle), middle[1] - away * math.sin(angle)
    for _ in range(6):
        ends = chance.uniform(-half, half, (2, 2)) + (x, y)
        start, end = (tuple(int(value) for value in point) for point in ends)
        cv2.line(ink, start, end, 255, max(1, round(half / 5)))


def _dark(picture: Picture) -> NDArray[np.bool_]:
    return picture.min(axis=2) < INK


def _rules(picture: Picture) -> NDArray[np.bool_]:
    """The pixels that belong to long straight strokes, with the grey at their edges."""
    ink = _dark(picture).astype(np.uint8)
    long_side = max(picture.shape[:2])
    across = np.ones((1, round(long_side * ACROSS)), np.uint8)
    down = np.ones((round(long_side * DOWN), 1), np.uint8)
    horizontal = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, across), np.ones((3, 1), np.uint8))
    vertical = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, down), np.ones((1, 3), np.uint8))
    return (horizontal | vertical).astype(bool)


def fade_rules(picture: Picture, chance: Generator, grey: int = 200) -> Picture:
    """Rules as a pale copy keeps them: ``grey`` of 255 at their darkest."""
    faded = np.maximum(picture, grey).astype(np.uint8)
    return np.where(_rules(picture)[..., None], faded, picture)


def break_rules(picture: Picture, chance: Generator, share: float = 0.06) -> Picture:
    """Rules with gaps of up to 3 mm: ``share`` of what they are made of is missing."""
    rules = _rules(picture)
    rows, columns = np.nonzero(rules)
    widest = max(6, round(max(picture.shape[:2]) * 3 / 297))
    gaps, lost = np.zeros(rules.shape, bool), 0
    while lost < share * len(rows):
        spot, half = int(chance.integers(len(rows))), int(chance.integers(4, widest)) // 2
        row, column = int(rows[spot]), int(columns[spot])
        window = slice(max(0, row - half), row + half), slice(max(0, column - half), column + half)
        lost += int((rules[window] & ~gaps[window]).sum())
        gaps[window] = True
    return np.where((gaps & rules)[..., None], np.uint8(255), picture)


def shade(picture: Picture, chance: Generator, darkest: float = 0.5) -> Picture:
    """Light from one side: the other falls off to ``darkest``."""
    height, width = picture.shape[:2]
    angle = float(chance.uniform(0, 2 * math.pi))
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    along = (x * math.cos(angle) + y * math.sin(angle)) / math.sqrt(2)
    light = darkest + (1 - darkest) * np.clip((along + 1) / 1.4, 0, 1)
    return as_bytes(picture * light[..., None])


def fold_corner(picture: Picture, chance: Generator, share: float = 0.06) -> Picture:
    """A corner folded over in the margin, with its shadow."""
    height, width = picture.shape[:2]
    size = round(min(height, width) * share)
    right, low = bool(chance.integers(2)), bool(chance.integers(2))
    corner = (width - 1 if right else 0, height - 1 if low else 0)
    beside = (corner[0] + (-size if right else size), corner[1])
    above = (corner[0], corner[1] + (-size if low else size))
    folded = picture.copy()
    cv2.fillConvexPoly(folded, np.array((corner, beside, above), np.int32), (196, 194, 190))
    cv2.line(folded, beside, above, (90, 90, 90), max(2, size // 25))
    return folded


def sprinkle(picture: Picture, chance: Generator, share: float = 0.004) -> Picture:
    """White and black specks."""
    thrown = chance.random(picture.shape[:2])[..., None]
    salted = np.where(thrown < share / 2, np.uint8(255), picture)
    return np.where(thrown > 1 - share / 2, np.uint8(0), salted)


def blur(picture: Picture, chance: Generator, sigma: float = 0.9) -> Picture:
    """A lens or a copier that is not quite sharp; ``sigma`` in pixels."""
    return cv2.GaussianBlur(picture, (0, 0), sigma)


def weaken(picture: Picture, chance: Generator, black: int = 120, white: int = 205) -> Picture:
    """Low contrast: black and white come nearer to each other."""
    return as_bytes(black + picture.astype(np.float32) * (white - black) / 255)


def black_and_white(picture: Picture, chance: Generator, threshold: int = 160) -> Picture:
    """One bit a point, as a fax or an old copier sends it."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.repeat(np.where(grey < threshold, 0, 255).astype(np.uint8)[..., None], 3, axis=2)
