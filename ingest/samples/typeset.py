"""Typeset the sample reports: ``python -m ingest.samples.typeset`` (or ``make samples``).

Figures come from ``data/<name>.csv`` and ``data/<name>.json``; the sentences are the project's own. Each
report becomes HTML, chromium prints it, and the fonts are cut down to the characters that it uses before
that, so that the PDF embeds a subset of them. Needs chromium and fonts-noto-cjk.
"""

import base64
import io
import json
import subprocess
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
from tqdm import tqdm

from ingest.samples.figures import DATA, read_figures
from ingest.samples.fonts import cut_font
from ingest.samples.page import STYLE
from ingest.samples.report import report_html, statements_html

HERE = Path(__file__).parent
NOTO = Path("/usr/share/fonts/opentype/noto")
FONTS = {
    "Song": (NOTO / "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
    "Hei": (NOTO / "NotoSansCJK-Bold.ttc", "Noto Sans CJK SC Bold"),
}
CHROMIUM = (
    "/usr/bin/chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --disable-pdf-tagging"
).split()
PICTURE_SCALE, PICTURE_QUALITY = 1.25, 22  # 90 dpi: legible, and nine pages stay below 400 KB


def print_pdf(body: str, folder: Path) -> Path:
    """The HTML body as a PDF in ``folder``, its fonts embedded and cut down."""
    faces = ""
    for family, (source, face) in FONTS.items():
        cut_font(source, face, body + "0123456789", folder / f"{family}.ttf")
        faces += f"@font-face {{ font-family: {family}; src: url({family}.ttf) }}\n"
    page, target = folder / "page.html", folder / "page.pdf"
    page.write_text(
        f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><style>{faces}{STYLE}</style>{body}',
        encoding="utf-8",
    )
    command = [*CHROMIUM, f"--print-to-pdf={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


def as_pictures(path: Path) -> str:
    """The pages of a PDF as pictures in HTML, one to a page."""
    tags = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            picture = page.render(scale=PICTURE_SCALE, grayscale=True).to_pil()
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality=PICTURE_QUALITY, optimize=True)
            wide = " wide" if picture.width > picture.height else ""
            data = base64.b64encode(buffer.getvalue()).decode()
            tags.append(f'<section class="scan{wide}"><img src="data:image/jpeg;base64,{data}"></section>')
    return "".join(tags)


def save_small(source: Path, target: Path, title: str) -> None:
    """The same PDF packed tightly and without the time of printing, so that it changes only with its input."""
    with pikepdf.open(source) as pdf:
        del pdf.docinfo
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        pdf.save(
            target,
            deterministic_id=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )


def typeset(name: str) -> Path:
    """Typeset one sample and return where its PDF lies."""
    facts = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    figures = read_figures(name)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        statements = statements_html(facts, figures)
        if facts.get("pictures"):
            statements = as_pictures(print_pdf(statements, folder))
        target = HERE / f"{name}.pdf"
        save_small(print_pdf(report_html(facts, statements), folder), target, facts["title"])
    return target


def main() -> None:
    names = sorted(path.stem for path in DATA.glob("*.json"))
    for name in tqdm(names, desc="typesetting"):
        path = typeset(name)
        tqdm.write(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
