from django.shortcuts import render


def statement(request, slug, year, key):
    return render(request, "statement.html")
