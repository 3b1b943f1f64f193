"""Uploads, for those who may publish."""

from django.urls import path

from ingest import views

urlpatterns = [
    path("", views.manage, name="manage"),
    path("upload/", views.upload, name="manage-upload"),
    path("jobs/", views.jobs, name="manage-jobs"),
    path("jobs/<int:pk>/", views.job, name="manage-job"),
    path("jobs/<int:pk>/publish/", views.publish, name="manage-publish"),
]
