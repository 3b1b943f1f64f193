"""The 不一致 of the newest reports, for those who follow them."""

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed

from disclosures.models import Finding
from disclosures.pages.findings import anchor_of, check_of, differing, quality_url

NEWEST = 50


class DifferingFeed(Feed):
    """One entry a finding; severity info never appears."""

    feed_type = Atom1Feed
    title = "部门决算公开：不一致"
    subtitle = "“不一致”只说明去哪里看，不判断对错。"
    link = reverse_lazy("quality")
    feed_url = reverse_lazy("quality-feed")
    language = "zh-Hans"

    def items(self):
        found = differing().select_related("revision__disclosure__department")
        return found.order_by("-revision__disclosure__published_at", "severity", "position")[:NEWEST]

    def item_title(self, item: Finding) -> str:
        disclosure = item.revision.disclosure
        return f"{disclosure.department.name} {disclosure.year} 年度：{check_of(item.check_id).title}"

    def item_description(self, item: Finding) -> str:
        return item.message

    def item_link(self, item: Finding) -> str:
        disclosure = item.revision.disclosure
        address = quality_url(disclosure.department, disclosure.year, disclosure.scope)
        return f"{address}#{anchor_of(item)}"

    def item_updateddate(self, item: Finding):
        return item.revision.disclosure.published_at

    item_pubdate = item_updateddate
