"""From the declared row to the report: approach 1 by hand, correlation of shared factors, doors and pages."""

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from mrv.core.actor import system_actor
from reporting.intake.rows import ActivityRow
from reporting.models import (
    ActivityRecord,
    EmissionLine,
    ReportVersion,
    SourceStream,
    UncertaintyProfile,
    VersionSimulation,
)
from reporting.selectors import recompute_line
from reporting.selectors.emissions import lines_in_force
from reporting.selectors.explanation import explain_line
from reporting.selectors.uncertainty import uncertainty_of
from reporting.services.calculate_version import calculate_version
from reporting.services.check_version import check_version
from reporting.services.explain_check import explain_check
from reporting.services.recall_version import recall_version
from reporting.services.submit_version import content_digest, submit_version
from tests.factories import World
from tests.reporting_cast import filled, month_rows
from tests.support import run_jobs, signed_in

# Grade B stands for 11.993 % by its pedigree marks; an invoice for 3 % (IPCC 2006 vol. 2 ch. 2 table 2.15).
GRADE_B = Decimal("11.993")


def computed(cast: World, declared: list[ActivityRow]) -> ReportVersion:
    version = filled(cast, declared)
    check_version(version=version)
    for result in version.check_results.filter(severity="warning"):
        explain_check(result=result, text="Known.", by=cast.actor("reporter"))
    submit_version(version=version, by=cast.actor("responsible_person"))
    calculate_version(version_id=version.pk, by=system_actor("calculation"))
    version.refresh_from_db()
    return version


def rows(**fields: Any) -> list[ActivityRow]:
    return [*month_rows(**fields), *month_rows("electricity", "1000", "MWh", **fields)]


def test_a_line_carries_activity_and_factors_by_the_product_rule(cast: World) -> None:
    version = computed(cast, rows())
    diesel = lines_in_force(version).filter(fuel="diesel").first()
    assert diesel is not None
    # sqrt(3^2 + 3 x 11.993^2) = 20.988
    assert diesel.uncertainty_percent == Decimal("20.988")
    power = lines_in_force(version).filter(fuel="electricity").first()
    assert power is not None
    # sqrt(3^2 + 11.993^2) = 12.363
    assert power.uncertainty_percent == Decimal("12.363")


def test_months_that_share_a_factor_do_not_average_its_error_away(cast: World) -> None:
    found = uncertainty_of(lines_in_force(computed(cast, rows())))
    amounts = [float(line.co2e_t) for line in EmissionLine.objects.filter(fuel="diesel")]
    own = 3**2 * sum(amount**2 for amount in amounts)
    shared = 3 * (float(GRADE_B) * sum(amounts)) ** 2
    expected = (own + shared) ** 0.5 / sum(amounts)
    assert found.scopes[1].percent == Decimal(f"{expected:.3f}")
    independent = (own + 3 * float(GRADE_B) ** 2 * sum(amount**2 for amount in amounts)) ** 0.5 / sum(amounts)
    assert expected > 3 * independent
    assert found.total.coverage == 100


def test_a_declared_uncertainty_is_kept_counts_and_follows_into_a_correction(cast: World, rest: Any) -> None:
    version = computed(cast, rows(uncertainty_percent="1.5"))
    assert set(ActivityRecord.objects.values_list("uncertainty_percent", flat=True)) == {Decimal("1.500")}
    line = EmissionLine.objects.filter(fuel="electricity").first()
    assert line is not None
    assert line.uncertainty_percent == Decimal("12.086")
    answer = rest("reporter").get(f"reports/{version.report.public_id}/activity-records").json()
    assert answer["results"][0]["uncertainty_percent"] == "1.5"
    draft = recall_version(version=version, by=cast.actor("responsible_person"), reason="Typing error.")
    assert draft.activity_records.filter(uncertainty_percent=Decimal("1.5")).count() == 24
    before = content_digest(draft.pk)
    ActivityRecord.objects.filter(version=draft, row_number=1).update(uncertainty_percent=None)
    assert content_digest(draft.pk) != before


def test_an_unknown_determination_leaves_the_line_unknown_and_lowers_the_coverage(cast: World) -> None:
    version = computed(cast, [*month_rows(data_source="somewhere"), *month_rows("electricity", "1000", "MWh")])
    found = uncertainty_of(lines_in_force(version))
    assert lines_in_force(version).filter(fuel="diesel", uncertainty_percent__isnull=True).count() == 12
    assert found.scopes[1].percent is None
    assert found.total.percent == found.scopes[2].percent
    assert found.total.coverage is not None
    assert 0 < found.total.coverage < 100


def test_the_plan_may_state_the_meter(cast: World) -> None:
    SourceStream.objects.filter(code="electricity").update(determination="meter", uncertainty_percent=Decimal("0.5"))
    computed(cast, rows())
    line = EmissionLine.objects.filter(fuel="electricity").first()
    assert line is not None
    # sqrt(0.5^2 + 11.993^2) = 12.003
    assert line.uncertainty_percent == Decimal("12.003")


def test_the_explanation_says_what_the_uncertainty_consists_of_and_the_line_recomputes(cast: World) -> None:
    computed(cast, rows())
    line = EmissionLine.objects.filter(fuel="diesel")[0]
    explained = explain_line(line)["uncertainty"]
    parts = {part["input"]: part for part in explained["parts"]}
    assert explained["percent"] == "20.988"
    assert parts["activity"]["basis"] == "determination:invoice"
    assert parts["carbon_content"]["basis"] == "default:grade-B"
    assert recompute_line(line).is_identical
    call_command("recompute", line=str(line.pk), stdout=StringIO())


def test_lines_of_a_run_share_few_profiles_that_never_change(cast: World) -> None:
    computed(cast, rows())
    assert UncertaintyProfile.objects.count() == 2
    assert EmissionLine.objects.exclude(uncertainty_profile="").count() == 24


def test_the_door_answers_total_scopes_and_streams(cast: World, rest: Any) -> None:
    version = computed(cast, rows())
    answer = rest("reporter").get(f"reports/{version.report.public_id}/uncertainty").json()
    assert answer["total"]["approach"] == 1
    assert Decimal(answer["total"]["lower_tco2e"]) < Decimal(answer["total"]["co2e_t"])
    assert answer["total"]["coverage_percent"] == "100"
    assert [stream["source_stream"] for stream in answer["streams"]] == ["diesel", "electricity"]
    assert rest("outsider").get(f"reports/{version.report.public_id}/uncertainty").status_code in {403, 404}


@pytest.mark.parametrize(
    ("language", "headline", "basis"),
    [
        ("en", "Uncertainty, 95 %", "Invoice or settlement of the supplier"),
        ("zh-hans", "不确定性（95%）", "供应商发票或结算单"),
    ],
)
def test_pages_show_the_uncertainty_in_both_languages(cast: World, language: str, headline: str, basis: str) -> None:
    version = computed(cast, rows())
    reporter, headers = signed_in(cast.people["reporter"]), {"Accept-Language": language}
    shown = reporter.get(f"/reporting/versions/{version.public_id}/", headers=headers).content.decode()
    assert headline in shown
    assert "± 1" in shown
    line = lines_in_force(version).filter(fuel="diesel").first()
    assert line is not None
    assert basis in reporter.get(f"/reporting/lines/{line.public_id}/", headers=headers).content.decode()


def test_a_report_is_simulated_by_door_and_page_and_shown_beside_approach_1(cast: World, rest: Any) -> None:
    version = computed(cast, rows())
    address = f"reports/{version.report.public_id}/simulations"
    asked = rest("reporter").post(address, {"seed": 11, "draws": 5000, "factors": "normal"})
    assert (asked.status_code, asked.json()["seed"]) == (202, 11)
    client, page = signed_in(cast.people["reporter"]), f"/reporting/versions/{version.public_id}/uncertainty/"
    form = {"draws": "5000", "seed": "11", "activity": "auto", "factors": "normal"}
    assert client.post(page, form).status_code == 302
    assert client.get(page).context["progress"].state == "queued"
    run_jobs()
    first, second = VersionSimulation.objects.all()
    assert (first.lower_tco2e, first.percentiles) == (second.lower_tco2e, second.percentiles)
    half = 50 * (first.upper_tco2e - first.lower_tco2e) / first.known_tco2e
    assert first.approach_1_percent is not None
    assert abs(half - first.approach_1_percent) < Decimal(1)
    results = rest("reporter").get(address).json()["results"]
    assert [one["seed"] for one in results] == [11, 11]
    shown = client.get(page).content.decode()
    assert "Seed" in shown or "随机种子" in shown
    assert rest("outsider").post(address, {}).status_code in {403, 404}


def test_a_draft_has_nothing_to_simulate(cast: World, rest: Any) -> None:
    version = filled(cast, rows())
    answer = rest("reporter").post(f"reports/{version.report.public_id}/simulations", {})
    assert answer.status_code == 422
