"""What nothing in a PDF refers to: the mark that a wrong reference leaves, for it names another thing now.

One digit of "38 0 R" is all it takes to show a page with the content of another, or a font with the meanings of
another. Every reader shows what it is told to; but what was meant stays in the file, and nothing names it.
"""

import re
from collections.abc import Iterable

import pikepdf

_REFERENCE = re.compile(rb"(?<!\d)(\d{1,8})\s{1,2}\d{1,5}\s{1,2}R(?![A-Za-z])")
_OF_FONTS = ("/Font", "/FontDescriptor")
_LAST_NUMBER = re.compile(rb"\d*\Z")
_HOLDERS = ("/ObjStm", "/XRef")  # which the file's own tables name


def has_strays(things: Iterable[pikepdf.Object], data: bytes) -> bool:
    """Whether a content, a font or the meaning of its signs is in the file and nothing refers to it.

    ``things`` are all objects of the file, ``data`` its bytes. What a later version of the file replaced is
    still named by the version before, and no stray.
    """
    weighty: list[pikepdf.Object] = []
    held = [data]
    for thing in things:
        if isinstance(thing, pikepdf.Stream):
            kind = thing.get("/Type")
            if kind == "/ObjStm":
                held.append(thing.read_bytes())
            if kind not in _HOLDERS:
                weighty.append(thing)
        elif isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") in _OF_FONTS:
            weighty.append(thing)
    numbers = {b"%d" % thing.objgen[0] for thing in weighty}
    return bool(numbers - _plainly_named(held)) and bool(numbers - _named(held))


def _plainly_named(held: Iterable[bytes]) -> set[bytes]:
    """The numbers in references as nearly all programs write them: found fast, pictures or not."""
    return {_LAST_NUMBER.findall(piece[-8:])[0] for part in held for piece in part.split(b" 0 R")}


def _named(held: Iterable[bytes]) -> set[bytes]:
    return {number for part in held for number in _REFERENCE.findall(part)}
