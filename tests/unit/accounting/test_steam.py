"""Steam tables of GB/T 32151.34-2024 and their plausibility against IAPWS-IF97."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iapws import IAPWS97

from mrv.accounting.steam import if97
from mrv.accounting.steam.tables import SaturatedSteam, SteamCell, SteamError
from mrv.reference.steam import load_steam_cells, saturated_steam, steam_enthalpy, superheated_steam

C4 = load_steam_cells("gbt32151_34_2024_c4.csv")
C5 = load_steam_cells("gbt32151_34_2024_c5.csv")
D = Decimal


@pytest.mark.parametrize(
    ("celsius", "mpa", "expected"),
    [
        ("26.85", "3", "115.331273"),
        ("26.85", "80", "184.142828"),
        ("226.85", "3", "975.542239"),
        ("26.85", "0.0035", "2549.91145"),
        ("426.85", "0.0035", "3335.68375"),
        ("426.85", "30", "2631.49474"),
    ],
)
def test_if97_reproduces_the_check_values_of_the_release(celsius: str, mpa: str, expected: str) -> None:
    found = if97.enthalpy(D(celsius), D(mpa))
    assert found is not None
    assert abs(found - D(expected)) <= D("6e-6")


@pytest.mark.parametrize(("mpa", "kelvin"), [("0.1", "372.755919"), ("1", "453.035632"), ("10", "584.149488")])
def test_if97_saturation_line_reproduces_the_check_values(mpa: str, kelvin: str) -> None:
    assert abs(if97.saturation_temperature(D(mpa)) + if97.ZERO_CELSIUS - D(kelvin)) <= D("1e-6")


def test_states_outside_if97_are_refused_and_region_3_is_left_unjudged() -> None:
    assert if97.enthalpy(D(400), D(30)) is None
    assert if97.saturated_steam_enthalpy(D(20)) is None
    for state in ((D(-1), D(1)), (D(900), D(1)), (D(100), D(101)), (D(100), D(0))):
        with pytest.raises(ValueError, match="outside"):
            if97.enthalpy(*state)
    with pytest.raises(ValueError, match="boiling point"):
        if97.saturation_temperature(D(23))


def _oracle(cell: SteamCell, saturated: bool) -> Decimal:
    pressure, kelvin = float(cell.pressure_mpa), float(cell.temperature_c) + 273.15
    state = IAPWS97(P=pressure, x=1) if saturated else IAPWS97(P=pressure, T=kelvin)
    return D(repr(float(state.h)))


@pytest.mark.parametrize(("cells", "saturated"), [(C4, True), (C5, False)])
def test_exactly_the_flagged_cells_differ_from_if97_by_more_than_four(
    cells: tuple[SteamCell, ...], saturated: bool
) -> None:
    for cell in cells:
        computed = (
            if97.saturated_steam_enthalpy(cell.pressure_mpa)
            if saturated
            else if97.enthalpy(cell.temperature_c, cell.pressure_mpa)
        )
        judged = _oracle(cell, saturated) if computed is None else computed
        assert (abs(judged - cell.enthalpy_kj_per_kg) > 4) == cell.is_suspect, cell


def test_printed_states_are_returned_as_printed() -> None:
    state = saturated_steam().at(D("1.00"))
    assert (state.temperature_c, state.enthalpy_kj_per_kg, state.algorithm) == (D("179.88"), D("2777.0"), "printed")
    assert superheated_steam().at(D(400), D(3)).enthalpy_kj_per_kg == D("3231.6")


def test_a_pressure_between_two_lines_is_interpolated_and_keeps_its_end_points() -> None:
    state = saturated_steam().at(D("1.75"))
    assert (state.temperature_c, state.enthalpy_kj_per_kg) == (D("205.7"), D("2794.45"))
    assert state.is_interpolated
    assert state.algorithm == "linear-1"
    assert [cell.pressure_mpa for cell in state.end_points] == [D("1.70"), D("1.80")]


def test_the_corrected_pressures_say_how_they_were_printed() -> None:
    notes = {cell.pressure_mpa: cell.note for cell in C4 if cell.note.startswith("pressure printed")}
    assert set(notes) == {D("1.70"), D("1.80")}
    assert "1.40" in notes[D("1.70")]


def test_a_superheated_state_is_interpolated_in_both_directions() -> None:
    state = superheated_steam().at(D(410), D(4))
    corners = [D("3231.6"), D("3196.9"), D("3276.9"), D("3245.4")]
    assert state.enthalpy_kj_per_kg == sum(corners) / 4
    assert len(state.end_points) == 4


@given(st.decimals("0.001", "22", places=4))
def test_interpolated_enthalpy_lies_between_its_end_points(pressure: Decimal) -> None:
    state = saturated_steam().at(pressure)
    printed = [cell.enthalpy_kj_per_kg for cell in state.end_points]
    assert min(printed) <= state.enthalpy_kj_per_kg <= max(printed)


def test_a_misprinted_cell_is_used_as_printed_but_named() -> None:
    state = superheated_steam().at(D(400), D("0.5"))
    assert state.enthalpy_kj_per_kg == D("3217.8")
    assert [cell.check_kj_per_kg for cell in state.suspect_cells] == [D("3272.3")]
    assert superheated_steam().at(D(400), D(1)).suspect_cells == ()


@pytest.mark.parametrize("pressure", ["0.0005", "22.5", "-1", "NaN"])
def test_a_pressure_outside_the_table_is_refused(pressure: str) -> None:
    with pytest.raises(SteamError, match="outside the steam table"):
        saturated_steam().at(D(pressure))


@pytest.mark.parametrize(("celsius", "mpa"), [("601", "1"), ("300", "31"), ("-1", "1"), ("300", "0.001")])
def test_a_state_outside_the_superheated_table_is_refused(celsius: str, mpa: str) -> None:
    with pytest.raises(SteamError) as caught:
        superheated_steam().at(D(celsius), D(mpa))
    assert "超出" in caught.value.text("zh")


def test_water_and_steam_are_never_averaged() -> None:
    with pytest.raises(SteamError, match="boils"):
        superheated_steam().at(D(150), D("0.5"))


def test_a_pressure_printed_twice_is_no_table() -> None:
    with pytest.raises(ValueError, match="once"):
        SaturatedSteam([C4[0], C4[0]])


def test_enthalpy_is_looked_up_by_what_is_known_of_the_state() -> None:
    assert steam_enthalpy(D("0.10")) == D("2675.7")
    assert steam_enthalpy(D("0.5"), D(200)) == D("2855.5")
