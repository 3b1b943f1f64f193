"""Sample reports with something broken: bytes flipped, lost, overwritten, the end missing."""

import random
import re
from collections.abc import Callable, Iterator

from tests.hostile.case import READ, SMALL, Case, outcomes, sample

SOURCES = (
    SMALL,
    "putuo-social-work-department-2024.pdf",
    "qingshan-government-office-2023.pdf",
    "wuchang-government-office-2024.pdf",
    "qingshan-party-office-2024.pdf",
)
FLIP_EVERY = 20_000  # bytes
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
BROKEN = outcomes("damaged", READ)
Breaking = Callable[[bytearray, random.Random], None]


def in_streams(data: bytes) -> list[int]:
    return [at for found in STREAM.finditer(data) for at in range(*found.span(1))]


def in_structure(data: bytes) -> list[int]:
    inside = bytearray(len(data))
    for found in STREAM.finditer(data):
        start, end = found.span(1)
        inside[start:end] = b"\x01" * (end - start)
    return [at for at, is_stream in enumerate(inside) if not is_stream]


def flip(data: bytearray, places: list[int], count: int, chance: random.Random) -> None:
    for at in chance.sample(places, count):
        data[at] ^= 1 << chance.randrange(8)


def flip_streams(data: bytearray, chance: random.Random) -> None:
    flip(data, in_streams(bytes(data)), max(1, len(data) // FLIP_EVERY), chance)


def flip_structure(data: bytearray, chance: random.Random) -> None:
    flip(data, in_structure(bytes(data)), max(1, len(data) // FLIP_EVERY), chance)


def flip_one_in_streams(data: bytearray, chance: random.Random) -> None:
    flip(data, in_streams(bytes(data)), 1, chance)


def flip_one_in_structure(data: bytearray, chance: random.Random) -> None:
    flip(data, in_structure(bytes(data)), 1, chance)


def flip_one_number(data: bytearray, chance: random.Random) -> None:
    """A digit of the structure: a length, an offset, a reference."""
    places = [at for at in in_structure(bytes(data)) if 48 <= data[at] <= 57]
    at = chance.choice(places)
    data[at] = chance.choice([digit for digit in b"0123456789" if digit != data[at]])


def truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(20, len(data)) :]


def truncate_the_end(data: bytearray, chance: random.Random) -> None:
    del data[len(data) - chance.randrange(8, 2000) :]


def lose_a_piece(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(100, len(data) - 5000)
    del data[at : at + chance.randrange(1, 5000)]


def overwrite_a_piece(data: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(100, len(data) - 5000), chance.randrange(1, 5000)
    data[at : at + length] = bytes(length)


def exchange_pieces(data: bytearray, chance: random.Random) -> None:
    one, other = sorted(chance.sample(range(100, len(data) - 5000), 2))
    size = min(4096, other - one)
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


def as_ascii(data: bytearray, chance: random.Random) -> None:
    """As a transfer leaves it that takes bytes for text."""
    data[:] = bytes(byte & 0x7F for byte in data)


def new_line_ends(data: bytearray, chance: random.Random) -> None:
    data[:] = bytes(data).replace(b"\n", b"\r\n")


def lose_the_table(data: bytearray, chance: random.Random) -> None:
    """Where the cross-reference table stands; all else is whole."""
    at = data.rindex(b"startxref") + 10
    data[at : at + 3] = b"%03d" % chance.randrange(1000)


def junk_behind(data: bytearray, chance: random.Random) -> None:
    data += b"\r\n" + chance.randbytes(chance.randrange(1, 900))


def junk_before(data: bytearray, chance: random.Random) -> None:
    data[:0] = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"


KINDS: tuple[tuple[str, int, Breaking, frozenset[str]], ...] = (
    ("flipped in streams", 18, flip_streams, outcomes("damaged")),
    ("flipped in structure", 14, flip_structure, BROKEN),
    ("one byte in streams", 8, flip_one_in_streams, BROKEN),
    ("one byte in structure", 14, flip_one_in_structure, BROKEN),
    ("one digit in structure", 8, flip_one_number, BROKEN),
    ("truncated", 14, truncate, outcomes("damaged")),
    ("truncated at the end", 6, truncate_the_end, outcomes("damaged")),
    ("a piece lost", 5, lose_a_piece, BROKEN),
    ("a piece overwritten", 5, overwrite_a_piece, BROKEN),
    ("pieces exchanged", 4, exchange_pieces, BROKEN),
    ("sent as text", 2, as_ascii, outcomes("damaged", "not_a_pdf")),
    ("sent as text", 2, new_line_ends, BROKEN),
    ("careless", 3, lose_the_table, outcomes(READ)),
    ("careless", 2, junk_behind, outcomes(READ)),
    ("careless", 2, junk_before, outcomes(READ)),
)


def broken(source: str, breaking: Breaking, seed: str) -> bytes:
    data = bytearray(sample(source))
    breaking(data, random.Random(seed))
    return bytes(data)


def cases(seed: int) -> Iterator[Case]:
    for category, count, breaking, allowed in KINDS:
        for number in range(count):
            source = SOURCES[number % len(SOURCES)]
            key = f"{seed}/{breaking.__name__}/{number}"
            yield Case(
                category,
                f"{breaking.__name__}-{number}.pdf",
                lambda source=source, breaking=breaking, key=key: broken(source, breaking, key),
                allowed,
                source,
            )
