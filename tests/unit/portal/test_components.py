"""Plain values of the components: differences, tables, charts, forms, states, navigation, theme."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from mrv.portal import drawing, navigation, states
from mrv.portal.components import (
    About,
    Cell,
    Chart,
    Column,
    DiffRow,
    Item,
    KeyNumber,
    Progress,
    Row,
    Series,
    Table,
    heat_chart,
    trend_chart,
    waterfall_chart,
)
from mrv.portal.components.forms import field_view, problems_of
from mrv.portal.components.grid import month_names
from mrv.portal.figures import Wish
from mrv.portal.theme import Theme, parse_theme
from mrv.roles import PERMISSIONS, Role
from mrv.words.role_names import WORDS, names_of

ABOUT = About("key", "Title", "Mt", "Says what it shows")


def test_a_difference_is_exact_and_signed() -> None:
    row = DiffRow("Line", Decimal("0.1"), Decimal("0.3"))
    assert row.difference == Decimal("0.2")
    assert row.percent == 200
    assert row.direction == "up"


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [("15", "16", "changed"), ("16", "16", "same"), (None, Decimal(1), "changed"), (Decimal(2), Decimal(1), "down")],
)
def test_what_has_no_difference_still_says_whether_it_changed(before: object, after: object, direction: str) -> None:
    assert DiffRow("Line", before, after).direction == direction  # type: ignore[arg-type]


def test_a_difference_from_zero_has_no_percentage() -> None:
    assert DiffRow("Line", Decimal(0), Decimal(1)).percent is None


def test_a_row_with_the_wrong_number_of_cells_is_refused() -> None:
    table = Table("Caption", [Column("One"), Column("Two")], [Row(["only one"])])
    with pytest.raises(ValueError, match="1 cells, the table has 2 columns"):
        table.body()


def test_plain_values_become_cells_beside_their_column() -> None:
    table = Table("Caption", [Column("One"), Column("Two", kind="number")], [Row(["x", Cell(2, href="/two")])])
    [(_row, [(first, one), (second, two)])] = table.body()
    assert (first.label, one.value, second.is_numeric, two.href) == ("One", "x", True, "/two")


def test_a_chart_and_its_table_hold_the_same_values() -> None:
    series = [Series("Total", [Decimal("1.10"), None]), Series("Cap", [None, Decimal(2)], is_target=True)]
    chart = trend_chart(ABOUT, years=["2016", "2017"], series=series)
    assert [row.cells for row in chart.table.rows] == [["2016", Decimal("1.10"), None], ["2017", None, Decimal(2)]]
    assert chart.payload["kind"] == "trend"
    assert chart.data["series"][0]["values"] == [1.1, None]  # type: ignore[index]


def test_totals_of_a_waterfall_are_totals_in_its_table() -> None:
    chart: Chart = waterfall_chart(ABOUT, items=[Item("Before", Decimal(3), is_total=True), Item("Step", Decimal(-1))])
    assert [row.is_total for row in chart.table.rows] == [True, False]


def test_a_heat_chart_leaves_missing_cells_out_of_the_drawing() -> None:
    chart = heat_chart(ABOUT, rows=["a"], columns=["x", "y"], values=[[Decimal(1), None]])
    assert chart.data["cells"] == [[0, 0, 1.0]]
    assert chart.table.rows[0].cells == ["a", Decimal(1), None]


def test_a_job_is_over_when_it_ended_either_way() -> None:
    assert not Progress("Job", "running", 1, 3).is_over
    assert all(Progress("Job", state, 3, 3).is_over for state in ("succeeded", "failed", "parked"))
    assert Progress("Job", "running", 1, 3).percent == 33
    assert Progress("Job", "queued", 0, 0).percent == 0


def test_a_key_number_without_change_points_nowhere() -> None:
    assert KeyNumber("Total", Decimal(1)).direction == "same"
    assert KeyNumber("Total", Decimal(1), change=Decimal("-0.1")).direction == "down"


class ExampleForm(forms.Form):
    mass = forms.DecimalField(help_text="In tonnes")
    scope = forms.ChoiceField(widget=forms.RadioSelect, choices=[("1", "One"), ("2", "Two")])
    workbook = forms.FileField()
    seen = forms.BooleanField(label="I have read it")

    def clean(self) -> None:
        raise forms.ValidationError("The form as a whole is wrong.")


def test_errors_link_to_their_control_and_the_first_choice_of_a_group() -> None:
    problems = problems_of(ExampleForm({"mass": "many", "scope": ""}))
    assert problems[0].href == ""
    assert problems[1].text.startswith("Mass")
    assert problems[-1].text.endswith("I have read it")
    assert [problem.href for problem in problems[1:]] == ["#id_mass", "#id_scope_0", "#id_workbook", "#id_seen"]


def test_a_control_is_described_by_its_hint_and_its_error() -> None:
    form = ExampleForm({"mass": "many"})
    view = field_view(form["mass"])
    assert 'aria-describedby="id_mass_hint id_mass_error"' in str(view["control"])
    assert 'aria-invalid="true"' in str(view["control"])


def test_layouts_follow_the_widget() -> None:
    form = ExampleForm()
    assert [field_view(form[name])["layout"] for name in ("mass", "scope", "workbook")] == ["text", "choices", "file"]


def test_a_hint_can_be_left_out() -> None:
    assert field_view(ExampleForm()["mass"], hint=False)["hint"] is False


def test_an_unlisted_state_is_shown_quietly_by_its_code() -> None:
    look = states.look_of("half_way")
    assert (look.label, look.tone) == ("Half way", states.Tone.QUIET)


def test_every_state_has_words_in_chinese() -> None:
    with translation.override("zh-hans"):
        english = [code for code, look in states.LOOKS.items() if str(look.label).isascii()]
    assert english == []


def test_every_role_has_a_name_and_a_job() -> None:
    assert set(WORDS) == set(Role)
    assert names_of([Role.OPERATOR, Role.REPORTER]) == [WORDS[Role.REPORTER].name, WORDS[Role.OPERATOR].name]


def test_navigation_names_only_permissions_that_exist() -> None:
    asked = frozenset().union(*(item.permissions for item in navigation.NAVIGATION))
    assert asked <= set(PERMISSIONS)


def test_an_entry_opens_with_any_of_its_permissions() -> None:
    item = navigation.NavigationItem("k", "K", "portal:home", frozenset({"a:b", "c:d"}))
    assert item.is_open_to({"c:d"})
    assert not item.is_open_to(set())


@pytest.mark.parametrize(("text", "theme"), [("dark", Theme.DARK), ("pink", Theme.AUTO), (None, Theme.AUTO)])
def test_an_unknown_theme_is_the_systems_own(text: str | None, theme: Theme) -> None:
    assert parse_theme(text) is theme


def test_months_are_written_in_the_readers_language() -> None:
    with translation.override("en"):
        assert month_names()[0] == "Jan"
    assert len(month_names()) == 12


def test_a_value_is_escaped_wherever_it_is_drawn() -> None:
    evil = '<script>alert("x")</script>'
    drawn = [
        drawing.value(evil, "text", href=evil),
        drawing.value(evil, "code"),
        drawing.status(evil, label=evil),
        drawing.notation_key(evil),
        drawing.quantity(1, evil, href=evil),
        drawing.icon("check", evil),
    ]
    assert all("<script" not in html for html in drawn)


def test_nothing_is_drawn_as_a_dash() -> None:
    assert "—" in drawing.tonnes(None, figure=Wish())
    assert "—" in drawing.value(None, "number")
