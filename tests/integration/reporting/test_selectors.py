"""Task list, monthly grid, differences and explanations answer from stored rows."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mrv.core.actor import system_actor
from reporting.models import EmissionLine
from reporting.selectors import differences, explain_line, monthly_grid, recompute_line, task_list
from reporting.services.recall_version import recall_version
from reporting.services.replace_activity import replace_activity
from reporting.services.submit_version import submit_version
from tests.factories import World, world
from tests.reporting_cast import filled, full_rows, month_rows, prepare
from tests.support import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> World:
    made = world()
    prepare(made)
    return made


def test_the_task_list_names_reports_not_opened_yet(cast: World) -> None:
    tasks = task_list(cast.actor("reporter"), today=date(2021, 1, 5))
    assert [(t.facility.code, t.compliance_year, t.state) for t in tasks] == [("FAC-1", 2020, "not_opened")]


def test_the_task_list_shows_the_newest_version_only(cast: World) -> None:
    version = submit_version(version=filled(cast), by=cast.actor("responsible_person"))
    recall_version(version=version, by=cast.actor("responsible_person"), reason="A mistake in May.")
    tasks = task_list(cast.actor("reporter"), today=date(2021, 1, 5))
    assert [(t.version_number, t.state, t.is_open) for t in tasks] == [(2, "draft", True)]


def test_the_grid_has_a_row_per_stream_with_its_months(cast: World) -> None:
    rows = monthly_grid(filled(cast, month_rows()))
    assert [(row.stream.code, row.unit, len(row.declared)) for row in rows] == [
        ("diesel", "t", 12), ("electricity", "MWh", 0),
    ]  # fmt: skip
    assert rows[0].months[0].quantity == "100.1"
    assert rows[0].title_en == "Fuel burned"


def test_differences_between_versions_name_the_cell_and_the_fields(cast: World) -> None:
    version = submit_version(version=filled(cast), by=cast.actor("responsible_person"))
    run_jobs()
    draft = recall_version(version=version, by=cast.actor("responsible_person"), reason="A mistake in May.")
    rows = full_rows()
    changed = month_rows(quantity="200")[4]
    replace_activity(version=draft, rows=[*rows[:4], changed, *rows[5:-1]], by=cast.actor("reporter"))
    submit_version(version=explained(draft), by=cast.actor("responsible_person"))
    run_jobs()
    found = differences(version, draft)
    assert [(c.stream_code, c.month, c.kind) for c in found.declared] == [
        ("diesel", 5, "changed"), ("electricity", 12, "removed"),
    ]  # fmt: skip
    assert found.declared[0].changed == ("quantity",)
    assert [(c.stream_code, c.month, c.difference_co2e_t) for c in found.lines] == [
        ("diesel", 5, "309.590963000"), ("electricity", 12, "-557.468160000"),
    ]  # fmt: skip


def explained(draft):
    from reporting.services.check_version import check_version
    from reporting.services.explain_check import explain_check

    for result in check_version(version=draft):
        if result.severity == "warning":
            explain_check(result=result, text="The plant stood still, see the log book.", by=system_actor("test"))
    return draft


@pytest.fixture
def line(cast: World) -> EmissionLine:
    submit_version(version=filled(cast), by=cast.actor("responsible_person"))
    run_jobs()
    return EmissionLine.objects.get(stream_code="diesel", month=3)


def test_a_line_recomputes_to_identical_digits_from_its_row(line: EmissionLine) -> None:
    found = recompute_line(line)
    assert found.is_identical
    assert found.is_same_build
    assert found.is_same_method


def test_a_line_needs_no_factor_library_to_be_recomputed(line: EmissionLine, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert recompute_line(line).is_identical


def test_an_explanation_shows_formula_factor_and_source(line: EmissionLine) -> None:
    found = explain_line(line)
    assert found["formula"][0]["substituted"].startswith("co2 = 100.3 t")
    assert found["record"]["carbon_content"]["source"] == "Test, table 1"
    assert found["resolutions"]["carbon_content"]["chosen"]["value"] == "20.2"
    assert found["is_identical"] is True


def test_recompute_command_says_identical(line: EmissionLine) -> None:
    out = StringIO()
    call_command("recompute", "--line", str(line.public_id), stdout=out)
    assert "identical to the last digit" in out.getvalue()


def test_recompute_command_refuses_an_unknown_line() -> None:
    with pytest.raises(CommandError, match="no emission line"):
        call_command("recompute", "--line", "12")
