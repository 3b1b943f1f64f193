"""One thing that is wrong."""

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Fault:
    """``subject`` says where: a file, or a row by its kind and key."""

    kind: str
    subject: str
    message: str


def of_row(kind: str, row: Model, message: str) -> Fault:
    return Fault(kind, f"{row._meta.model_name} {row.pk}", message)
