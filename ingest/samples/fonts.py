"""Cut a font collection's face down to the characters of one document.

Chromium embeds TrueType outlines as a real, subset font and spells characters back correctly, but turns
CFF outlines into nameless bitmap-like ones and confuses 一 with the radical ⼀. So the face is subset to the
characters used, which leaves one code per glyph, and its outlines become quadratic.
"""

from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

FULL_NAME = 4
MAX_ERROR = 1.0  # of the curve, in units of a thousandth of the em
DROPPED = ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF", "DSIG"]


def _face(source: Path, name: str) -> TTFont:
    fonts = TTCollection(source, lazy=True).fonts
    return next(font for font in fonts if font["name"].getDebugName(FULL_NAME) == name)


def _to_truetype(font: TTFont) -> None:
    glyphs, outlines = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), outlines
    del font["CFF "]
    profile = font["maxp"]
    profile.tableVersion, profile.maxZones = 0x00010000, 1
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
        "maxSizeOfInstructions maxComponentElements"
    ).split():
        setattr(profile, field, 0)
    font["glyf"].compile(font)
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


def cut_font(source: Path, face: str, text: str, target: Path) -> None:
    """Write the face of that full name, with the characters of ``text`` only, as TrueType to ``target``."""
    font = _face(source, face)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, drop_tables=DROPPED)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    _to_truetype(font)
    font.save(target)
