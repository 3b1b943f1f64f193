"""The first page."""

from django.shortcuts import render

from disclosures.pages.home import home_page


def home(request):
    return render(request, "home.html", {"page": home_page()})
