"""The statements of a report and what each of them is: printed, a picture, declared nil, missing."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_lazy

from disclosures.models import Sheet
from disclosures.pages.reading import Reading, gravest
from disclosures.pages.sections import nil_sentence
from disclosures.statements import FORMS, State, Statement
from disclosures.wording import STATES

# What a picture statement's amounts come from instead, and what the others mean.
EXPLANATIONS = {
    State.PICTURE: gettext_lazy("原件此表是图片，尚未识别；不是零。报告中的数取自文字说明。"),
    State.DECLARED_NIL: gettext_lazy("原表为空，报告说明本年无此项收支；不按零计。"),
    State.EMPTY: gettext_lazy("原表为空，报告没有说明原因；不按零计。"),
    State.MISSING: gettext_lazy("报告没有列出此表。"),
}


@dataclass(frozen=True)
class Listed:
    number: str
    title: str
    printed: bool  # whether the title is the report's own, so that it is Chinese on every page
    href: str
    state: str
    word: str
    sentence: str
    outcome: str


def declared_sentence(sheet: Sheet, passages) -> str:
    """The sentence that declares a statement nil, as printed; "" where there is none."""
    if sheet.state != State.DECLARED_NIL:
        return ""
    notes = (note for note in sheet.notes if "无" in note or "没有" in note)
    return next(notes, "") or nil_sentence(passages, sheet.statement)


def number_of(sheet: Sheet) -> str:
    """公开03表 as printed; in another language the form's number alone."""
    form = FORMS.get(sheet.statement)
    if form and get_language() != settings.LANGUAGE_CODE:
        return form.number
    return sheet.number or sheet.form


def _titled(sheet: Sheet) -> tuple[str, bool]:
    """The title, and whether it is as printed: in another language the nine have the names of their forms."""
    form = FORMS.get(sheet.statement)
    if form and (not sheet.title or get_language() != settings.LANGUAGE_CODE):
        return gettext(form.title), False
    return (sheet.title, True) if sheet.title else (gettext("其他表"), False)


def _listed(reading: Reading, sheet: Sheet) -> Listed:
    own = [f for f in reading.findings if any(p.get("statement") == sheet.statement for p in f.where)]
    return Listed(
        number_of(sheet) or gettext("其他"),
        *_titled(sheet),
        reading.statement_url(sheet_key(sheet)),
        sheet.state,
        gettext(STATES[sheet.state]),
        declared_sentence(sheet, reading.passages),
        gravest(own),
    )


def sheet_key(sheet: Sheet) -> str:
    """The ``<key>`` of a sheet's address; a statement outside the nine is told by its place."""
    return f"other-{sheet.position}" if sheet.statement == Statement.OTHER else sheet.statement


def find_sheet(sheets, key: str) -> Sheet | None:
    return next((sheet for sheet in sheets if sheet_key(sheet) == key), None)


def statement_list(reading: Reading) -> tuple[Listed, ...]:
    """All statements in the order in which the report prints them, then those of the nine that it lacks."""
    held = {sheet.statement for sheet in reading.sheets}
    word = gettext(STATES[State.MISSING])
    lacking = (
        Listed(form.number, gettext(form.title), False, "", State.MISSING, word, "", "")
        for statement, form in FORMS.items()
        if statement not in held
    )
    return (*(_listed(reading, sheet) for sheet in reading.sheets), *lacking)
