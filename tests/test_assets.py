"""The browser's copy of plotly is the one that the Python package was made for, and it stays out of the repository."""

import json
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).resolve().parents[1]
LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]


@pytest.mark.parametrize("name", ["plotly.js-basic-dist-min", "plotly.js-locales"])
def test_the_bundle_has_the_version_inside_the_python_package(name):
    assert LOCK[f"node_modules/{name}"]["version"] == get_plotlyjs_version()


def test_the_lock_names_digests_but_no_host():
    packages = [entry for name, entry in LOCK.items() if name]
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)
    assert not any("resolved" in entry for entry in packages)


def test_make_put_the_bundle_among_the_static_files():
    bundle = finders.find("vendor/plotly-basic.min.js")
    assert bundle, "run `make env` first"
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}" in Path(bundle).read_text("utf-8")[:200]


def test_the_locale_registers_itself_in_a_browser():
    wrapped = Path(finders.find("vendor/plotly-locale-zh-cn.js")).read_text("utf-8")
    assert wrapped.startswith("(function(){var module={};")
    assert wrapped.rstrip().endswith("Plotly.register(module.exports)})();")
    assert "'zh-CN'" in wrapped


def test_nothing_third_party_is_committed():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run(
        ["git", "ls-files", "static/vendor", "node_modules"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
