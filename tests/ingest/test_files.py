"""Files are stored by digest, whole or not at all, under names fit to be shown."""

import hashlib
from pathlib import Path

import pytest

from ingest import files


def keep(chunks, name) -> files.Arrived:
    """A file that arrives and is put in its place."""
    with files.arriving(chunks, name) as arrived:
        arrived.put(arrived.path)
    return arrived


def test_a_file_lies_under_its_digest(settings):
    kept = keep([b"one ", b"two"], "决算.PDF")
    digest = hashlib.sha256(b"one two").hexdigest()
    assert (kept.sha256, kept.size, kept.media_type) == (digest, 7, "application/pdf")
    assert kept.path == f"uploads/{digest[:2]}/{digest}.pdf"
    assert (Path(settings.MEDIA_ROOT) / kept.path).read_bytes() == b"one two"
    assert list(files.stored()) == [kept.path]
    assert files.digest_of(kept.path) == digest


def test_a_file_that_breaks_off_leaves_nothing():
    def broken():
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        keep(broken(), "x.pdf")
    assert list(files.stored()) == []


def test_a_dropped_file_is_gone_and_dropping_twice_does_no_harm():
    kept = keep([b"x"], "x.txt")
    files.drop(kept.path)
    files.drop(kept.path)
    assert files.digest_of(kept.path) is None


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("决算公开.pdf", "决算公开.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\决算.pdf", "决算.pdf"),
        ("a\u202efdp.exe\x00\n", "afdp.exe"),
        ("\u200b\x07", "未命名"),
        ("决" * 300 + ".pdf", "决" * 251 + ".pdf"),
        (".pdf", ".pdf"),
    ],
)
def test_names_are_fit_to_be_shown(given, shown):
    assert files.clean_name(given) == shown


@pytest.mark.parametrize("name", ["x.p/d", "x.超文本", "x", "x.verylongsuffix"])
def test_odd_suffixes_are_left_out_of_the_path(name):
    assert keep([b"x"], name).path.endswith(hashlib.sha256(b"x").hexdigest())
