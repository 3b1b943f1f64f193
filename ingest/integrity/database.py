"""Is the database itself whole, as this version knows it, and does every reference lead to a row?"""

from collections.abc import Iterator

from django.apps import apps
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from ingest.integrity.fault import Fault

_SEQUENCE = "SELECT last_value, is_called FROM {}"


def faults() -> Iterator[Fault]:
    if connection.vendor == "sqlite":
        yield from _pages()
    if connection.vendor == "postgresql":
        yield from _sequences()
    yield from _references()


def behind() -> list[Fault]:
    """The migrations that this version needs and the database has not had: nothing else can be asked before."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [
        Fault("schema_behind", f"{one.app_label} {one.name}", "数据库还没有做这项迁移") for one, _ in plan
    ]


def _pages() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(10)")
        for (said,) in cursor.fetchall():
            if said != "ok":
                yield Fault("database_damaged", "database", f"数据库文件有损坏：{said}")


def _sequences() -> Iterator[Fault]:
    """PostgreSQL counts the keys of a table apart from its rows; behind them, nothing more can be added."""
    with connection.cursor() as cursor:
        tables = {model._meta.db_table for model in apps.get_models() if model._meta.managed}
        for table in sorted(tables):
            for held in connection.introspection.get_sequences(cursor, table):
                column, name = (connection.ops.quote_name(held[key]) for key in ("column", "name"))
                cursor.execute(f"SELECT max({column}) FROM {connection.ops.quote_name(table)}")
                (highest,) = cursor.fetchone()
                cursor.execute(_SEQUENCE.format(name))
                last, called = cursor.fetchone()
                following = last + 1 if called else last
                if highest is not None and highest >= following:
                    yield Fault(
                        "sequence_behind", table, f"下一个编号 {following} 已被用过（最大 {highest}）"
                    )


def _references() -> Iterator[Fault]:
    """SQLite lets rows through that were written with the check switched off; PostgreSQL does not."""
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield Fault("reference_broken", "database", f"有数据指向不存在的行：{error}")
