"""Importing a file of factors: a dry run stores nothing, all rows or none, the row as it was is kept."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client

from mrv.core.factor_files import check
from mrv.core.factor_files.head import SetHead
from mrv.core.factor_files.read import read_factor_file
from mrv.core.models import AuditEvent, EmissionFactor, FactorSet, Job
from mrv.core.services.factors.import_factor_set import FactorOverlap, import_factor_set
from mrv.core.services.factors.propose_factor_set import propose_factor_set
from tests.factories import World
from tests.integration.library.cast import HEAD, draft, file_of, imported

pytestmark = pytest.mark.usefixtures("english")


def counts() -> list[int]:
    return [model.objects.count() for model in (FactorSet, EmissionFactor, AuditEvent, Job)]


def test_a_dry_run_tells_what_would_happen_and_stores_nothing(cast: World) -> None:
    before = counts()
    outcome = imported(cast, {}, {"key": "gasoline"}, dry_run=True)
    assert (outcome.factor_set, outcome.problems) == (None, [])
    assert [fact.key for fact in outcome.difference.added] == ["diesel", "gasoline"]
    assert counts() == before


def test_an_import_stores_a_draft_with_the_row_as_it_was(cast: World) -> None:
    made = draft(cast, {"value": "42.6520", "note": "as printed"})
    assert (made.state, made.version, made.supersedes) == ("draft", 1, None)
    factor = made.factors.get()
    assert (factor.value, factor.value_text, factor.unit) == (Decimal("42.652"), "42.6520", "GJ/t")
    assert factor.raw["row"] == 2
    assert factor.raw["file"] == "new.csv"
    assert factor.raw["cells"]["value"] == "42.6520"
    assert (factor.valid.lower, factor.valid.upper) == (date(2015, 1, 1), None)
    event = AuditEvent.objects.about(made).get()
    assert (event.action, event.occurred_by) == ("core:factor_set:import", cast.people["factor_steward"])


def test_one_wrong_cell_stores_nothing_and_every_problem_is_named(cast: World) -> None:
    before = counts()
    outcome = imported(cast, {}, {"key": "gasoline", "unit": "tC/GJ"}, {"key": "coke", "value": "1,5"}, {"key": ""})
    assert [(found.row, found.column, found.code) for found in outcome.problems] == [
        (3, "unit", "dimension"),
        (4, "value", "number_separator"),
        (5, "key", "missing"),
    ]
    assert outcome.factor_set is None
    assert counts() == before


def test_importing_again_replaces_the_values_of_the_draft(cast: World) -> None:
    first = draft(cast)
    second = draft(cast, {"key": "gasoline"}, head=replace(HEAD, title_en="Renamed"))
    assert (second.pk, second.title_en) == (first.pk, "Renamed")
    assert [factor.fuel for factor in second.factors.all()] == ["gasoline"]
    assert second.content_hash != first.content_hash


def test_a_proposed_version_must_be_decided_before_the_next_import(cast: World) -> None:
    propose_factor_set(factor_set=draft(cast), by=cast.actor("factor_steward"), note="First version.")
    with pytest.raises(ValidationError, match="waits for a decision"):
        imported(cast)


def test_the_next_version_is_compared_with_the_one_in_force(library: Any, cast: World) -> None:
    stored = library["SH-ETS"]
    download = Client().get("/api/v1/factors?set=SH-ETS&format=csv")
    data = b"".join(download.streaming_content)  # type: ignore[attr-defined]
    names = SetHead.__slots__
    head = SetHead(**{name: getattr(stored, name, "CN") for name in names})
    again = import_factor_set(head=head, file=read_factor_file(data), by=cast.actor("factor_steward"), dry_run=True)
    assert again.problems == []
    assert again.difference.is_empty
    assert again.difference.unchanged == 7
    changed = import_factor_set(
        head=head, file=read_factor_file(data.replace(b",4.2,", b",4.1,")), by=cast.actor("factor_steward")
    )
    (change,) = changed.difference.changed
    assert (change.before.value, change.after.value, change.columns) == (Decimal("4.2"), Decimal("4.1"), ("value",))
    assert changed.factor_set is not None
    assert (changed.factor_set.version, changed.factor_set.supersedes) == (2, stored)


def test_two_values_for_the_same_day_are_named_with_their_rows(cast: World) -> None:
    (found,) = imported(cast, {"valid_to": "2020-12-31"}, {"valid_from": "2020-06-01"}).problems
    assert (found.row, found.code) == (3, "overlap")
    assert "Rows 2 and 3" in found.text.en
    assert "第 2 行与第 3 行" in found.text.zh


def test_meeting_periods_do_not_overlap(cast: World) -> None:
    made = draft(cast, {"valid_to": "2020-12-31"}, {"valid_from": "2021-01-01", "value": "42.7"})
    assert made.factors.count() == 2


def test_the_database_refuses_an_overlap_that_no_check_saw(cast: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "overlaps", lambda facts, numbers: [])
    with pytest.raises(FactorOverlap, match="End the first before the second begins"):
        imported(cast, {}, {"value": "43"})
    assert not FactorSet.objects.filter(code=HEAD.code).exists()


def test_raw_sql_cannot_make_two_values_apply_to_one_day(cast: World) -> None:
    made = draft(cast)
    with connection.cursor() as cursor, pytest.raises(Exception, match="factor_no_overlap"):
        cursor.execute(
            """INSERT INTO core_emissionfactor (factor_set_id, fuel, parameter, gas, geography, sector, kind, purpose,
                   value, value_text, unit, valid, source, grade, flag, note, raw)
               SELECT factor_set_id, fuel, parameter, gas, geography, sector, kind, purpose,
                   1, '1', unit, '[2018-01-01,2018-02-01)', source, grade, flag, note, raw
               FROM core_emissionfactor WHERE factor_set_id = %s""",
            [made.pk],
        )


@pytest.mark.parametrize("name", ["reporter", "regulator", "inventory_compiler", "lead_verifier", "operator"])
def test_only_stewards_import(cast: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        imported(cast, name=name, dry_run=True)


def test_a_workbook_is_read_like_a_csv(cast: World) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("因子")
        sheet.write_row(0, 0, ["键", "参数", "数值", "单位", "生效日期"])
        sheet.write_row(1, 0, ["diesel", "net_calorific_value", 42.652, "GJ/t", "2015-01-01"])
    file = read_factor_file(out.getvalue())
    outcome = import_factor_set(head=HEAD, file=file, by=cast.actor("factor_steward"), file_name="new.xlsx")
    assert outcome.factor_set is not None
    factor = outcome.factor_set.factors.get()
    assert factor.value == Decimal("42.652")
    assert factor.raw["cells"]["数值"] == "42.652"


def test_thousands_of_rows_are_stored_in_few_queries(cast: World, django_assert_max_num_queries: Any) -> None:
    rows = [{"key": f"fuel.{number}"} for number in range(3000)]
    file = read_factor_file(file_of(*rows))
    with django_assert_max_num_queries(20):
        outcome = import_factor_set(head=HEAD, file=file, by=cast.actor("factor_steward"))
    assert outcome.factor_set is not None
    assert outcome.factor_set.factors.count() == 3000
