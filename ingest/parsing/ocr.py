"""Pictures of printed lines become text. The only module that knows the engine: rapidocr, offline, with the
models inside its package.
"""

import importlib
import logging
import os
import resource
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

# Few lines at once on one thread each cost half the processor time, and a fraction of the memory, of many on all.
_BATCH = 6
_HEIGHT = 48  # pixels that the engine makes of every line
_WIDEST = 4800  # pixels of all lines of a batch, each as wide as its widest: what it takes grows with them
_MOST_THREADS = 4
_ENGINE = {
    "Rec.rec_img_shape": [3, _HEIGHT, 64],  # the height of a line, and the least width it is filled up to
    "Rec.rec_batch_num": _BATCH,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
}


@dataclass(frozen=True)
class Reading:
    """What one line says, and how sure the engine is of it: 0 to 1."""

    text: str
    confidence: float


@cache
def _engine() -> Any:
    """The engine with its model of lines of text, loaded once: it maps more memory than it uses."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    module = importlib.import_module("rapidocr")
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    numpy = importlib.import_module("numpy")
    engine = module.RapidOCR(params=_ENGINE)
    blank = numpy.full((_HEIGHT, 64, 3), 255, numpy.uint8)
    engine(blank, use_det=False, use_cls=False, use_rec=True)
    return engine


def read_lines(pictures: Sequence[Any], beat: Callable[[], None]) -> list[Reading]:
    """What each picture of one printed line says.

    In: grey pictures (numpy), and who hears after each batch that the work goes on. Out: one reading each, in
    order; text "" where nothing was recognised.
    """
    if not pictures:
        return []
    engine = _engine()
    order = sorted(range(len(pictures)), key=lambda n: pictures[n].shape[1] / pictures[n].shape[0])
    batches = _batches(order, [_HEIGHT * picture.shape[1] / picture.shape[0] for picture in pictures])
    found: dict[int, Reading] = {}
    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as threads:
        said = threads.map(lambda batch: _batch(engine, [pictures[n] for n in batch]), batches)
        for batch, readings in zip(batches, said, strict=True):
            found.update(zip(batch, readings, strict=True))
            beat()
    return [found[number] for number in range(len(pictures))]


def _batches(order: Sequence[int], widths: Sequence[float]) -> list[list[int]]:
    """Which lines are read together: ``order`` goes by width."""
    batches: list[list[int]] = []
    for number in order:
        last = batches[-1] if batches else []
        if last and len(last) < _BATCH and (len(last) + 1) * widths[number] <= _WIDEST:
            last.append(number)
        else:
            batches.append([number])
    return batches


def _batch(engine: Any, pictures: Sequence[Any]) -> list[Reading]:
    asked = importlib.import_module("rapidocr.ch_ppocr_rec").TextRecInput
    said = engine.text_rec(asked(img=[_coloured(picture) for picture in pictures]))
    return [Reading(text.strip(), float(score)) for text, score in zip(said.txts, said.scores, strict=True)]


def _coloured(grey: Any) -> Any:
    return grey.repeat(3).reshape(*grey.shape, 3)
