"""The readers' pages."""

from django.urls import path

from disclosures.feeds import DifferingFeed
from disclosures.views.board import sangong, sangong_csv
from disclosures.views.compare import compare, compare_csv
from disclosures.views.data import data
from disclosures.views.department import department, department_chart
from disclosures.views.district import district
from disclosures.views.exports import statement_csv
from disclosures.views.health import healthz
from disclosures.views.home import home
from disclosures.views.number import number
from disclosures.views.public_log import quality_log, report_error
from disclosures.views.quality import quality, quality_checks, quality_report
from disclosures.views.report import report, report_chart
from disclosures.views.search import search
from disclosures.views.statement import statement

urlpatterns = [
    path("", home, name="home"),
    path("d/<slug:code>/", district, name="district"),
    path("o/<slug:slug>/", department, name="department"),
    path("o/<slug:slug>/chart.json", department_chart, name="department-chart"),
    path("o/<slug:slug>/<int:year>/", report, name="report"),
    path("o/<slug:slug>/<int:year>/chart.json", report_chart, name="report-chart"),
    path("o/<slug:slug>/<int:year>/t/<slug:key>/", statement, name="statement"),
    path("o/<slug:slug>/<int:year>/t/<slug:key>.csv", statement_csv, name="statement-csv"),
    path("n/<str:number>/", number, name="number"),
    path("compare/", compare, name="compare"),
    path("compare.csv", compare_csv, name="compare-csv"),
    path("sangong/", sangong, name="sangong"),
    path("sangong.csv", sangong_csv, name="sangong-csv"),
    path("quality/", quality, name="quality"),
    path("quality/checks/", quality_checks, name="quality-checks"),
    path("quality/log/", quality_log, name="quality-log"),
    path("quality/feed.xml", DifferingFeed(), name="quality-feed"),
    path("quality/<slug:slug>/<int:year>/", quality_report, name="quality-report"),
    path("report-error/", report_error, name="report-error"),
    path("search/", search, name="search"),
    path("data/", data, name="data"),
    path("healthz", healthz, name="healthz"),
]
