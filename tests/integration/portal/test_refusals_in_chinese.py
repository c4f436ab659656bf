"""Every refusal speaks the language of its reader: pages and REST in Chinese hold no English words."""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from inventory.services.release_inventory import ReleaseOrder
from inventory.services.request_release import request_release
from mrv.core.tasks import run_job
from tests.factories import World
from tests.integration.verification import stage as play
from tests.support import signed_in

pytestmark = pytest.mark.django_db

# The cast, and the identifiers of what is on the stage by name.
Identified = tuple[World, dict[str, str]]
CHINESE = {"Accept-Language": "zh-Hans"}
# Codes: permissions, field and file names, addresses, numbers with units. They are the same in every language.
LIST = re.compile(r"-?\w+(?:, -?\w+)+", re.ASCII)
CODE = re.compile(r"[A-Za-z0-9][\w+-]*(?:[._:/@=][\w./:@=+-]+)+|[\w-]*[0-9_][\w-]*|“[\w.-]+”|\[[a-z_]+\]|\"[^\"]*\"")
TERMS = {
    "API", "AR", "BOM", "CO", "CSV", "GB", "GHG", "GPC", "GWP", "ID", "IPCC", "IE", "JSON", "JWS", "Idempotency", "Key",
    "MB", "MWh", "NE", "NO", "NUL", "PDF", "REST", "SHA", "URL", "UTF", "XLSX", "csv", "json", "null", "parquet",
    "DD", "MM", "NaN", "YYYY", "quantity", "rows", "sort", "stage", "tC", "unit", "xlsx", "zip",
}  # fmt: skip


def english_in(text: str, *names: str) -> list[str]:
    """The Latin words of a Chinese sentence that are neither a code, a term nor one of the given names."""
    for name in names:
        text = text.replace(name, "")
    return [word for word in re.findall(r"[A-Za-z]{2,}", CODE.sub(" ", LIST.sub(" ", text))) if word not in TERMS]


def sentences_of(body: dict[str, Any]) -> str:
    """What a problem document says to a person."""
    parts = [body["title"], body["detail"], *(str(one["detail"]) for one in body.get("errors", []))]
    return " ".join(parts)


def said_by_page(answer: Any) -> str:
    """The text of the content of a page, without what is inside tags and without what lists codes."""
    html = answer.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"<(script|option|code|select|nav|table)\b.*?</\1>", " ", main, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", main)


ERRORS = re.compile(
    r'<(\w+)[^>]*class="[^"]*(?:m-problem\b|m-error\b|m-error-summary|m-notice)[^"]*".*?</\1>', re.DOTALL
)


def refusal_of(answer: Any) -> str:
    """What a page says is wrong: the problem, the summary of errors, the errors at the fields."""
    html = answer.content.decode()
    return re.sub(r"<[^>]+>", " ", " ".join(found[0] for found in ERRORS.finditer(html)))


def names_in(world: World) -> list[str]:
    """Names of people are kept in every language."""
    return [person.display_name for person in world.people.values()]


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[Identified]:
    """A report under review, a draft of the same enterprise and a finding; rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        stage = play.under_review()
        finding = play.misstatement(stage, "120")
        draft = play.draft_version(stage.world, year=2018)
        yield (
            stage.world,
            {
                "case": str(stage.case.public_id),
                "version": str(stage.version.public_id),
                "report": str(stage.version.report.public_id),
                "draft": str(draft.report.public_id),
                "finding": str(finding.public_id),
                "facility": stage.world.facility.code,
            },
        )
        transaction.set_rollback(True)


@pytest.fixture
def stage(played: Identified, db: None) -> Identified:
    return played


def ask(world: World, who: str, method: str, path: str, body: Any = None, language: str = "zh-Hans") -> Any:
    """One call, in Chinese; ``body`` is JSON, or bytes sent as they are."""
    client = signed_in(world.people[who]) if who else Client()
    data = body if isinstance(body, bytes) else json.dumps(body if body is not None else {})
    send = getattr(client, method)
    headers = {"Accept-Language": language, "Idempotency-Key": f"chinese-{abs(hash((who, path, str(body))))}"}
    if method == "get":
        return send(f"/api/v1/{path}", headers=headers)
    return send(f"/api/v1/{path}", data, content_type="application/json", headers=headers)


ROW = {"source_stream": "coal", "month": "1", "parameter": "", "quantity": "1", "unit": "t"}
NOWHERE = "00000000-0000-0000-0000-000000000000"
# Who asks what, and the status of the refusal. {case}, {version}, {draft}, {finding}: identifiers of the stage.
REST: list[tuple[str, str, str, Any, int]] = [
    ("reporter", "post", "engagements", {}, 403),
    ("reporter", "post", "recalculations", {}, 403),
    ("verifier", "put", "reports/{draft}/activity-records", {"rows": []}, 403),
    ("", "get", "reports", None, 401),
    ("verifier", "post", "engagements/{case}/start-review", {}, 409),
    ("verifier", "post", "engagements/{case}/review-again", {}, 409),
    ("verifier", "post", "engagements/{case}/return", {"reason": "   "}, 422),
    ("verifier", "post", "engagements/{case}/return", {}, 422),
    ("verifier", "post", "engagements/{case}/findings", {"type": "none", "text": ""}, 422),
    ("verifier", "post", "engagements/{case}/visits", {"visit_date": "yesterday"}, 422),
    ("verifier", "get", "engagements/" + NOWHERE, None, 404),
    ("verifier", "get", "verification/queue?sort=color", None, 400),
    ("verifier", "get", "verification/queue?page_size=many", None, 400),
    ("verifier", "post", "findings/{finding}/judgement", {"judgement": "closed"}, 422),
    ("lead_verifier", "post", "engagements/{case}/conclude", {"opinion": "verified", "result_hash": "a1" * 32}, 409),
    ("outside_verifier", "post", "engagements/{case}/start-site-visit", {}, 404),
    ("responsible_person", "post", "findings/{finding}/answer", {"response": "We corrected it."}, 404),
    ("responsible_person", "post", "reports/{report}/recall", {"reason": "Wrong."}, 409),
    ("responsible_person", "post", "reports/{draft}/submit", {}, 422),
    ("regulator", "post", "report-versions/{version}/decision", {"outcome": "accepted", "result_hash": "b2" * 32}, 409),
    ("regulator", "post", "report-versions/{version}/decision", {"outcome": "perhaps"}, 422),
    ("regulator", "post", "engagements", {"version": NOWHERE, "body": "VB-1", "team": [{"person": "x"}]}, 422),
    ("reporter", "post", "reports", {"facility_code": "NONE", "compliance_year": 2016}, 422),
    ("reporter", "post", "reports", {"facility_code": "{facility}", "compliance_year": 2999}, 422),
    ("reporter", "post", "reports", {"facility_code": "{facility}", "compliance_year": "soon"}, 422),
    ("reporter", "get", "reports?compliance_year=abc", None, 400),
    ("reporter", "post", "reports/{report}/corrections", {"reason": ""}, 422),
    ("reporter", "post", "reports/{report}/corrections", {"reason": "Wrong meter."}, 409),
    ("reporter", "put", "reports/{draft}/activity-records", b"{", 400),
    ("reporter", "put", "reports/{draft}/activity-records", b'{"rows": [1]}', 422),
    ("reporter", "put", "reports/{draft}/activity-records", b'{"rows": 1}', 400),
    ("reporter", "put", "reports/{draft}/activity-records", b'{"rows": NaN}', 400),
    ("reporter", "put", "reports/{draft}/activity-records", b'{"rows": [], "rows": []}', 400),
    ("reporter", "put", "reports/{draft}/activity-records", {"rows": [{"amount": 1}]}, 422),
    ("reporter", "put", "reports/{draft}/activity-records", {"rows": [ROW]}, 422),
    ("reporter", "post", "reports/{draft}/factor-sets", {"factor_sets": []}, 422),
    ("reporter", "post", "reports/{report}/simulations", {"draws": 1, "seed": -1}, 422),
    ("reporter", "get", "reports/{report}/results?version=x", None, 400),
    ("reporter", "post", "calculations", {"gwp": "AR9", "lines": []}, 422),
    ("reporter", "post", "calculations", {"gwp": "AR5", "lines": [{"method": "none", "inputs": {}}]}, 422),
    ("reporter", "post", "certificates", {"number": "1"}, 422),
    ("regulator", "get", "inventories/310000/2017?by=color", None, 400),
    ("regulator", "get", "inventories/310000/2017?view=x&gas=H2O&color=red", None, 400),
    ("regulator", "post", "recalculations", {"jurisdiction": "310000", "year": 2017, "sets": "old"}, 422),
    ("regulator", "post", "inventories/310000/2017/simulations", {"draws": 1, "seed": -1}, 422),
    ("inventory_compiler", "put", "inventories/310000/2017/notation-keys/inventory/POW/1", {"key": "ZZ"}, 422),
    ("", "get", "releases?year=abc", None, 400),
    ("", "get", "factors?year=abc", None, 400),
    ("", "get", "factors?sort=color", None, 400),
    ("", "post", "statements/verify", {"jws": ""}, 422),
    ("regulator", "get", "jobs/" + NOWHERE, None, 404),
]  # fmt: skip


def filled(value: Any, words: dict[str, str]) -> Any:
    """The path or body with the identifiers of the stage."""
    if isinstance(value, str):
        for name, text in words.items():
            value = value.replace("{" + name + "}", text)
        return value
    return {name: filled(one, words) for name, one in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize(
    ("who", "method", "path", "body", "status"), REST, ids=lambda value: value[:60] if isinstance(value, str) else None
)
def test_refusals_by_rest_are_chinese(
    stage: Identified, who: str, method: str, path: str, body: Any, status: int
) -> None:
    world, words = stage
    answer = ask(world, who, method, filled(path, words), filled(body, words))
    assert answer.status_code == status, answer.content.decode()
    said = sentences_of(answer.json())
    sent = re.findall(r"\w+", f"{path} {body}", re.ASCII)
    assert english_in(said, *names_in(world), *words.values(), *sent) == [], said
    assert re.search(r"[\u4e00-\u9fff]", said), said


TEAM = {"lead": "1", "verifiers": "1", "reviewer": "1", "assurance_level": "reasonable"}
# Who posts what to which page, and the status of the refusal.
PAGES: list[tuple[str, str, dict[str, str], int]] = [
    ("reporter", "verification/engagements/{case}/begin/", {}, 403),
    ("reporter", "inventory/recalculations/", {}, 403),
    ("verifier", "verification/engagements/{case}/begin/", {}, 409),
    ("verifier", "verification/engagements/{case}/look-again/", {}, 409),
    ("verifier", "verification/engagements/{case}/return/", {"reason": " "}, 422),
    ("verifier", "verification/engagements/{case}/findings/raise/", {"type": "none", "effect_tco2e": "many"}, 422),
    ("verifier", "verification/engagements/{case}/visit/", {"visit_date": "yesterday"}, 422),
    ("lead_verifier", "verification/engagements/{case}/statement/", {"opinion": "none"}, 422),
    ("regulator", "verification/versions/{version}/assign/?body=VB-1", TEAM, 422),
    ("responsible_person", "verification/findings/{finding}/answer/", {"response": "Corrected."}, 404),
    ("responsible_person", "reporting/reports/{report}/recall/", {"reason": ""}, 409),
    ("responsible_person", "reporting/reports/{draft}/submit/", {}, 422),
    ("reporter", "reporting/open/", {"facility": "none", "compliance_year": "soon"}, 422),
    ("reporter", "reporting/reports/{draft}/upload/", {"act": "check"}, 422),
    ("reporter", "reporting/reports/{draft}/evidence/", {"act": "check"}, 422),
    ("reporter", "reporting/certificates/add/", {"number": "1", "volume_mwh": "much"}, 422),
    ("regulator", "reporting/deadlines/", {"compliance_year": "x", "due_date": "x"}, 422),
    ("inventory_compiler", "inventory/area-sources/new/", {"year": "x", "uncertainty_percent": "x"}, 422),
    ("inventory_compiler", "inventory/area-sources/upload/", {"act": "check"}, 422),
    ("", "inventory/verify/", {"statement": "a.b.c"}, 200),
    ("", "nothing/here/", {}, 404),
]


@pytest.mark.parametrize(("who", "path", "fields", "status"), PAGES, ids=[f"{who}-{path}" for who, path, *_ in PAGES])
def test_refusals_by_page_are_chinese(
    stage: Identified, who: str, path: str, fields: dict[str, str], status: int
) -> None:
    world, words = stage
    client = signed_in(world.people[who]) if who else Client()
    answer = client.post("/" + filled(path, words), fields, headers=CHINESE)
    assert answer.status_code == status, said_by_page(answer)
    said = refusal_of(answer)
    assert english_in(said, *names_in(world), *words.values(), *fields.values()) == [], said
    assert re.search(r"[\u4e00-\u9fff]", said), said


def test_a_failed_job_is_told_to_each_reader_in_the_own_language(stage: Identified) -> None:
    world, _words = stage
    order = ReleaseOrder(world.city.pk, 1999, "Nothing to release.", "0" * 64)
    job = request_release(order=order, by=world.actor("inventory_compiler"))
    run_job(job_id=job.pk)
    read = partial(ask, world, "inventory_compiler", "get", f"jobs/{job.public_id}")
    assert read().json()["error"] == "1999 年清单中尚无数据。请先审定报告或录入面源。"
    assert "There is nothing in the inventory of 1999." in read(language="en").json()["error"]
