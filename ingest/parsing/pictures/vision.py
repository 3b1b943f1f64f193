"""OpenCV and numpy, loaded when the first picture is looked at: a text report needs neither."""

import importlib
from functools import cache
from typing import Any


@cache
def opencv() -> Any:
    """The module ``cv2``, on one core: its loops here are short, and the recogniser takes the others."""
    cv2 = importlib.import_module("cv2")
    cv2.setNumThreads(1)
    return cv2


@cache
def numpy() -> Any:
    """The module ``numpy``."""
    return importlib.import_module("numpy")
