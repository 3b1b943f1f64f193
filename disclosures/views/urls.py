"""The readers' pages, in every language of the site."""

from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.i18n import JavaScriptCatalog

from disclosures.views.board import sangong, sangong_csv, sangong_xlsx
from disclosures.views.brief import brief
from disclosures.views.compare import compare, compare_csv, compare_xlsx
from disclosures.views.data import data
from disclosures.views.department import department, department_chart
from disclosures.views.district import district
from disclosures.views.embeds import embed_department, embed_report, embed_statement
from disclosures.views.exports import report_xlsx, statement_csv, statement_xlsx
from disclosures.views.home import home
from disclosures.views.number import number
from disclosures.views.public_log import quality_log, report_error
from disclosures.views.quality import quality, quality_checks, quality_report
from disclosures.views.report import report, report_chart
from disclosures.views.search import search, search_csv, search_suggestions
from disclosures.views.statement import statement

# The words of the scripts, for pages in another language than that of the scripts themselves.
words = cache_control(max_age=3600)(JavaScriptCatalog.as_view(packages=["disclosures"]))

urlpatterns = [
    path("", home, name="home"),
    path("d/<slug:code>/", district, name="district"),
    path("o/<slug:slug>/", department, name="department"),
    path("o/<slug:slug>/chart.json", department_chart, name="department-chart"),
    path("o/<slug:slug>/<int:year>/", report, name="report"),
    path("o/<slug:slug>/<int:year>/brief/", brief, name="brief"),
    path("o/<slug:slug>/<int:year>.xlsx", report_xlsx, name="report-xlsx"),
    path("o/<slug:slug>/<int:year>/chart.json", report_chart, name="report-chart"),
    path("o/<slug:slug>/<int:year>/t/<slug:key>/", statement, name="statement"),
    path("o/<slug:slug>/<int:year>/t/<slug:key>.csv", statement_csv, name="statement-csv"),
    path("o/<slug:slug>/<int:year>/t/<slug:key>.xlsx", statement_xlsx, name="statement-xlsx"),
    path("n/<str:number>/", number, name="number"),
    path("compare/", compare, name="compare"),
    path("compare.csv", compare_csv, name="compare-csv"),
    path("compare.xlsx", compare_xlsx, name="compare-xlsx"),
    path("sangong/", sangong, name="sangong"),
    path("sangong.csv", sangong_csv, name="sangong-csv"),
    path("sangong.xlsx", sangong_xlsx, name="sangong-xlsx"),
    path("quality/", quality, name="quality"),
    path("quality/checks/", quality_checks, name="quality-checks"),
    path("quality/log/", quality_log, name="quality-log"),
    path("quality/<slug:slug>/<int:year>/", quality_report, name="quality-report"),
    path("report-error/", report_error, name="report-error"),
    path("search/", search, name="search"),
    path("search/suggestions.json", search_suggestions, name="search-suggestions"),
    path("search.csv", search_csv, name="search-csv"),
    path("data/", data, name="data"),
    path("words.js", words, name="words"),
    path("embed/o/<slug:slug>/", embed_department, name="embed-department"),
    path("embed/o/<slug:slug>/<int:year>/", embed_report, name="embed-report"),
    path("embed/o/<slug:slug>/<int:year>/t/<slug:key>/", embed_statement, name="embed-statement"),
]
