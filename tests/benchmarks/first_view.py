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
OFFICE = "420107-government-office"
PAGES = (
    "/",
    "/d/420107/",
    f"/o/{OFFICE}/",
    f"/o/{OFFICE}/2023/",
    "/o/420111-government-office/2023/",
    f"/o/{OFFICE}/2023/brief/",
    f"/o/{OFFICE}/2023/t/expenditure/",
    f"/o/{OFFICE}/2023/t/summary/",
    f"/o/{OFFICE}/2023/t/basic_by_economic/",
    "/sangong/",
    "/compare/",
    f"/compare/?o={OFFICE},420111-government-office&y=2023",
    f"/compare/?o={OFFICE},420111-government-office&y=2023&t=general_budget",
    "/compare/?d=420107,420111&y=2023&m=three_public.total.actual",
    "/quality/",
    "/quality/checks/",
    "/quality/log/",
    f"/quality/{OFFICE}/2023/",
    "/report-error/",
    "/search/",
    "/search/?q=%E4%B8%89%E5%85%AC",
    "/data/",
    f"/embed/o/{OFFICE}/2023/",
    f"/embed/o/{OFFICE}/2023/t/expenditure/",
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
    """Bytes of a page and the style sheets, scripts and pictures that its HTML names, those for paper too."""
    names = {urljoin(url, name) for name in NAMED.findall(page_text(url)) if not name.startswith("data:")}
    return sum(sent_bytes(name) for name in {url, *names})


def main() -> None:
    site = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    try:
        for path in PAGES:
            size = first_view(site + path)
            print(f"{path:84}{size / 1024:8.1f} KB{'  !' if size > LIMIT else ''}")
    except urllib.error.HTTPError as error:
        print(f"{error.url}: {error}", file=sys.stderr)
    except urllib.error.URLError:
        print(f"first view: not weighed, no site answers at {site} (make run)", file=sys.stderr)


if __name__ == "__main__":
    main()
