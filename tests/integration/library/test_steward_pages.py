"""The stewards' way by form posts: dry run, draft, proposal, impact, release by the second person."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mrv.core.models import FactorSet
from tests.factories import World
from tests.integration.library.cast import HEAD, draft, file_of
from tests.support import run_jobs, signed_in

NEW = "/factors/proposals/new/"
FORM = {name: getattr(HEAD, name) or "" for name in HEAD.__slots__}


def post(client: Client, path: str, data: dict[str, Any] | None = None) -> Any:
    return client.post(path, data or {}, headers={"Accept-Language": "en"})


def upload(client: Client, data: bytes, **changes: Any) -> Any:
    file = SimpleUploadedFile("new.csv", data, content_type="text/csv")
    return post(client, NEW, {**FORM, **changes, "file": file, "act": changes.get("act", "check")})


def stewards(cast: World) -> tuple[Client, Client]:
    return signed_in(cast.people["factor_steward"]), signed_in(cast.people["second_factor_steward"])


def test_a_set_goes_from_file_to_force_by_two_stewards(cast: World) -> None:
    first, second = stewards(cast)
    dry = upload(first, file_of({}, {"key": "gasoline"}))
    assert dry.status_code == 200
    assert "The file is in order" in dry.content.decode()
    assert not FactorSet.objects.exists()
    kept = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in dry.context["kept"]}
    stored = post(first, NEW, {**kept, "act": "store"})
    page = stored.headers["Location"]
    assert page == "/factors/sets/NEW-SET/1/"
    assert "Next: propose this draft" in first.get(page, headers={"Accept-Language": "en"}).content.decode()
    assert post(first, f"{page}propose/", {"note": "First version, from table 1."}).status_code == 302
    run_jobs()
    assert "Waiting for a second steward" in first.get(page, headers={"Accept-Language": "en"}).content.decode()
    assert "Your decision" in second.get(page, headers={"Accept-Language": "en"}).content.decode()
    found = FactorSet.objects.get()
    assert post(second, f"{page}release/", {"content_hash": found.content_hash}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.factors.count()) == ("released", 2)
    assert "First version, from table 1." in Client().get(page).content.decode()


def test_a_wrong_file_shows_row_column_and_advice_and_offers_no_store(cast: World) -> None:
    first, _second = stewards(cast)
    answer = upload(first, file_of({"unit": "tC/GJ"}), act="store")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Expected a unit such as GJ/t" in page
    assert 'value="store"' not in page
    assert not FactorSet.objects.exists()


def test_the_form_starts_from_a_released_set(library: Any, cast: World) -> None:
    first, _second = stewards(cast)
    page = first.get(f"{NEW}?from=NDRC-2015", headers={"Accept-Language": "en"}).content.decode()
    assert 'value="Fuel defaults of the 24-sector enterprise guidelines, 2013-2015"' in page
    assert 'value="2013-01-01"' in page
    assert "set=NDRC-2015@1" in page


def test_a_form_without_file_or_with_a_bad_code_is_not_accepted(cast: World) -> None:
    first, _second = stewards(cast)
    answer = post(first, NEW, {**FORM, "code": "ndrc 2015!", "act": "check"})
    assert answer.status_code == 422
    assert {"code", "file"} <= set(answer.context["form"].errors)


def test_the_proposer_meets_a_refusal_at_the_release(cast: World) -> None:
    first, second = stewards(cast)
    draft(cast)
    page = "/factors/sets/NEW-SET/1/"
    post(first, f"{page}propose/", {"note": "New."})
    answer = post(first, f"{page}release/", {"content_hash": FactorSet.objects.get().content_hash})
    assert answer.status_code == 403
    assert "second steward" in answer.content.decode()
    assert post(second, f"{page}release/", {"content_hash": "stale"}).status_code == 409
    assert post(second, f"{page}reject/", {"reason": "Row 2 is misread."}).status_code == 302
    assert FactorSet.objects.get().state == "rejected"
    assert post(second, f"{page}reject/", {"reason": "Again."}).status_code == 409


def test_importing_over_a_proposal_is_refused_with_the_reason(cast: World) -> None:
    first, _second = stewards(cast)
    draft(cast)
    post(first, "/factors/sets/NEW-SET/1/propose/", {"note": "New."})
    answer = upload(first, file_of({"value": "43"}), act="store")
    assert answer.status_code == 409
    assert "waits for a decision" in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_of_the_stewards_open_in_both_languages(library: Any, cast: World, language: str) -> None:
    first, _second = stewards(cast)
    draft(cast)
    run_jobs()
    for path in ("/factors/proposals/", NEW, "/factors/sets/NEW-SET/1/", "/factors/sets/NEW-SET/1/impact/"):
        answer = first.get(path, headers={"Accept-Language": language})
        assert answer.status_code == 200, path
        assert ("因子" in answer.content.decode()) == (language != "en") or "NEW-SET" in answer.content.decode()


@pytest.mark.parametrize("name", ["reporter", "regulator", "inventory_compiler", "outsider"])
def test_nobody_else_reaches_the_pages_of_the_stewards(cast: World, name: str) -> None:
    client = signed_in(cast.people[name])
    for path in ("/factors/proposals/", NEW):
        assert client.get(path).status_code == 403, path
    assert Client().get(NEW).status_code == 302
