"""The files that rows name, and the files that lie there."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from disclosures.models import Revision, RevisionFile
from ingest import files
from ingest.integrity.fault import Fault
from ingest.models import Upload


class Named(NamedTuple):
    """A file as a row has it."""

    path: str
    sha256: str
    size: int


def named() -> list[Named]:
    """Every file that a row names, once for each way in which rows name it."""
    fields = ("path", "sha256", "size")
    rows = {row for model in (Revision, RevisionFile, Upload) for row in model.objects.values_list(*fields)}
    return [Named(*row) for row in sorted(rows)]


def faults() -> Iterator[Fault]:
    held = named()
    for file in held:
        yield from _of_file(file)
    known = {file.path for file in held}
    for path in files.stored():
        if path not in known:
            yield Fault("file_stray", path, "文件夹里有，数据库里没有这个文件")


def _of_file(file: Named) -> Iterator[Fault]:
    """It is there, whole and unchanged, under the name of its digest."""
    if Path(file.path).stem != file.sha256:
        yield Fault("path_of_another", file.path, "存放位置与文件的 SHA-256 不符")
    found = files.digest_of(file.path)
    if found is None:
        yield Fault("file_missing", file.path, "数据库里有，文件夹里没有这个文件")
    elif found != file.sha256:
        yield Fault("file_changed", file.path, "文件内容与收录时不同")
    elif (Path(settings.MEDIA_ROOT) / file.path).stat().st_size != file.size:
        yield Fault("size_wrong", file.path, "登记的字节数与文件不符")
