"""The words of the interface, gathered for translation: templates, Python, scripts and the field's terms.

The catalogues are ``locale/<language>/LC_MESSAGES/django.po`` (server) and ``djangojs.po`` (scripts); the Chinese
words are their own keys.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from disclosures.terms import terms

SERVER, SCRIPTS = "django", "djangojs"
_TEXT = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
_CALLS = re.compile(rf"\b(?:_|gettext|pgettext)\((?:{_TEXT}, )?{_TEXT}\)")
# The parts of a catalogue's head that it is read by; dates and addresses of persons would only make noise.
_HEAD = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-T")
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# What only those who log in see stays Chinese.
_STAFF = ("templates/manage/", "templates/registration/", "templates/admin/")


def _of_templates(root: Path) -> Iterator[tuple[str | None, str, str]]:
    for path in sorted((root / "templates").rglob("*.html")):
        name = str(path.relative_to(root))
        if not name.startswith(_STAFF):
            for found in _CALLS.finditer(templatize(path.read_text(), name)):
                context = ast.literal_eval(found[1]) if found[1] else None
                yield context, ast.literal_eval(found[2]), name


def _of_code(
    root: Path, folder: str, method: str, ending: str
) -> Iterator[tuple[str | None, str | tuple, str]]:
    for path in sorted((root / folder).rglob(f"*{ending}")):
        if "vendor" not in path.parts:
            with path.open("rb") as file:
                for _, words, _, context in extract(
                    method, file, keywords=_KEYWORDS, options={"encoding": "utf-8"}
                ):
                    yield context, words, str(path.relative_to(root))


def gathered(domain: str, root: Path | None = None) -> Catalog:
    """Everything of a domain that asks to be translated, with the files it stands in."""
    root = root or settings.BASE_DIR
    catalog = Catalog(charset="utf-8", fuzzy=False)
    if domain == SCRIPTS:
        found = _of_code(root, "static", "javascript", ".js")
    else:
        found = (
            *_of_templates(root),
            *_of_code(root, "disclosures", "python", ".py"),
            *((None, term, "disclosures/terms.py") for term in terms()),
        )
    for context, words, name in found:
        catalog.add(words, locations=[(name, None)], flags=(), context=context)
    return catalog


def path_of(domain: str, language: str) -> Path:
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / f"{domain}.po"


def held(domain: str, language: str) -> Catalog:
    """The catalogue as it is kept; an empty one where there is none."""
    path = path_of(domain, language)
    if not path.exists():
        return Catalog(locale=language, domain=domain, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain)


def refresh(domain: str, language: str) -> Catalog:
    """Write the catalogue with what is gathered now: translations kept, words no longer said left out."""
    catalog = held(domain, language)
    catalog.update(gathered(domain), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path = path_of(domain, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalog, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
    head, _, rest = written.getvalue().decode().partition("\n\n")
    kept = [line for line in head.splitlines() if line.startswith(("msg", *(f'"{word}' for word in _HEAD)))]
    path.write_text("\n".join(kept) + "\n\n" + rest, encoding="utf-8")
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    return [str(message.id) for message in catalog if message.id and not message.string]
