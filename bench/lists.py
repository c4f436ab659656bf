"""P8-P11, P22: reading by REST - a page of a list, one report, the number of queries, a late page, the scope."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench import database
from bench.city import cast
from bench.database import LARGE as LARGE_DATABASE
from bench.harness import Comparison, at_least, at_most, compare, measure
from bench.large import cities
from mrv.core.api.paging import encode
from mrv.core.models import Organization
from mrv.roles import Role
from reporting.api.records import REPORT_COLUMNS
from reporting.models import EmissionsReport
from tests.factories import api_client

LIST = "/api/v1/reports"
MOST_QUERIES = 6
SAME_BYTES = 0.1
_bearers: dict[int, str] = {}


def client_of(enterprise: Organization) -> Client:
    """A machine client of an enterprise, on the large city."""
    cities()
    database.use(LARGE_DATABASE)
    if enterprise.pk not in _bearers:
        _bearers[enterprise.pk] = str(api_client(enterprise, Role.REPORTER)[1])
    return Client(headers={"Authorization": _bearers[enterprise.pk]})


def got(client: Client, path: str) -> Any:
    """The answer, which has to be a good one."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.content[:300]
    return answer


def against_raw(ours: str, raw: str) -> Comparison:
    """A path of the platform against a raw view, through the same middleware, with answers of the same size."""
    client = client_of(cast().enterprise)
    with override_settings(ROOT_URLCONF="bench.urls"):
        sizes = [len(got(client, path).content) for path in (ours, raw)]
        assert abs(sizes[0] - sizes[1]) < SAME_BYTES * sizes[1], sizes
        found = compare(partial(got, client, ours), partial(got, Client(), raw))
    return found.noted(
        f"{1 / found.ours_seconds:,.0f} answers/s, {1000 * found.ours_seconds:.1f} ms, {sizes[0]:,} bytes"
    )


def first_report() -> str:
    """The address of a report, below /reports."""
    client_of(cast().enterprise)
    report = EmissionsReport.objects.filter(facility__enterprise_id=cast().enterprise.pk).order_by("pk")[0]
    return f"reports/{report.public_id}"


@measure(
    "P8",
    what="List of reports: 100 of 10,240, with bearer token, scope, newest version, paging, ETag",
    against="values() and JsonResponse of the same rows, without any of these",
    goal=at_least(0.80),
)
def list_of_reports() -> Comparison:
    return against_raw(LIST, "/raw/reports")


@measure(
    "P9",
    what="One report, with bearer token, scope and ETag",
    against="values() and JsonResponse of the same report, without these",
    goal=at_least(0.75),
)
def one_report() -> Comparison:
    report = first_report()
    return against_raw(f"/api/v1/{report}", f"/raw/{report}")


@measure(
    "P10",
    what="Queries of a request (reports, one report, lines, versions) with 10,240 reports",
    against="the same with 10 reports",
    goal=at_most(1.0),
)
def queries() -> Comparison:
    few, many = (_counted(owner) for owner in (cast().second_enterprise, cast().enterprise))
    note = ", ".join(f"{name} {count}" for name, count in many.items()) + f" (goal <= {MOST_QUERIES})"
    ratios = [many[name] / few[name] for name in many]
    return Comparison([max(ratios)]).noted(note, also_met=max(many.values()) <= MOST_QUERIES)


def _counted(owner: Organization) -> dict[str, int]:
    client = client_of(owner)
    report = EmissionsReport.objects.filter(facility__enterprise_id=owner.pk).order_by("pk")[0]
    address = f"{LIST}/{report.public_id}"
    paths = {"list": LIST, "one": address, "lines": f"{address}/emission-lines", "versions": f"{address}/versions"}
    counts = {}
    for name, path in paths.items():
        got(client, path)
        with CaptureQueriesContext(connection) as captured:
            got(client, path)
        counts[name] = len([query for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    return counts


@measure("P11", what="Page 1,000 of a list, ten reports a page", against="page 1", goal=at_most(1.5))
def late_page() -> Comparison:
    client = client_of(cast().enterprise)
    own = EmissionsReport.objects.filter(facility__enterprise_id=cast().enterprise.pk).order_by("pk")
    after = encode([own.values_list("pk", flat=True)[9_989]])
    ten = f"{LIST}?page_size=10"
    assert len(got(client, f"{ten}&after={after}").json()["results"]) == 10
    return compare(partial(got, client, f"{ten}&after={after}"), partial(got, client, ten))


@measure(
    "P22", what="A hundred reports within the scope of an enterprise", against="without scope", goal=at_most(1.25)
)
def tenant_guard() -> Comparison:
    client_of(cast().enterprise)
    actor = cast().actor("reporter")

    def rows(questions: Callable[[], Any]) -> None:
        assert len(list(questions().order_by("id").values(*REPORT_COLUMNS)[:100])) == 100

    return compare(
        partial(rows, lambda: EmissionsReport.objects.visible_to(actor)), partial(rows, EmissionsReport.objects.all)
    )
