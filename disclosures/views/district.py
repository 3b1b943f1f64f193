from django.shortcuts import render


def district(request, code):
    return render(request, "district.html")
