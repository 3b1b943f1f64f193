"""No address makes an error of the server, whoever asks: ``FUZZ=10000`` for the whole bar (`make fuzz`)."""

import os

import pytest
from django.db import connection

from disclosures.models import Revision
from tests.fuzz.addresses import addresses
from tests.people import ADMIN, person
from tests.site import reports

COUNT = int(os.environ.get("FUZZ", "1200"))
SEED = int(os.environ.get("SEED", "20"))
EXPECTED = {200, 301, 302, 304, 400, 403, 404, 405, 410, 413, 429}


@pytest.fixture
def known(db) -> dict[str, tuple[str, ...]]:
    """Real parts of addresses, so that the fuzz gets past the first of them."""
    reports.qingshan_2023()
    revision = Revision.objects.select_related("disclosure__department__region").get()
    department = revision.disclosure.department
    return {
        "slug": (department.slug,),
        "code": (department.region.code,),
        "year": (str(revision.disclosure.year),),
        "key": ("general_budget", "three_public", "summary"),
        "number": ("1", "22"),
        "sha256": (revision.sha256,),
        "pk": ("1",),
        "object_id": ("1",),
        "section": ("reports", "departments"),
        "top": ("10",),
        "bottom": ("300",),
    }


@pytest.mark.parametrize("who", ["reader", "admin"])
def test_no_address_is_an_error_of_the_server(client, known, who):
    if who == "admin":
        admin = person(ADMIN)
        admin.is_staff = admin.is_superuser = True
        admin.save()
        client.force_login(admin)
    client.raise_request_exception = False
    odd = {}
    for address in addresses(SEED, COUNT // 2, known):
        if "logout" in address:
            continue
        response = client.get(address)
        if response.status_code not in EXPECTED:
            odd[address[:300]] = response.status_code
        if response.streaming:
            b"".join(response)  # to its end: closing it early would take the database's connection along
    assert odd == {}
    with connection.cursor() as cursor:  # the connection has not been broken either
        cursor.execute("SELECT 1")
