"""``manage.py parse [--json] FILE…``: read reports, touch no database."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from disclosures.wording import OUTCOMES, STATES
from ingest import pipeline
from ingest.management.bar import Bar
from ingest.management.given import Given, files_of
from ingest.pages.preview import Preview, preview_of
from ingest.parsing import wire
from ingest.parsing.facts import Report


class Command(BaseCommand):
    help = "读取报告，不动数据库。退出码：0 全部读出；1 有文件不能读；2 用法不对。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="报告文件或文件夹")
        parser.add_argument("--json", action="store_true", help="每个文件一行 JSON，写到标准输出")

    def handle(self, *args, files, **options):
        given = files_of(files)
        failed = 0
        with Bar(len(given)) as bar:
            for answer in answers(given, bar):
                failed += "error" in answer
                line = json.dumps(answer, ensure_ascii=False) if options["json"] else in_words(answer)
                bar.write(self.stdout, line)
        if failed:
            sys.exit(1)


def answers(given: list[Given], bar: Bar) -> Iterator[dict[str, Any]]:
    """One object of ``parse --json`` a file, all read by one child process."""
    with pipeline.reader() as reader:
        for file in given:
            yield file.refusal() or reader.read(file.path, file.name, bar.tell(file.name))
            bar.update()


def in_words(answer: dict[str, Any]) -> str:
    """What was read of one file, for people."""
    name = answer["source"]["name"]
    if "error" in answer:
        return f"{name}\n  不能读取 {answer['error']['code']}：{answer['error']['message']}"
    report = wire.from_json(answer)
    preview = preview_of(report)
    return "\n".join(
        [name, *_identity(preview), *_statements(report), *_measures(preview), *_counts(preview)]
    )


def _identity(preview: Preview) -> list[str]:
    return ["  " + "　".join(f"{item.label}：{item.value or '待确认'}" for item in preview.gate)]


def _statements(report: Report) -> list[str]:
    return [
        f"  {read.number or '—'}　{read.title}　{STATES[read.state]}　{len(read.rows)} 行"
        for read in report.statements
    ]


def _measures(preview: Preview) -> list[str]:
    return [f"  {line.label}　{line.value} 万元" for line in preview.measures]


def _counts(preview: Preview) -> list[str]:
    outcomes = "　".join(f"{OUTCOMES[name][1]} {count}" for name, count in preview.outcomes)
    return [f"  说法 {preview.claims} 条；绩效自评 {preview.evaluations} 份；核对：{outcomes or '无'}"]
