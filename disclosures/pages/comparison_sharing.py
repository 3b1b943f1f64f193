"""What is passed on of one number over departments and years."""

from django.utils.translation import gettext

from disclosures.comparison.matrix import Matrix
from disclosures.comparison.peers import Peers
from disclosures.marks import cautioned
from disclosures.pages.citation import DATA, SITE, Cited
from disclosures.pages.sharing import Shared


def shared_matrix(title: str, matrix: Matrix, peers: Peers | None, link: str, origin: str) -> Shared:
    """``title`` names the departments or districts; ``link`` is the page's own address."""
    years = gettext("、").join(map(str, matrix.years))
    whose = gettext("%(name)s与同类") % {"name": peers.department.name} if peers else title
    ratio = matrix.subject.ratio
    what = gettext("，").join([matrix.subject.label, *([ratio.label] if ratio else [])])
    held = sum(cell.column.held for cell in matrix.cells)
    sources = gettext("已收录的 %(count)s 份部门决算") % {"count": held}
    cited = Cited(
        "compare",
        SITE,
        gettext("%(title)s：%(years)s年%(what)s比较") % {"title": whose, "years": years, "what": what},
        origin + link,
        carrier=DATA,
        sources=cautioned(sources, matrix.recognised),
    )
    return Shared(link, cited)
