"""Logging in and out, and one's own password. A forgotten one is set anew in the admin."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from ingest.views.accounts import PasswordChange

urlpatterns = [
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password_change/", PasswordChange.as_view(), name="password_change"),
]
