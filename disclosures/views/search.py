"""Finding a department."""

from django.shortcuts import render

from disclosures.search import departments


def search(request):
    query = request.GET.get("q", "").strip()
    return render(request, "search.html", {"query": query, "found": departments(query)})
