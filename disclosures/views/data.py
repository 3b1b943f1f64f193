"""What the site is, how it reads and checks, and what its fields mean."""

from django.shortcuts import render

from disclosures.measures import MEASURES
from disclosures.statements import FORMS


def data(request):
    measures = [measure for measure in MEASURES.values() if not measure.key.startswith("class.")]
    return render(request, "data.html", {"forms": FORMS.values(), "measures": measures})
