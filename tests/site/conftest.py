import re
from html import unescape

import pytest
from django.test import Client

from tests.site import reports
from tests.site.deriving import DerivingClient


@pytest.fixture
def qingshan(db):
    return reports.qingshan_2023()


@pytest.fixture
def client(request):
    return DerivingClient() if "django_db_setup" in request.fixturenames else Client()


@pytest.fixture
def get(client, db):
    """The text of a page, which must be there."""

    def page(address, status=200):
        response = client.get(address)
        assert response.status_code == status, address
        return response.content.decode()

    return page


def unmarked(html):
    """The page without the values that its amounts carry."""
    return re.sub(r"</?(?:data|tspan)\b[^>]*>", "", html)


def words(html):
    """What a reader sees: tags out, white space as one blank."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))
