"""Finding a department."""

from django.shortcuts import render

from disclosures.search import asked_words, departments, districts


def search(request):
    query = asked_words(request.GET.get("q", ""))
    found = {"departments": departments(query), "districts": districts(query)}
    return render(request, "search.html", {"query": query, **found})
