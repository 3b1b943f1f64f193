from django.shortcuts import render


def department(request, slug):
    return render(request, "department.html")
