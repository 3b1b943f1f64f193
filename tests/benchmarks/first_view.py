"""What a page costs a reader at first sight: itself and every file that it names, as sent.

``python -m tests.benchmarks.first_view`` weighs a site that is running: `make run` in another terminal.
"""

import os
import re
import sys
import urllib.error
import urllib.request
from urllib.parse import urljoin

LIMIT = 100 * 1024
NAMED = re.compile(r'<(?:link[^>]+rel="(?:stylesheet|icon)"[^>]*href|script[^>]+src|img[^>]+src)="([^"]+)"')
PAGES = (
    "/",
    "/d/420107/",
    "/o/420107-government-office/",
    "/o/420107-government-office/2023/",
    "/o/420107-government-office/2023/t/expenditure/",
    "/sangong/",
    "/compare/",
)


def sent_bytes(url: str) -> int:
    """Size of the body on the wire for a browser that takes brotli and gzip."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br, gzip"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return len(answer.read())


def page_text(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode("utf-8")


def first_view(url: str) -> int:
    """Bytes of a page and the style sheets, scripts and pictures that its HTML names."""
    names = {urljoin(url, name) for name in NAMED.findall(page_text(url)) if not name.startswith("data:")}
    return sum(sent_bytes(name) for name in {url, *names})


def main() -> None:
    site = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    try:
        for path in PAGES:
            print(f"{path:52}{first_view(site + path) / 1024:8.1f} KB")
    except urllib.error.HTTPError as error:
        print(f"{error.url}: {error}", file=sys.stderr)
    except urllib.error.URLError:
        print(f"first view: not weighed, no site answers at {site} (make run)", file=sys.stderr)


if __name__ == "__main__":
    main()
