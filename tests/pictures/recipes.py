"""The hard pictures by name: resolution, effects in their order, how pages are put on sheets and packed."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from tests.pictures import effects
from tests.pictures.effects import Effect

DARK_STAMP: Effect = partial(effects.stamp, dark=True)


class Pages(StrEnum):
    """Which pages of the report the file holds, and how."""

    STATEMENTS = "statements"  # cover and statements, all as pictures
    MIXED = "mixed"  # the whole report; only its statements are pictures
    ALL = "all"  # the whole report, all pages as pictures


@dataclass(frozen=True)
class Recipe:
    """How pictures are made of pages: points an inch, quality of the JPEG, effects one after the other."""

    name: str
    effects: tuple[Effect, ...] = ()
    dpi: int = 200
    quality: int = 85
    pages: Pages = Pages.STATEMENTS
    two_up: bool = False  # neighbouring upright pages side by side on one sheet


RECIPES = (
    Recipe("clean"),
    Recipe("jpeg", dpi=150, quality=40),
    Recipe("skew", (effects.skew,)),
    Recipe("stamp", (effects.stamp,)),
    Recipe("dark stamp", (DARK_STAMP,)),
    Recipe("coloured print", (effects.colour_print, effects.stamp)),
    Recipe("faint rules", (effects.fade_rules,)),
    Recipe("broken rules", (effects.break_rules,)),
    Recipe("badly broken rules", (partial(effects.break_rules, share=0.2),)),
    Recipe("shadow and fold", (effects.shade, effects.fold_corner)),
    Recipe("specks and blur", (effects.sprinkle, effects.blur)),
    Recipe("two pages a sheet", two_up=True),
    Recipe("upside down", (effects.turn,)),
    Recipe("sideways", (effects.turn_sideways,)),
    Recipe("photograph", (effects.photograph,)),
    Recipe("low contrast", (effects.weaken,)),
    Recipe("black and white", (effects.skew, effects.black_and_white)),
    Recipe("mixed", pages=Pages.MIXED),
    Recipe(
        "office scan",
        (partial(effects.skew, most=1.5), effects.stamp, effects.sprinkle),
        dpi=150,
        quality=40,
    ),
    Recipe(
        "pale copy",
        (effects.fade_rules, effects.break_rules, partial(effects.skew, most=1.0), effects.weaken),
        quality=60,
    ),
    Recipe(
        "telephone",
        (effects.photograph, effects.shade, partial(effects.blur, sigma=0.7)),
        quality=55,
    ),
    Recipe("turned office scan", (effects.skew, DARK_STAMP, effects.turn_sideways), quality=60),
    Recipe(
        "mixed office scan",
        (partial(effects.skew, most=1.0), effects.stamp, effects.blur),
        quality=60,
        pages=Pages.MIXED,
    ),
)
LONG = Recipe("long scan", (partial(effects.skew, most=1.0), effects.sprinkle), quality=60, pages=Pages.ALL)
