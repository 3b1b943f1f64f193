"""A reader's client for tests whose builders write rows directly: what follows from publishing is made beforehand."""

from django.db import connection
from django.test import Client

from disclosures import tallies
from disclosures.models import Region


class DerivingClient(Client):
    """Each request finds the lists' lines as publishing would have left them; making them is no query of the page."""

    def request(self, **request):
        logged, connection.force_debug_cursor = connection.force_debug_cursor, False
        try:
            for region in Region.objects.values_list("pk", flat=True):
                tallies.rebuild_region(region)
        finally:
            connection.force_debug_cursor = logged
        return super().request(**request)
