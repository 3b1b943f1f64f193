import re
from html import unescape

import pytest

from tests.site import reports


@pytest.fixture
def qingshan(db):
    return reports.qingshan_2023()


@pytest.fixture
def get(client, db):
    """The text of a page, which must be there."""

    def page(address, status=200):
        response = client.get(address)
        assert response.status_code == status, address
        return response.content.decode()

    return page


def words(html):
    """What a reader sees: tags out, white space as one blank."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))
