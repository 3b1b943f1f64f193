"""The shape of the code: who may import whom, how long things get, and what stays unloaded.

The import order is data here: each line may import itself and those above it.
"""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("disclosures", "ingest")
MODULE_LINES, FUNCTION_LINES = 300, 60

LAYERS: dict[str, str] = {
    "pure": "disclosures.{statements classification measures regions region_search department_names department_kinds department_slugs checks_catalogue number_ids finding_keys indicator_targets wording units recognition}",
    "facts": "ingest.parsing.{facts file_types version evaluated errors numerals wire doubts progress confinement}",
    "terms": "ingest.parsing.{glyphs titles subjects topics vocabulary}",
    "pages": "ingest.parsing.{pages sources}",
    "ocr": "ingest.parsing.ocr",
    "grids": "ingest.parsing.{rulings grids}",
    "pictures": "ingest.parsing.pictures",
    "outline": "ingest.parsing.{outline flow headings blocks margins parts sections}",
    "layouts": "ingest.parsing.layouts",
    "amounts": "ingest.parsing.{captions columns cells items others lines tokens sums shifts rows options families rules extracts amounts placement codes tallies alignment entries second_reading untaken recognised}",
    "narrative": "ingest.parsing.{sentences phrases takers sayings projects narrative quantities terms measured}",
    "identity": "ingest.parsing.{naming kinds identity wraps indicators indicator_rows indicator_lines evaluation_texts evaluation_forms evaluations}",
    "checks": "ingest.checks",
    "report": "ingest.parsing.{report corrected differences same_report joined __main__}",
    "models": "disclosures.{models migrations}",
    "questions": "disclosures.{comparison completeness across_years search tallies}",
    "drawing": "disclosures.{svg multiples marks bars charts pair_charts plotly_figures posters structured_data tables exports board_charts board_export workbooks}",
    "site": "disclosures.{pages query_forms compare_query error_form forms views api feeds sitemaps admin urls templatetags apps settings wsgi terms messages management}",
    "uploads": "ingest.{models migrations files limits uploads audit}",
    "store": "ingest.{stored figures derivation content store rereading next_state}",
    "pipeline": "ingest.{limited sandbox page_images background.supervisor background.leases corrections pipeline publication}",
    "background": "ingest.background.{tasks heartbeat}",
    "verbs": "ingest.{actions groups roles desk accepting joining}",
    "keeping": "ingest.{integrity backup}",
    "manage": "ingest.{gate forms intake bulk pages views urls admin admin_site apps management samples templatetags entered}",
}
PLAIN = tuple(LAYERS)[: tuple(LAYERS).index("models")]
HOLDERS = (
    "disclosures",
    "ingest",
    "ingest.background",
    "ingest.parsing",
)  # packages that hold others, nothing else
CHECKS_SEE = ("pure", "facts", "checks")

# Engines that cost more than 0.1 s to import, each loaded on first use by the module that owns it.
ENGINES = {
    "ingest.parsing.sources.plumber": {"pdfplumber"},
    "ingest.parsing.ocr": {"rapidocr", "rapidocr.ch_ppocr_rec", "numpy"},
    "ingest.parsing.pictures.vision": {"cv2", "numpy"},
    "ingest.parsing.sources.docx": {"docx"},
    "ingest.parsing.sources.old_workbook": {"xlrd"},
    "ingest.parsing.sources.html": {"bs4"},
    "disclosures.department_slugs": {"pypinyin"},
    "disclosures.region_search": {"pypinyin"},
    "disclosures.search.spelling": {"pypinyin"},
}


def _layer_prefixes() -> dict[str, str]:
    """Module prefix → layer."""
    prefixes = {}
    for layer, pattern in LAYERS.items():
        head, brace, names = pattern.partition("{")
        for name in names.rstrip("}").split() if brace else [""]:
            prefixes[head + name] = layer
    return prefixes


PREFIXES = _layer_prefixes()


def layer_of(module: str) -> str | None:
    """The layer of a module; packages that only hold others ("ingest", "ingest.parsing") have none."""
    while module:
        if module in PREFIXES:
            return PREFIXES[module]
        module = module.rpartition(".")[0]
    return None


def sources_of_project() -> dict[str, str]:
    """Module name → source text."""
    sources = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            sources[name] = path.read_text(encoding="utf-8")
    return sources


def imports_of(tree: ast.AST, known: set[str]) -> set[str]:
    """The full names that a module imports; of ``from a import b`` it is a.b where that is a module."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            names.update(name if name in known else node.module for name in full)
    return names


def order_violations(module: str, imported: set[str]) -> list[str]:
    order = list(LAYERS)
    own = layer_of(module)
    found = [] if own or module in HOLDERS else [f"{module} is not placed in LAYERS"]
    for name in sorted(imported):
        top = name.partition(".")[0]
        if own in PLAIN and top == "django":
            found.append(f"{module} is plain Python and imports {name}")
        if top not in PACKAGES:
            continue
        other = layer_of(name)
        if module.startswith("disclosures") and top == "ingest":
            found.append(f"{module} imports {name}: the site never imports the reader")
        elif own is None or other is None:
            continue  # said once, for the module itself
        elif order.index(other) > order.index(own):
            found.append(f"{module} ({own}) imports {name} ({other}), which comes after it")
        elif own == "checks" and other not in CHECKS_SEE:
            found.append(f"{module} imports {name}: checks see facts and the pure modules only")
    return found


def hidden_imports(module: str, tree: ast.AST) -> list[str]:
    """Imports inside functions, and modules loaded by name that are not a declared engine."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    found.append(f"{module}:{inner.lineno} imports inside a function")
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "importlib.import_module",
            "import_module",
            "__import__",
        ):
            name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else "?"
            if name not in ENGINES.get(module, ()):
                found.append(f"{module}:{node.lineno} loads {name!r} by name")
    return sorted(set(found))


def length_violations(module: str, source: str, tree: ast.AST) -> list[str]:
    lines = len(source.splitlines())
    found = [f"{module} has {lines} lines"] if lines > MODULE_LINES else []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                found.append(f"{module}:{node.lineno} {node.name} has {length} lines")
    return found


def cycles(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return ["cycle: " + " → ".join(error.args[1])]
    return []


def violations(sources: dict[str, str]) -> list[str]:
    """Everything wrong with the shape of these modules, in words."""
    found, graph, known = [], {}, set(sources)
    for module, source in sources.items():
        if ".migrations" in module:
            continue
        tree = ast.parse(source)
        imported = imports_of(tree, known)
        graph[module] = (imported & known) - {module}
        found += order_violations(module, imported)
        found += hidden_imports(module, tree)
        found += length_violations(module, source, tree)
    return found + cycles(graph)


def test_the_project_keeps_its_shape():
    assert violations(sources_of_project()) == []


@pytest.mark.parametrize(
    ("sources", "complaint"),
    [
        (
            {"ingest.parsing.grids": "from ingest.parsing import amounts", "ingest.parsing.amounts": ""},
            "after it",
        ),
        ({"disclosures.views.home": "from ingest.store import store"}, "never imports the reader"),
        ({"ingest.parsing.facts": "from django.conf import settings"}, "plain Python"),
        ({"ingest.checks.prose": "from ingest.parsing.pages import Page"}, "checks see facts"),
        ({"ingest.newcomer": "from ingest.store import store"}, "not placed"),
        ({"ingest.store": "def f():\n    import json"}, "inside a function"),
        ({"ingest.store": "class A:\n    def f(self):\n        from json import dumps"}, "inside a function"),
        ({"ingest.parsing.grids": "import importlib\nimportlib.import_module('cv2')"}, "by name"),
        ({"ingest.store": "x = 1\n" * 301}, "has 301 lines"),
        ({"ingest.store": "def f():\n" + "    x = 1\n" * 60}, "has 61 lines"),
        (
            {
                "disclosures.views.a": "import disclosures.views.b",
                "disclosures.views.b": "import disclosures.views.a",
            },
            "cycle",
        ),
    ],
)
def test_a_violation_is_noticed(sources, complaint):
    found = violations(sources)
    assert len(found) == 1
    assert complaint in found[0]


def test_a_declared_engine_may_be_loaded_by_name():
    source = "import importlib\n\ndef engine():\n    return importlib.import_module('pdfplumber')\n"
    assert violations({"ingest.parsing.sources.plumber": source}) == []


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", ["ingest.parsing.report", "ingest.checks"])
def test_the_reader_needs_no_django(module):
    done = run_python(
        "import importlib, sys\n"
        "sys.modules['django'] = None\n"  # importing it now raises ImportError
        f"importlib.import_module({module!r})\n"
    )
    assert done.returncode == 0, done.stderr


def test_reading_a_text_pdf_loads_no_other_engine(samples):
    done = run_python(
        "import sys\n"
        "from pathlib import Path\n"
        "from ingest.parsing.report import parse\n"
        "assert 'pdfplumber' not in sys.modules, 'pdfplumber is loaded before it is needed'\n"
        "parse(Path(sys.argv[1]))\n"
        "loaded = {'cv2', 'onnxruntime', 'rapidocr', 'docx', 'bs4', 'xlrd'} & set(sys.modules)\n"
        "assert not loaded, loaded\n",
        str(samples[-1]),
    )
    assert done.returncode == 0, done.stderr
