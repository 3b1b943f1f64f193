"""When a reader on a phone sees a page, and how much of it moves afterwards.

``python -m tests.benchmarks.first_paint`` measures a site that is running (`make run` in another terminal) in
chromium as a phone of the middle class: 390 × 844, 1.6 Mbit/s, 150 ms there and back, a processor four times slower.
Prints the largest contentful paint in seconds and the cumulative layout shift of every kind of page; exits 1 where
one exceeds 2.5 s or 0.05.
"""

import os
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.first_view import PAGES

LATEST, MOST_SHIFT = 2.5, 0.05
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
SLOWER = 4
SETTLED = 1500  # milliseconds after the page has loaded
OBSERVE = """
window.painted = 0; window.shifted = 0;
new PerformanceObserver(list => { for (const one of list.getEntries()) window.painted = one.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
"""


@dataclass(frozen=True)
class Seen:
    seconds: float
    shift: float

    @property
    def good(self) -> bool:
        return self.seconds <= LATEST and self.shift <= MOST_SHIFT


def seen(browser: Browser, url: str) -> Seen:
    """The page in a browser that has kept nothing."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    phone = context.new_cdp_session(page)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", NETWORK)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, timeout=60_000)
    page.wait_for_timeout(SETTLED)
    painted, shifted = page.evaluate("[window.painted / 1000, window.shifted]")
    context.close()
    return Seen(painted, shifted)


def main() -> int:
    site = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    slow = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for path in PAGES:
            found = seen(browser, site + path)
            slow += not found.good
            print(
                f"{path:60}{found.seconds:6.2f} s{found.shift:8.3f}{'' if found.good else '  !'}", flush=True
            )
        browser.close()
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
