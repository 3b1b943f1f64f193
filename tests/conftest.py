"""What every test shares: no network, files of its own, real reports, and a browser."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CHROMIUM = Path("/usr/bin/chromium")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")

left_out: dict[str, str] = {}


class NetworkUsed(RuntimeError):
    """A test tried to reach another machine."""


def leave_out(what: str, why: str) -> None:
    """Skip a test for want of something, said loudly at the end; in CI that is a failure."""
    if IN_CI:
        pytest.fail(f"{what}: {why}", pytrace=False)
    left_out[what] = why
    pytest.skip(why)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", action="store_true", help="only the tests that ask or change the database")


# What these wait for, a browser or other processes, also waits for a processor: on a busy machine one may be late.
# They are run once more before they fail, and the summary names them. All other tests have one try.
BUSY = ("browser", "chaos", "ingest/test_background.py", "ingest/test_backup.py", "ingest/test_sandbox.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(ROOT / "tests") and any(
            item.path.is_relative_to(ROOT / "tests" / busy) for busy in BUSY
        ):
            item.add_marker(pytest.mark.flaky(reruns=1))
    if config.getoption("--database"):
        others = [item for item in items if not _asks_the_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in set(others)]


def _asks_the_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or "django_db_setup" in getattr(
        item, "fixturenames", ()
    )


def pytest_configure() -> None:
    # Static files come from the source folders: STATIC_ROOT is what `make run` collects.
    django_settings.WHITENOISE_AUTOREFRESH = django_settings.WHITENOISE_USE_FINDERS = True
    # Playwright's synchronous interface runs an event loop in the test's own thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what was left out to the process that reports, where tests run in several."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    left_out.update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for what, why in left_out.items():
        terminalreporter.write_line(f">>> LEFT OUT: {what}: {why}", yellow=True, bold=True)


@pytest.fixture(autouse=True)
def site_language() -> Iterator[None]:
    """A request in English leaves its thread in English; the next test begins with the site's own language."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connections leave this machine only by mistake."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        remote = self.family in (socket.AF_INET, socket.AF_INET6)
        if remote and isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise NetworkUsed(f"a test reached for {address}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        yield


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings) -> None:
    """Uploaded files of a test lie in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA_DIR = tmp_path


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the checkout."""
    if not (SHARED / "reports").is_dir():
        leave_out("tests on real reports", f"there is no folder {SHARED.name}/reports beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """The sample reports that `make run` loads."""
    return sorted((ROOT / "ingest" / "samples").glob("*.pdf"))
