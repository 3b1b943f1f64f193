"""Every address × role × method, with the answer that is expected. A route without a line here fails.

A line is: method, name of the route, then the answer for each of ``ROLES``, or one answer for all of them.
``login`` is the way to the login page. What somebody may not do leaves no trace in the database, and nothing
that is only looked at does.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from ingest.accepting import unsettled
from ingest.models import Action, AuditEntry
from tests import scene as scenes
from tests.ingest.reports import report_text
from tests.people import ADMIN, PUBLISHER, REVIEWER, UPLOADER, person
from tests.routing import routes
from tests.scene import Scene

pytestmark = pytest.mark.django_db

STRANGER, READER, SUPERUSER = "陌生人", "读者", "超级用户"
ROLES = (STRANGER, READER, UPLOADER, REVIEWER, PUBLISHER, ADMIN, SUPERUSER)

TABLE = """
# the readers' pages: the same for everybody
GET   home                   200
GET   district               200
GET   department             200
GET   department-chart       200
GET   report                 200
GET   brief                  200
GET   report-chart           200
GET   report-xlsx            200
GET   statement              200
GET   statement-csv          200
GET   statement-xlsx         200
GET   number                 200
GET   compare                200
GET   compare-csv            200
GET   compare-xlsx           200
GET   sangong                200
GET   sangong-csv            200
GET   sangong-xlsx           200
GET   quality                200
GET   quality-checks         200
GET   quality-log            200
GET   quality-feed           200
GET   quality-report         200
GET   report-error           200
POST  report-error           302
GET   search                 200
GET   search-suggestions     200
GET   search-csv             200
GET   data                   200
GET   words                  200
GET   embed-department       200
GET   embed-report           200
GET   embed-statement        200
GET   feed                   200
GET   district-feed          200
GET   department-feed        200
GET   qr                     200
GET   robots                 200
GET   sitemap                200
GET   sitemap-section        200
GET   healthz                200
GET   page-image             200
GET   page-crop              200
GET   original               200

#                            陌生人  读者  上传者  复核者  发布者  管理员  超级用户
GET   manage                 login   403   200     200     200     200     200
GET   manage-upload          login   403   200     200     200     200     200
POST  manage-upload          login   403   302     302     302     302     302
GET   manage-jobs            login   403   200     200     200     200     200
GET   manage-job             login   403   200     200     200     200     200
GET   manage-gate            login   403   200     200     200     200     200
GET   manage-regions         login   403   200     200     200     200     200
POST  manage-retry           login   403   302     302     302     302     302
POST  manage-requeue         login   403   403     403     403     302     302
GET   manage-cancel          login   403   403     200     200     200     200
POST  manage-cancel          login   403   403     302     302     302     302
GET   manage-publish-chosen  login   403   403     403     200     200     200
POST  manage-publish-chosen  login   403   403     403     302     302     302
POST  manage-publish         login   403   403     403     302     302     302
GET   manage-queue           login   403   403     403     403     200     200
POST  manage-queue-mend      login   403   403     403     403     302     302
GET   manage-join            login   403   403     200     200     200     200
POST  manage-join            login   403   403     302     302     302     302
POST  manage-part            login   403   403     302     302     302     302
GET   manage-differences     login   403   403     200     200     200     200
GET   manage-bench           login   403   403     200     200     200     200
POST  manage-bench           login   403   403     302     302     302     302
GET   manage-bench-page      login   403   403     200     200     200     200
POST  manage-accept          login   403   403     302     302     302     302
POST  manage-reread          login   403   403     302     302     302     302
POST  manage-undo            login   403   403     302     302     302     302
POST  manage-settle          login   403   403     302     302     302     302
GET   manage-disclosures     login   403   403     403     200     200     200
GET   manage-withdraw        login   403   403     403     200     200     200
POST  manage-withdraw        login   403   403     403     302     302     302
GET   manage-restore         login   403   403     403     200     200     200
POST  manage-restore         login   403   403     403     302     302     302
GET   manage-audit           login   403   403     403     403     200     200
GET   manage-audit-csv       login   403   403     403     403     200     200

# one's own account
GET   login                  200
POST  login                  200
POST  logout                 302
GET   password_change        login   200   200     200     200     200     200
POST  password_change        login   200   200     200     200     200     200

# the admin, but for its models
GET   admin:index            login   403   403     403     403     200     200
GET   admin:app_list         login   403   403     403     403     200     200
GET   admin:login            login   login login   login   login   302     302
POST  admin:logout           302     403   403     403     403     302     302
GET   admin:password_change  login   403   403     403     403     302     302
GET   admin:password_change_done login 403 403     403     403     302     302
GET   admin:autocomplete     login   403   403     403     403     403     403
GET   admin:jsi18n           login   403   403     403     403     200     200
GET   admin:view_on_site     login   403   403     403     403     404     404
GET   admin/(?P<url>.*)$     login   403   403     403     403     404     404
"""

# What may be done with rows in the admin: v look, a add, c change, d delete; nobody else comes in at all.
ROWS = """
#                         管理员  超级用户
disclosures.acrossfinding v       v
disclosures.correction    v       v
disclosures.department    vc      vc
disclosures.disclosure    v       v
disclosures.errorreport   vc      vc
disclosures.figure        v       v
disclosures.finding       v       v
disclosures.region        v       v
disclosures.reply         vacd    vacd
disclosures.revision      v       v
ingest.auditentry         v       v
ingest.importjob          v       v
ingest.reading            v       v
ingest.upload             v       v
ingest.worker             v       v
auth.user                 vac     vacd
auth.group                v       vacd
"""

# What is in the address of a route.
ASKED: dict[str, Callable[[Scene], tuple]] = {
    "district": lambda s: ("420107",),
    "department": lambda s: (s.department.slug,),
    "department-chart": lambda s: (s.department.slug,),
    "report": lambda s: (s.department.slug, s.published.year),
    "report-chart": lambda s: (s.department.slug, s.published.year),
    "brief": lambda s: (s.department.slug, s.published.year),
    "report-xlsx": lambda s: (s.department.slug, s.published.year),
    "statement": lambda s: (s.department.slug, s.published.year, "summary"),
    "statement-csv": lambda s: (s.department.slug, s.published.year, "summary"),
    "statement-xlsx": lambda s: (s.department.slug, s.published.year, "summary"),
    "quality-report": lambda s: (s.department.slug, s.published.year),
    "embed-department": lambda s: (s.department.slug,),
    "embed-report": lambda s: (s.department.slug, s.published.year),
    "embed-statement": lambda s: (s.department.slug, s.published.year, "summary"),
    "district-feed": lambda s: ("420107",),
    "department-feed": lambda s: (s.department.slug,),
    "sitemap-section": lambda s: ("reports",),
    "number": lambda s: (s.number,),
    "page-image": lambda s: (s.revision.sha256, 1),
    "page-crop": lambda s: (s.revision.sha256, *s.strip),
    "original": lambda s: (s.revision.sha256, s.revision.original_name),
    "manage-job": lambda s: (s.waiting.pk,),
    "manage-gate": lambda s: (s.waiting.pk,),
    "manage-retry": lambda s: (s.failed.pk,),
    "manage-requeue": lambda s: (s.queued.pk,),
    "manage-cancel": lambda s: (s.waiting.pk,),
    "manage-publish": lambda s: (s.waiting.pk,),
    "manage-join": lambda s: (s.further.pk,),
    "manage-part": lambda s: (s.joined.pk,),
    "manage-differences": lambda s: (s.revised.pk,),
    "manage-bench": lambda s: (s.waiting.sha256,),
    "manage-bench-page": lambda s: (s.waiting.sha256, 1),
    "manage-reread": lambda s: (s.revision.sha256,),
    "manage-accept": lambda s: (s.waiting.sha256,),
    "manage-undo": lambda s: (s.correction.pk,),
    "manage-settle": lambda s: (s.conflict.pk,),
    "manage-withdraw": lambda s: (s.told.pk,),
    "manage-restore": lambda s: (s.withdrawn.pk,),
    "admin:app_list": lambda s: ("ingest",),
    "admin:view_on_site": lambda s: (1, 1),
}
# … and after its question mark.
QUERY: dict[str, Callable[[Scene], dict]] = {
    "compare": lambda s: {"o": s.department.slug, "y": "2022,2023"},
    "compare-csv": lambda s: {"o": s.department.slug, "y": "2022,2023"},
    "compare-xlsx": lambda s: {"o": s.department.slug, "y": "2022,2023"},
    "search": lambda s: {"q": "青山区"},
    "search-suggestions": lambda s: {"q": "青山区"},
    "search-csv": lambda s: {"q": "青山区"},
    "qr": lambda s: {"to": "/"},
    "manage-jobs": lambda s: {"format": "json"},
    "manage-publish-chosen": lambda s: {"job": s.ready.pk},
    "manage-regions": lambda s: {"q": "青山"},
    "manage-join": lambda s: {"with": s.whole.pk},
}
# What a form sends. The department of the file that waits is new.
SENT: dict[str, Callable[[Scene], dict]] = {
    "report-error": lambda s: {"text": "这个数读错了，原件第 7 页是另一个数。"},
    "manage-upload": lambda s: {"files": SimpleUploadedFile("新的.txt", report_text(year=2016))},
    "manage-cancel": lambda s: {"reason": "传错了"},
    "manage-publish-chosen": lambda s: {"job": s.ready.pk},
    "manage-publish": lambda s: {"outcome": "new", "subject": "420106 武昌区人民政府办公室"},
    "manage-bench": lambda s: {
        "statement": "summary",
        "do": "accept",
        "read|60|2": "",
        "spot": "summary|60|2",
        "reason": "对照原件",
    },
    "manage-accept": lambda s: {
        "statement": scenes.PICTURED,
        "sign": unsettled(s.waiting.read(), scenes.PICTURED).sign,
    },
    "manage-join": lambda s: {"with": s.whole.pk},
    "manage-part": lambda s: {"reason": "不是同一份"},
    "manage-undo": lambda s: {"reason": "看错了"},
    "manage-settle": lambda s: {"do": "keep", "reason": "原件如此"},
    "manage-withdraw": lambda s: {"reason": "所附文件有误"},
    "manage-restore": lambda s: {"reason": "已核实"},
    "password_change": lambda s: {},
}
# What each act writes into the audit. Those that write nothing change no report, or are a reader's.
NOTED: dict[str, set[Action]] = {
    "manage-upload": {Action.UPLOAD},
    "manage-retry": {Action.RETRY},
    "manage-requeue": {Action.RETRY},
    "manage-cancel": {Action.DELETE},
    "manage-publish-chosen": {Action.PUBLISH},
    "manage-publish": {Action.PUBLISH, Action.DEPARTMENT},
    "manage-bench": {Action.CORRECT},
    "manage-reread": {Action.REREAD},
    "manage-accept": {Action.CORRECT},
    "manage-join": {Action.JOIN},
    "manage-part": {Action.PART},
    "manage-undo": {Action.UNDO},
    "manage-settle": {Action.SETTLE},
    "manage-withdraw": {Action.WITHDRAW},
    "manage-restore": {Action.RESTORE},
    "manage-queue-mend": set(),
    "report-error": set(),
    "login": set(),
    "logout": set(),
    "admin:logout": set(),
    "password_change": set(),
}


@dataclass(frozen=True)
class Line:
    method: str
    route: str
    answers: dict[str, str]


def _lines(table: str) -> Iterator[list[str]]:
    for line in table.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()


def _line(method: str, route: str, *answers: str) -> Line:
    assert len(answers) in (1, len(ROLES)), f"{route} has {len(answers)} answers"
    each = answers * len(ROLES) if len(answers) == 1 else answers
    return Line(method, route, dict(zip(ROLES, each, strict=True)))


LINES = [_line(*parts) for parts in _lines(TABLE)]
MODELS = {model: dict(zip((ADMIN, SUPERUSER), may, strict=True)) for model, *may in _lines(ROWS)}
ACTS = [line for line in LINES if line.method == "POST"]
OUTSIDE = tuple(role for role in ROLES if role not in (ADMIN, SUPERUSER))
OF_A_ROW = re.compile(r"admin/(disclosures|ingest|auth)/(\w+)/")


def test_every_route_has_a_line_and_every_line_a_route():
    found = list(routes())
    of_models = {match[1] + "." + match[2] for _, pattern in found if (match := OF_A_ROW.match(pattern))}
    others = {name for name, pattern in found if not OF_A_ROW.match(pattern)}
    lines = {line.route for line in LINES}
    assert others - lines == set(), "routes without a line in TABLE"
    assert lines - others == set(), "lines of TABLE without a route"
    assert of_models == set(MODELS), "models in the admin without a line in ROWS, or the reverse"


def test_every_act_says_what_it_notes():
    assert {line.route for line in ACTS} == set(NOTED)


# ---- the site that is asked ----

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)(?! (INTO |FROM )?.django_session)", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    scene: Scene
    people: dict[str, User]
    folder: Path


@dataclass(frozen=True)
class Told:
    """An answer, and what it left behind."""

    response: HttpResponse
    writes: list[str]
    noted: list[AuditEntry]

    @property
    def word(self) -> str:
        """The status as ``TABLE`` has it."""
        login = (reverse("login"), reverse("admin:login"))
        sent_on = self.response.headers.get("Location", "").startswith(login)
        return "login" if sent_on else str(self.response.status_code)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """A site and somebody of each role, once for all tests of this module."""
    folder = tmp_path_factory.mktemp("scene")
    at_once = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=folder / "media", DATA_DIR=folder, TASKS=at_once):
            scene = scenes.build()
        people = {role: person(role) for role in (UPLOADER, REVIEWER, PUBLISHER, ADMIN)}
        yield Site(scene, people | {READER: person(), SUPERUSER: scene.person}, folder)
        transaction.set_rollback(True)


@pytest.fixture
def ask(site, settings):
    """Ask as somebody of a role; afterwards nothing has happened."""
    settings.MEDIA_ROOT, settings.DATA_DIR = site.folder / "media", site.folder

    def told(role: str, method: str, address: str, sent: dict | None = None, strict: bool = False) -> Told:
        client = Client(enforce_csrf_checks=strict)
        with transaction.atomic():
            if role != STRANGER:
                client.force_login(site.people[role])
            last = AuditEntry.objects.latest("pk").pk
            with CaptureQueriesContext(connection) as queries:
                response = client.post(address, sent) if method == "POST" else client.get(address)
                if response.streaming:
                    response.getvalue()  # read to its end; closed at once it takes PostgreSQL's connection along
            noted = list(AuditEntry.objects.filter(pk__gt=last).order_by("pk"))
            writes = [query["sql"] for query in queries if WRITES.match(query["sql"])]
            transaction.set_rollback(True)
        return Told(response, writes, noted)

    return told


def address_of(route: str, scene: Scene) -> str:
    """The address of something that is there; a route without a name is a way to nowhere."""
    if route.endswith("$"):
        return "/admin/nowhere/"
    address = reverse(route, args=ASKED[route](scene) if route in ASKED else ())
    return f"{address}?{urlencode(QUERY[route](scene))}" if route in QUERY else address


# ---- the table ----


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.method} {line.route}")
def test_each_role_gets_the_answer_of_the_table(site, ask, line):
    sent = SENT.get(line.route, lambda scene: {})
    got, touched = {}, {}
    for role, expected in line.answers.items():
        told = ask(role, line.method, address_of(line.route, site.scene), sent(site.scene))
        got[role] = told.word
        if line.method == "GET" or expected in ("login", "403"):
            touched |= {role: told.writes} if told.writes else {}
        elif line.method == "POST":
            assert {entry.action for entry in told.noted} == NOTED[line.route], role
            assert {entry.person for entry in told.noted} <= {site.people.get(role)}
    assert got == line.answers
    assert touched == {}


@pytest.mark.parametrize("route", sorted({line.route for line in LINES}))
def test_a_form_of_another_site_does_nothing(site, ask, route):
    """A POST without the token of our own form, as somebody who may do everything."""
    told = ask(
        SUPERUSER, "POST", address_of(route, site.scene), SENT.get(route, lambda scene: {})(site.scene), True
    )
    assert told.response.status_code in (302, 403, 405), told.response.status_code
    assert told.writes == []
    assert told.noted == []


@pytest.mark.parametrize("route", sorted({line.route for line in LINES} - {line.route for line in ACTS}))
def test_what_is_only_looked_at_does_nothing_when_it_is_sent_something(site, ask, route):
    assert ask(SUPERUSER, "POST", address_of(route, site.scene), {"x": "y"}).writes == []


@pytest.mark.parametrize(
    "route", sorted({line.route for line in ACTS} - {line.route for line in LINES if line.method == "GET"})
)
def test_what_acts_is_not_done_by_following_a_link(site, ask, route):
    told = ask(SUPERUSER, "GET", address_of(route, site.scene))
    assert told.response.status_code == 405
    assert told.writes == []


@pytest.mark.parametrize(
    "line",
    [line for line in LINES if line.route in ASKED and ":" not in line.route],
    ids=lambda line: f"{line.method} {line.route}",
)
def test_what_is_not_there_is_not_found(site, ask, line):
    """Each address with its first part replaced by something unknown."""
    first, *rest = ASKED[line.route](site.scene)
    unknown = 999_999 if isinstance(first, int) else "f" * 64 if len(first) == 64 else "unknown"
    address = reverse(line.route, args=(unknown, *rest))
    told = ask(SUPERUSER, line.method, address, SENT.get(line.route, lambda scene: {})(site.scene))
    assert told.word == "404"
    assert told.writes == []
    public = line.answers[STRANGER] != "login"
    assert ask(STRANGER, line.method, address).word == ("404" if public else "login")


# ---- rows in the admin ----


def admin_address(model: str, act: str, scene: Scene) -> str:
    name = f"admin:{model.replace('.', '_')}_{act}"
    return reverse(name, args=() if act in ("changelist", "add") else (scene.row(model),))


def expected_in_admin(may: str) -> dict[tuple[str, str], str]:
    """What each address of a model answers to somebody who may do these things with its rows."""
    change, add, delete = ("200" if letter in may else "403" for letter in "cad")
    return {
        ("GET", "changelist"): "200",
        ("GET", "history"): "200",
        ("GET", "change"): "200",
        ("POST", "change"): change,  # an empty form comes back with what it lacks
        ("GET", "add"): add,
        ("POST", "add"): add,
        ("GET", "delete"): delete,
    }


@pytest.mark.parametrize("role", [ADMIN, SUPERUSER])
@pytest.mark.parametrize("model", MODELS)
def test_rows_in_the_admin_are_changed_only_as_the_table_says(site, ask, model, role):
    expected = expected_in_admin(MODELS[model][role])
    told = {
        (method, act): ask(role, method, admin_address(model, act, site.scene), {})
        for method, act in expected
    }
    assert {asked: one.word for asked, one in told.items()} == expected
    assert [one.writes for one in told.values() if one.writes] == []
    deleted = ask(role, "POST", admin_address(model, "delete", site.scene), {"post": "yes"})
    assert (deleted.word == "302", {entry.action for entry in deleted.noted}) == (
        (True, {Action.DELETE}) if "d" in MODELS[model][role] else (False, set())
    )
    chosen = {"action": "delete_selected", "_selected_action": site.scene.row(model), "post": "yes"}
    several = ask(role, "POST", admin_address(model, "changelist", site.scene), chosen)
    assert bool(several.writes) == ("d" in MODELS[model][role])


@pytest.mark.parametrize("model", MODELS)
def test_nobody_else_comes_into_the_admin(site, ask, model):
    acts = ("changelist", "add", "change", "delete", "history")
    for role, method, act in product(OUTSIDE, ("GET", "POST"), acts):
        told = ask(role, method, admin_address(model, act, site.scene), {})
        assert told.word == ("login" if role == STRANGER else "403"), (role, method, act)
        assert told.writes == []


def test_the_admin_tells_who_may_come_in(site, ask):
    page = ask(PUBLISHER, "GET", reverse("admin:index")).response.content.decode()
    assert "有权限的身份是：管理员" in page
    assert "换一个账号登录" in page
