from django.http import JsonResponse
from django.shortcuts import render


def report(request, slug, year):
    return render(request, "report.html")


def report_chart(request, slug, year):
    return JsonResponse({})
