"""How long a reader waits for the picture of a number: the drawer's part and the crop, cold and once it is kept.

Every number of every statement of the samples, asked of a site of its own that has drawn nothing yet.
``python -m tests.benchmarks.crops``
"""

import html
import re
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.serving import served

COLD, CACHED = 1000, 300  # milliseconds: what a reader waits at most
WAY = re.compile(r'href="(/(?:d|o)/[^"?#]*)"')
NUMBER = re.compile(r'<td id="[^"]+"[^>]*><a href="(/n/[^"]+)"')
CROP = re.compile(
    r'<div class="strip".*?<img src="(/crop/[^"]+)"[^>]*alt="([^"]+)"><span class="frame"', re.S
)


@dataclass(frozen=True)
class Tapped:
    """What the drawer gave for one number; ``crop`` is "" where it has no picture, ``first`` of its row.

    Like a browser, only the first number of a row asks for the picture: the others have the same.
    """

    number: str
    crop: str
    alt: str
    picture: bytes
    milliseconds: float
    first: bool


def _got(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read()


def statements(site: str) -> list[str]:
    """The addresses of all statements that a reader can come to from the first page."""
    seen, waiting = {"/"}, ["/"]
    while waiting:
        found = {path for path in WAY.findall(_got(site + waiting.pop()).decode()) if "." not in path}
        waiting += [path for path in found - seen if "/t/" not in path]
        seen |= found
    return sorted(path for path in seen if "/t/" in path)


def numbers(site: str) -> list[str]:
    """The addresses of all numbers that the statements print."""
    return [number for path in statements(site) for number in NUMBER.findall(_got(site + path).decode())]


def tap(site: str, addresses: Iterable[str]) -> Iterator[Tapped]:
    """What a tap on each number asks for: the drawer's part and the picture that it names."""
    held: set[str] = set()
    for number in addresses:
        start = time.perf_counter()
        found = CROP.search(_got(f"{site}{number}?fragment=1").decode())
        crop, alt = (html.unescape(part) for part in found.groups()) if found else ("", "")
        first = bool(crop) and crop not in held
        picture = _got(site + crop) if first else b""
        yield Tapped(number, crop, alt, picture, 1000 * (time.perf_counter() - start), first)
        held.add(crop)


def _told(name: str, taken: Sequence[float], limit: int) -> str:
    ordered = sorted(taken)
    half, most = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    return (
        f"  {name:8}{len(taken):6} taps   median {half:5.0f} ms   95 % {most:5.0f} ms   "
        f"longest {ordered[-1]:5.0f} ms   (limit {limit} ms)"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as site:
        every = numbers(site.url)
        cold = list(tap(site.url, every))
        cached = list(tap(site.url, every))
    print(f"{len(every)} numbers, {sum(bool(one.crop) for one in cold)} with a picture")
    print(_told("cold", [one.milliseconds for one in cold if one.first], COLD))
    print(_told("cached", [one.milliseconds for one in cached if one.first], CACHED))


if __name__ == "__main__":
    main()
