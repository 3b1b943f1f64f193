"""Uploads, for those who may publish."""

from django.urls import path, re_path

from ingest.views import bench, gate, joining, queue, uploads

BENCH = "^bench/(?P<sha256>[0-9a-f]{64})/"

urlpatterns = [
    path("", uploads.manage, name="manage"),
    path("upload/", uploads.upload, name="manage-upload"),
    path("jobs/", uploads.jobs, name="manage-jobs"),
    path("jobs/<int:pk>/", uploads.job, name="manage-job"),
    path("jobs/<int:pk>/retry/", queue.retry, name="manage-retry"),
    path("jobs/<int:pk>/requeue/", queue.requeue, name="manage-requeue"),
    path("jobs/<int:pk>/cancel/", queue.cancel, name="manage-cancel"),
    path("publish/", queue.publish_chosen, name="manage-publish-chosen"),
    path("queue/", queue.queue, name="manage-queue"),
    path("queue/mend/", queue.mend, name="manage-queue-mend"),
    path("jobs/<int:pk>/publish/", uploads.publish, name="manage-publish"),
    path("jobs/<int:pk>/gate/", gate.gate, name="manage-gate"),
    path("regions/", gate.regions, name="manage-regions"),
    path("jobs/<int:pk>/join/", joining.join, name="manage-join"),
    path("jobs/<int:pk>/part/", joining.part, name="manage-part"),
    path("jobs/<int:pk>/differences/", bench.differences, name="manage-differences"),
    re_path(f"{BENCH}$", bench.bench, name="manage-bench"),
    re_path(rf"{BENCH}page/(?P<number>\d{{1,4}})\.png$", bench.page, name="manage-bench-page"),
    re_path(f"{BENCH}accept/$", bench.accept, name="manage-accept"),
    re_path(f"{BENCH}reread/$", bench.reread, name="manage-reread"),
    path("corrections/<int:pk>/undo/", bench.undo, name="manage-undo"),
    path("corrections/<int:pk>/settle/", bench.settle, name="manage-settle"),
]
