"""A report is opened, filled, submitted, computed, recalled and corrected; nothing submitted ever changes."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone

from mrv.core.models import AuditEvent, Job, OutboxEvent
from mrv.core.services.transition import ReasonMissing, StaleState
from mrv.workflow import IllegalTransition
from reporting.models import ActivityRecord, CalculationRun, EmissionLine, ReportVersion
from reporting.services.check_version import check_version
from reporting.services.open_correction import open_correction
from reporting.services.open_report import open_report
from reporting.services.recall_version import recall_version
from reporting.services.replace_activity import replace_activity
from reporting.services.submit_version import ChecksFailed, NotAcknowledged, submit_version
from tests.factories import World, world
from tests.reporting_cast import SET, factor_set, filled, full_rows, month_rows, opened, prepare
from tests.support import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def cast() -> World:
    made = world()
    prepare(made)
    return made


def submitted(cast: World) -> ReportVersion:
    return submit_version(version=filled(cast), by=cast.actor("responsible_person"))


def computed(cast: World) -> ReportVersion:
    version = submitted(cast)
    run_jobs()
    version.refresh_from_db()
    assert version.state == "computed", list(version.check_results.values_list("parameters", flat=True))
    return version


def test_opening_pins_plan_factor_sets_and_gwp_set(cast: World) -> None:
    version = opened(cast)
    assert (version.number, version.state, version.gwp_set_code) == (1, "draft", "AR5")
    assert len(version.factor_set_ids) == 1
    assert AuditEvent.objects.filter(action="reporting:report:open").count() == 1


def test_a_report_is_opened_once(cast: World) -> None:
    opened(cast)
    with pytest.raises(ValidationError, match="open already"):
        opened(cast)


def test_b26_a_future_year_is_refused(cast: World) -> None:
    with pytest.raises(ValidationError, match="future"):
        opened(cast, timezone.localdate().year + 1)


def test_b26_a_year_before_the_facility_opened_is_refused(cast: World) -> None:
    with pytest.raises(ValidationError, match="opened on"):
        opened(cast, 2009)


def test_a_year_without_plan_is_refused(cast: World) -> None:
    cast.facility.plans.update(valid_to="2015-12-31")
    with pytest.raises(ValidationError, match="No monitoring plan"):
        opened(cast)


def test_a_report_of_another_enterprise_cannot_be_opened(cast: World) -> None:
    with pytest.raises(PermissionDenied):
        open_report(facility=cast.second_facility, compliance_year=2020, by=cast.actor("reporter"))


def test_replacing_activity_twice_leaves_the_same_rows(cast: World) -> None:
    version = filled(cast)
    again = replace_activity(version=version, rows=full_rows(), by=cast.actor("reporter"))
    assert again == []
    assert version.activity_records.count() == 24
    assert version.draft_revision == 2


def test_one_bad_row_changes_nothing(cast: World) -> None:
    version = filled(cast)
    problems = replace_activity(
        version=version, rows=month_rows()[:11] + month_rows(quantity="-5")[11:], by=cast.actor("reporter")
    )
    assert [(p.row, p.column, p.code) for p in problems] == [(12, "quantity", "quantity_negative")]
    assert version.activity_records.count() == 24


def test_an_edit_on_an_old_revision_is_refused(cast: World) -> None:
    version = filled(cast)
    with pytest.raises(StaleState, match="somebody else"):
        replace_activity(version=version, rows=full_rows(), by=cast.actor("reporter"), expected_revision=0)


def test_submitting_freezes_and_enqueues_in_one_transaction(cast: World) -> None:
    version = submitted(cast)
    assert version.state == "submitted"
    assert len(version.content_hash) == 64
    assert version.submitted_by == cast.people["responsible_person"]
    assert Job.objects.filter(kind="reporting:calculate", subject_id=version.pk).count() == 1
    assert OutboxEvent.objects.filter(name="reporting:report_version:submit").count() == 1


def test_the_content_hash_does_not_depend_on_the_order_of_rows(cast: World) -> None:
    from reporting.services.submit_version import content_digest

    version = filled(cast)
    first = content_digest(version.pk)
    replace_activity(version=version, rows=full_rows()[::-1], by=cast.actor("reporter"))
    assert content_digest(version.pk) == first


def test_a_reporter_cannot_submit(cast: World) -> None:
    with pytest.raises(PermissionDenied):
        submit_version(version=filled(cast), by=cast.actor("reporter"))


def test_submitting_needs_the_acknowledgement(cast: World) -> None:
    with pytest.raises(NotAcknowledged):
        submit_version(version=filled(cast), by=cast.actor("responsible_person"), acknowledgement=False)


def test_an_empty_report_cannot_be_submitted(cast: World) -> None:
    with pytest.raises(ChecksFailed) as failure:
        submit_version(version=opened(cast), by=cast.actor("responsible_person"))
    assert [result.code for result in failure.value.results] == ["nothing_declared"]


def test_submitting_twice_is_refused(cast: World) -> None:
    version = submitted(cast)
    with pytest.raises(IllegalTransition):
        submit_version(version=version, by=cast.actor("responsible_person"))
    assert Job.objects.filter(kind="reporting:calculate").count() == 1


def test_the_calculation_yields_lines_total_and_digest(cast: World) -> None:
    version = computed(cast)
    lines = version.emission_lines.order_by("line_number")
    assert lines.count() == 24
    first = lines[0]
    # 100.1 t x 42.652 GJ/t x 20.2 tC/TJ x 98 % x 44/12
    assert first.co2_t == Decimal("309.900555")
    assert first.co2e_t == first.co2_t
    assert lines.get(stream_code="electricity", month=1).co2_t == Decimal("556.855680")
    assert version.total_co2e_t == sum(line.co2e_t for line in lines)
    run = CalculationRun.objects.get(version=version)
    assert version.result_hash == run.result_hash
    assert run.line_count == 24
    assert OutboxEvent.objects.filter(name="reporting:report_version:complete_calculation").count() == 1


def test_a_line_carries_every_input_with_its_source(cast: World) -> None:
    line = computed(cast).emission_lines.order_by("line_number")[0]
    assert line.inputs["activity"] == {
        "origin": "declared", "row": "1", "source": "invoice; INV-1", "unit": "t", "value": "100.1",
    }  # fmt: skip
    assert line.inputs["net_calorific_value"]["value"] == "42.652"
    assert line.inputs["net_calorific_value"]["factor"]["set"] == f"{SET} v1"
    assert line.gwp_values == {"CO2": "1"}


def test_a_calculation_run_twice_changes_nothing(cast: World) -> None:
    from mrv.core.actor import system_actor
    from reporting.services.calculate_version import calculate_version

    version = computed(cast)
    again = calculate_version(version_id=version.pk, by=system_actor("test"))
    assert again == {"outcome": "already done", "state": "computed"}
    assert EmissionLine.objects.count() == 24


def test_a_missing_factor_fails_the_checks_and_opens_a_draft(cast: World) -> None:
    version = filled(cast)
    ReportVersion.objects.filter(pk=version.pk).update(factor_set_ids=[])
    version.refresh_from_db()
    submit_version(version=version, by=cast.actor("responsible_person"))
    run_jobs()
    version.refresh_from_db()
    assert version.state == "check_failed"
    found = version.check_results.get(code="factor_unlisted", pointer="/electricity/1")
    assert "No emission factor for electricity" in found.parameters["en"]
    draft = version.report.versions.get(state="draft")
    assert draft.supersedes == version
    assert draft.activity_records.count() == 24


def test_a_factor_changing_within_the_year_is_applied_by_month(cast: World) -> None:
    from datetime import date

    stewards = cast.people["factor_steward"], cast.people["second_factor_steward"]
    rows = [("electricity", "emission_factor", "CO2", "0.4", "tCO2/MWh", "average")]
    late = factor_set(*stewards, code="LATE", values=rows, since=date(2020, 7, 1))
    version = filled(cast)
    ReportVersion.objects.filter(pk=version.pk).update(factor_set_ids=[late.pk, *version.factor_set_ids])
    version.refresh_from_db()
    submit_version(version=version, by=cast.actor("responsible_person"))
    run_jobs()
    lines = EmissionLine.objects.filter(stream_code="electricity").order_by("month")
    used = [line.inputs["emission_factor"]["value"] for line in lines]
    assert used == ["0.5568"] * 6 + ["0.4"] * 6


def test_a_recalled_version_goes_on_as_a_draft(cast: World) -> None:
    version = submitted(cast)
    draft = recall_version(version=version, by=cast.actor("responsible_person"), reason="Wrong invoice in May.")
    version.refresh_from_db()
    assert (version.state, draft.state, draft.number) == ("recalled", "draft", 2)
    assert draft.activity_records.count() == 24


def test_a_recalled_version_is_not_computed(cast: World) -> None:
    version = submitted(cast)
    recall_version(version=version, by=cast.actor("responsible_person"), reason="Wrong invoice in May.")
    run_jobs()
    assert not EmissionLine.objects.exists()


def test_recalling_needs_a_reason(cast: World) -> None:
    with pytest.raises(ReasonMissing):
        recall_version(version=submitted(cast), by=cast.actor("responsible_person"), reason=" ")


def test_a_computed_version_cannot_be_corrected_without_recall(cast: World) -> None:
    with pytest.raises(IllegalTransition):
        open_correction(version=computed(cast), by=cast.actor("reporter"), reason="Typing error.")


def test_what_was_submitted_is_not_checked_again(cast: World) -> None:
    version = submitted(cast)
    before = list(version.check_results.values_list("pk", flat=True))
    check_version(version=version)
    assert list(version.check_results.values_list("pk", flat=True)) == before


SQL = [
    "UPDATE reporting_activityrecord SET quantity = 1 WHERE version_id = %s",
    "DELETE FROM reporting_activityrecord WHERE version_id = %s",
    "UPDATE reporting_emissionline SET co2e_t = 1 WHERE version_id = %s",
    "DELETE FROM reporting_emissionline WHERE version_id = %s",
    "UPDATE reporting_calculationrun SET total_co2e_t = 1 WHERE version_id = %s",
    "UPDATE reporting_reportversion SET content_hash = 'x' WHERE id = %s",
    "UPDATE reporting_reportversion SET state = 'decided' WHERE id = %s",
    "DELETE FROM reporting_reportversion WHERE id = %s",
]


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize("statement", SQL)
def test_a21_the_database_refuses_to_change_what_was_submitted(cast: World, statement: str) -> None:
    version = computed(cast)
    with pytest.raises(DatabaseError, match="pgtrigger"), connection.cursor() as cursor:
        cursor.execute(statement, [version.pk])


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize("table", ["activityrecord", "emissionline", "calculationrun", "reportversion", "checkresult"])
def test_a21_the_database_refuses_to_truncate(cast: World, table: str) -> None:
    with pytest.raises(DatabaseError, match="truncate"), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE reporting_{table} CASCADE")


def test_a21_rows_cannot_be_added_to_a_submitted_version(cast: World) -> None:
    version = submitted(cast)
    with pytest.raises(IllegalTransition, match="not a draft"):
        replace_activity(version=version, rows=full_rows(), by=cast.actor("reporter"))
    record = version.activity_records.first()
    with pytest.raises(DatabaseError, match="pgtrigger"):
        ActivityRecord.objects.create(
            version=version, stream_id=record.stream_id, quantity=1, unit="t", row_number=99, parameter="closing_stock"
        )
