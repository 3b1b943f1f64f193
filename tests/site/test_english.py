"""The English pages: every word of the interface translated, every Chinese word that is left marked as Chinese."""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po

from disclosures import messages
from disclosures.comparison.columns import short_name
from disclosures.models import Department, Region
from tests.site import reports
from tests.site.test_sharing import walk

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_NAMED = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription"}
_PLACES = re.compile(r"%\(\w+\)s|%%|%[sd]|\{\w*\}")
_VOID = {"meta", "link", "input", "img", "br", "hr", "source", "wbr", "col", "path", "rect", "line", "circle"}
_UNSEEN = {"script", "style"}


class Unmarked(HTMLParser):
    """Collects Chinese words that no element around them says to be Chinese; names are names in every language."""

    def __init__(self, page: str, names: list[str]):
        super().__init__()
        self.names = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.feed(page)

    def untold(self, words: str | None) -> bool:
        return bool(_CHINESE.search(self.names.sub("", words or "")))

    @property
    def chinese(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        lang = given.get("lang")
        chinese = lang.startswith("zh") if lang else self.chinese
        named = _NAMED & given.keys()
        if tag == "meta" and given.get("name") in ("description",):
            named = {"content"}
        if not chinese:
            self.found += [
                f"{tag}[{name}] {given[name]}" for name in sorted(named) if self.untold(given[name])
            ]
        if tag not in _VOID:
            self.open.append((tag, chinese or tag in _UNSEEN))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.open and self.open[-1][0] != tag:
            self.open.pop()
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        if not self.chinese and self.untold(data):
            self.found.append(f"{self.open[-1][0] if self.open else ''}: {' '.join(data.split())}")


def unmarked(page: str) -> list[str]:
    departments = Department.objects.select_related("region__parent")
    names = [name for department in departments for name in (department.name, short_name(department))]
    names += Region.objects.values_list("name", flat=True)
    return list(dict.fromkeys(Unmarked(page, names).found))


@pytest.fixture
def all_reports(db):
    return reports.all_reports()


def test_every_english_page_marks_what_is_chinese(all_reports, client):
    found = {address: unmarked(page) for address, page in walk(client, "/en")}
    assert len(found) > 80
    assert {address: words for address, words in found.items() if words} == {}


@pytest.mark.parametrize("domain", [messages.SERVER, messages.SCRIPTS])
def test_the_catalogue_has_every_word_of_the_interface_in_english(domain):
    held, gathered = messages.held(domain, "en"), messages.gathered(domain)
    assert {str(message.id) for message in gathered} == {str(message.id) for message in held}
    assert messages.untranslated(held) == []


@pytest.mark.parametrize("domain", [messages.SERVER, messages.SCRIPTS])
def test_a_translation_names_no_value_that_it_is_not_given(domain):
    with messages.path_of(domain, "en").open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        for words in [message.string] if isinstance(message.string, str) else message.string:
            asked = message.id if isinstance(message.id, str) else message.id[0]
            if asked:
                assert set(_PLACES.findall(words)) <= set(_PLACES.findall(asked)), asked
