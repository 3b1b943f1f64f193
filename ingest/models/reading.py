"""What the parser read of a published file, untouched by any correction."""

import json
import zlib
from typing import Any

from django.db import models

from disclosures.models import Revision
from ingest.parsing import wire
from ingest.parsing.facts import Report
from ingest.parsing.joined import joined


class Reading(models.Model):
    """The object of ``parse --json`` of one file, compressed; corrections are made upon it, never in it."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    parser_version = models.CharField("解析版本", max_length=40)
    content = models.BinaryField("读出的内容")
    created_at = models.DateTimeField("读取时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "读出的内容"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.sha256[:12]} {self.parser_version}"

    @classmethod
    def keep(cls, sha256: str, report: Report) -> "Reading":
        """Store what was read of a file, in the place of an earlier reading."""
        content = zlib.compress(json.dumps(wire.to_json(report), ensure_ascii=False).encode())
        reading, _ = cls.objects.update_or_create(
            sha256=sha256, defaults={"parser_version": report.parser_version, "content": content}
        )
        return reading

    @classmethod
    def of_revision(cls, revision: Revision, instead: dict[str, Report] | None = None) -> Report | None:
        """What was read of a published report, of all its files; None where of one of them nothing was kept.

        ``instead``: further readings, by the digest of their file, in the place of the kept ones.
        """
        digests = [revision.sha256, *(file.sha256 for file in revision.files.all())]
        kept = {one.sha256: one for one in cls.objects.filter(sha256__in=digests)}
        if len(kept) < len(set(digests)):
            return None
        found = dict(instead or {})
        main, *others = (found.get(sha256) or kept[sha256].report() for sha256 in digests)
        return joined(main, others).report if others else main

    def plain(self) -> dict[str, Any]:
        """The object as it was read."""
        return json.loads(zlib.decompress(bytes(self.content)))

    def report(self) -> Report:
        return wire.from_json(self.plain())
