"""What the WSGI server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosures.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded by now stays: the collector need not go through it again
# A page makes some ten thousand objects that live as long as its answer: the collector looks less often, or it would
# go through all of them, and through what was loaded since, several times a page.
gc.set_threshold(50_000, 20, 20)
