"""What the WSGI server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosures.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded by now stays: the collector need not go through it again
