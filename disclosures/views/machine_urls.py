"""What programs ask for: one address each, whatever language a person reads."""

from django.urls import path

from disclosures.feeds import DepartmentFeed, DifferingFeed, DistrictFeed, SiteFeed
from disclosures.sitemaps import sitemap, sitemap_section
from disclosures.views.health import healthz
from disclosures.views.sharing import qr, robots

urlpatterns = [
    path("quality/feed.xml", DifferingFeed(), name="quality-feed"),
    path("feed.xml", SiteFeed(), name="feed"),
    path("d/<slug:code>/feed.xml", DistrictFeed(), name="district-feed"),
    path("o/<slug:slug>/feed.xml", DepartmentFeed(), name="department-feed"),
    path("qr.svg", qr, name="qr"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap-section"),
    path("healthz", healthz, name="healthz"),
]
