"""What readers see of a file is what the parser read of it, with what persons corrected."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from disclosures.models import Revision
from ingest import corrections
from ingest.integrity.fault import Fault, of_row
from ingest.models import Reading
from ingest.parsing import wire
from ingest.parsing.facts import Report
from ingest.parsing.wire import UNREADABLE
from ingest.stored import read_back


def faults() -> Iterator[Fault]:
    revisions = Revision.objects.select_related("disclosure__department__region")
    revisions = revisions.prefetch_related("files").order_by("pk")
    for revision in revisions:
        digests = {revision.sha256, *(file.sha256 for file in revision.files.all())}
        kept = Reading.objects.defer("content").filter(sha256__in=digests)
        versions = dict(kept.values_list("sha256", "parser_version"))
        if len(versions) < len(digests):
            yield of_row("reading_missing", revision, f"{revision} 没有留下原始读数")
        else:
            yield from _of_revision(revision, versions[revision.sha256])


def _of_revision(revision: Revision, version: str) -> Iterator[Fault]:
    if version != revision.parser_version:
        yield of_row("reading_version_differs", revision, f"{revision} 与它的原始读数解析版本不同")
    try:
        standing = corrections.standing(Reading.of_revision(revision), revision.sha256)
    except (*UNREADABLE, zlib.error) as error:
        yield of_row("reading_unreadable", revision, f"{revision} 的原始读数无法还原：{error!r}")
        return
    if standing.conflicts:
        yield of_row("correction_contradicted", revision, f"{revision} 有更正与原始读数不符")
    elif _statements(standing.report) != _stored(revision):
        yield of_row("sheets_differ", revision, f"{revision} 的决算表与原始读数加更正不同")
    elif _pictured(standing.report) != _marked(revision):
        yield of_row("pictured_differ", revision, f"{revision} 所记由图片识别的页与原始读数不同")


def _pictured(report: Report) -> tuple[list[int], list[str]]:
    """The pages whose prose was recognised in a picture, and what is said there, by its measure."""
    told = (claim.measure for claim in report.claims if claim.page in report.pictured)
    return list(report.pictured), sorted(told)


def _marked(revision: Revision) -> tuple[list[int], list[str]]:
    """The same as it is stored."""
    return revision.pictured, sorted(revision.claims.exclude(origin="").values_list("measure", flat=True))


def _stored(revision: Revision) -> Any:
    """None where the sheets cannot be read back, which is a difference too."""
    try:
        return _statements(read_back(revision))
    except UNREADABLE:
        return None


def _statements(report: Report) -> Any:
    """The statements without whose they are: that is kept once, with the disclosure."""
    kept = tuple(replace(read, department="", scope=None, year=None) for read in report.statements)
    return wire.to_json(replace(report, statements=kept))["statements"]
