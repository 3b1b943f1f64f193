"""Addresses that nobody means: every route with real, foreign and impossible parts, and questions out of place."""

import random
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver

WORDS = (
    "",
    "0",
    "1",
    "-1",
    "2023",
    "99999",
    "9" * 400,
    "1e9",
    "NaN",
    "420107",
    "420107-government-office",
    "general_budget",
    "three_public.total.actual",
    "own",
    "三公",
    "绩效 自评",
    "２０１０３０１",
    "%",
    "_",
    "'",
    '"',
    "\\",
    "\0",
    "a\0b",
    "\ud7ff\uffff",
    "‮报告",
    "<script>",
    "{{7*7}}",
    "../../etc/passwd",
    "..%2f",
    "; drop table",
    "NEAR(a b)",
    'a" OR "b',
    "*",
    "-",
    "(",
    "true",
    "null",
    "x" * 3000,
    ",".join(str(number) for number in range(10_000)),
)
NAMES = ("q", "o", "d", "y", "t", "m", "c", "scope", "rev", "page", "sort", "n", "f", "kind", "item", "basis", "fragment", "ids", "region", "severity", "check", "org", "year", "u", "text", "size", "lang", "next", "peers", "code")  # fmt: skip
MOST_QUESTIONS = 4


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """The pattern of every route of the site, as it is written."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, pattern)
        elif isinstance(entry, URLPattern):
            yield pattern


def _part(chance: random.Random, name: str, known: dict[str, tuple[str, ...]]) -> str:
    """Half of the parts are real, so that what follows them is reached."""
    real = known.get(name, ())
    word = chance.choice(real) if real and chance.random() < 0.6 else chance.choice(WORDS)
    return quote(word, safe="") or "x"


def _filled(chance: random.Random, pattern: str, known: dict[str, tuple[str, ...]]) -> str:
    """The pattern with a part in each of its places: ``<int:year>`` and ``(?P<sha256>…)`` alike."""
    text, address = pattern.replace("^", "").replace("$", "").replace("\\.", ".").replace("\\Z", ""), ""
    while text:
        if text.startswith("(?P<"):
            name, end = text[4 : text.index(">")], _closing(text)
        elif text.startswith("<"):
            name, end = text[1 : text.index(">")].rpartition(":")[2], text.index(">") + 1
        else:
            address, text = address + text[0], text[1:]
            continue
        address, text = address + _part(chance, name, known), text[end:]
    return "/" + address


def _closing(text: str) -> int:
    """The end of the group that ``text`` begins with."""
    depth = 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if not depth:
            return place + 1
    return len(text)


def _questions(chance: random.Random, known: dict[str, tuple[str, ...]]) -> str:
    values = [*WORDS, *(word for words in known.values() for word in words)]
    asked = [(chance.choice(NAMES), chance.choice(values)) for _ in range(chance.randint(0, MOST_QUESTIONS))]
    return urlencode(asked, errors="surrogatepass")


def addresses(seed: int, count: int, known: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """``count`` addresses, each route in turn; the same seed gives the same. ``known``: real values of the parts."""
    chance = random.Random(seed)
    patterns = list(routes())
    for number in range(count):
        address = _filled(chance, patterns[number % len(patterns)], known)
        asked = _questions(chance, known)
        yield f"{address}?{asked}" if asked else address
