"""Pages of a text PDF, made into pictures by a recipe and put back into a PDF."""

import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
from numpy.random import Generator
from PIL import Image

from tests.pictures.effects import Picture
from tests.pictures.recipes import Pages, Recipe
from tests.pictures.reports import Original

POINTS = 72  # an inch


@dataclass(frozen=True)
class Sheet:
    """One page of the new file: a picture, or None where the original's page stays; the pages it shows."""

    pages: tuple[int, ...]
    picture: Picture | None = None


def render(path: Path, numbers: Sequence[int], dpi: int) -> dict[int, Picture]:
    """The pages with those numbers (from 1) in red, green and blue."""
    with pypdfium2.PdfDocument(path) as document:
        return {
            number: np.ascontiguousarray(
                document[number - 1].render(scale=dpi / POINTS, rev_byteorder=True).to_numpy()[..., :3]
            )
            for number in numbers
        }


def sheets(original: Original, recipe: Recipe, seed: int, least: int = 0) -> Iterator[Sheet]:
    """The pages of the new file in their order. The same seed gives the same pictures.

    Where the report has fewer than ``least`` pages, its last ones come again until there are so many.
    """
    shown = _shown(original, recipe, least)
    text = set(shown) - set(original.pages) if recipe.pages == Pages.MIXED else set()
    pictures = render(original.path, [number for number in shown if number not in text], recipe.dpi)
    for numbers in _groups(shown, pictures, recipe):
        if numbers[0] in text:
            yield Sheet(numbers)
            continue
        chance = _chance(original.name, recipe.name, seed, numbers[0])
        picture = np.hstack([pictures[number] for number in numbers])
        for effect in recipe.effects:
            picture = effect(picture, chance)
        yield Sheet(numbers, picture)


def _shown(original: Original, recipe: Recipe, least: int) -> list[int]:
    if recipe.pages == Pages.STATEMENTS:
        return [1, *original.pages]
    shown = list(range(1, (original.report.source.pages or 0) + 1))
    after = shown[max(original.pages) :]
    return shown + [after[place % len(after)] for place in range(least - len(shown))]


def _groups(shown: Sequence[int], pictures: dict[int, Picture], recipe: Recipe) -> Iterator[tuple[int, ...]]:
    """One page a sheet, or two neighbours where both stand upright."""
    waiting = list(shown)
    while waiting:
        first = waiting.pop(0)
        if recipe.two_up and waiting and all(_upright(pictures.get(one)) for one in (first, waiting[0])):
            yield first, waiting.pop(0)
        else:
            yield (first,)


def _upright(picture: Picture | None) -> bool:
    return picture is not None and picture.shape[0] > picture.shape[1]


def _chance(*parts: str | int) -> Generator:
    """A generator of its own for every page, so that one page never changes another."""
    return np.random.default_rng([zlib.crc32(str(part).encode()) for part in parts])


def jpeg(picture: Picture, quality: int) -> bytes:
    """A JPEG, in grey where the picture has no colour."""
    image = Image.fromarray(picture)
    spread = int(np.ptp(picture.astype(np.int16), axis=2).max())
    buffer = io.BytesIO()
    (image if spread > 8 else image.convert("L")).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def put_back(original: Original, recipe: Recipe, seed: int, target: Path, least: int = 0) -> list[Sheet]:
    """Write the PDF of pictures, of ``least`` pages or more where all are shown, to ``target``; gives its pages."""
    made = list(sheets(original, recipe, seed, least))
    with pikepdf.open(original.path) as source, pikepdf.new() as pdf:
        for sheet in made:
            if sheet.picture is None:
                pdf.pages.append(source.pages[sheet.pages[0] - 1])
            else:
                _add_picture(pdf, sheet.picture, recipe)
        pdf.save(target, deterministic_id=True)
    return made


def _add_picture(pdf: pikepdf.Pdf, picture: Picture, recipe: Recipe) -> None:
    data = jpeg(picture, recipe.quality)
    height, width = picture.shape[:2]
    with Image.open(io.BytesIO(data)) as image:
        space = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
    drawn = pikepdf.Stream(
        pdf,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=space,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    size = (width * POINTS / recipe.dpi, height * POINTS / recipe.dpi)
    page = pdf.add_blank_page(page_size=size)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=pdf.make_indirect(drawn)))
    page.obj.Contents = pdf.make_stream(f"q {size[0]:.3f} 0 0 {size[1]:.3f} 0 0 cm /Im Do Q".encode())
