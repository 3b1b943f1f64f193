"""The department's own words beside the findings on its report."""

from collections import defaultdict
from collections.abc import Iterable

from disclosures.models import Reply

# (disclosure, key of the finding) → what the department says of it, oldest first.
Replies = dict[tuple[int, str], tuple[Reply, ...]]


def replies_to(disclosures: Iterable[int]) -> Replies:
    """The replies to findings on these disclosures, named by their primary keys."""
    found = defaultdict(list)
    for reply in Reply.objects.filter(disclosure__in=set(disclosures)).order_by("replied_on", "id"):
        found[reply.disclosure_id, reply.key].append(reply)
    return {named: tuple(replies) for named, replies in found.items()}
