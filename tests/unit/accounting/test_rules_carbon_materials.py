"""Rules of GB/T 32151.34-2024 about a declaration: each prescribed behavior, and silence where all is well."""

from decimal import Decimal

import pytest

from mrv.accounting import MethodInputError, Quantity, method
from mrv.accounting.rules.carbon_materials import (
    Basis,
    Component,
    Declaration,
    ElectricitySource,
    FuelPath,
    FuelUse,
    MaterialContent,
    check_declaration,
    notes_on_steam,
)
from mrv.accounting.rules.note import Severity
from mrv.reference.steam import saturated_steam, superheated_steam

SOUND = MaterialContent(
    field="GTAFC",
    expected=Component.FIXED_CARBON,
    component=Component.FIXED_CARBON,
    mass_basis=Basis.RECEIVED,
    content_basis=Basis.RECEIVED,
)


def codes(declaration: Declaration) -> list[str]:
    return [note.code for note in check_declaration(declaration)]


def test_a_sound_declaration_has_no_findings() -> None:
    declaration = Declaration(
        fuels=(FuelUse("natural gas", FuelPath.VOLUME), FuelUse("anthracite", FuelPath.MASS)),
        materials=(SOUND,),
        electricity=(
            ElectricitySource("grid", Decimal("0.5366")),
            ElectricitySource("roof", Decimal(0), ("monthly records of own generation",)),
        ),
    )
    assert codes(declaration) == []


def test_one_fuel_by_two_paths_is_an_error() -> None:
    fuels = (FuelUse("natural gas", FuelPath.VOLUME), FuelUse("natural gas", FuelPath.HEAT))
    (note,) = check_declaration(Declaration(fuels=fuels))
    assert (note.code, note.severity, note.field) == ("fuel_counted_twice", Severity.ERROR, "natural gas")


def test_furnaces_told_apart_may_meter_one_fuel_differently() -> None:
    gas = FuelUse("natural gas", FuelPath.VOLUME, "kiln-1")
    assert codes(Declaration(fuels=(gas, FuelUse("natural gas", FuelPath.HEAT, "kiln-2")))) == []
    assert codes(Declaration(fuels=(gas, FuelUse("natural gas", FuelPath.HEAT, "kiln-1")))) == ["fuel_counted_twice"]
    assert codes(Declaration(fuels=(gas, FuelUse("natural gas", FuelPath.HEAT)))) == ["fuel_counted_twice"]


def test_a_zero_factor_without_evidence_is_an_error() -> None:
    source = ElectricitySource("green power", Decimal("0.000"))
    assert codes(Declaration(electricity=(source,))) == ["green_power_evidence"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (MaterialContent("BPFC", Component.FIXED_CARBON), ["component_kind", "material_basis"]),
        (
            MaterialContent("BPFC", Component.FIXED_CARBON, Component.TOTAL_CARBON, Basis.RECEIVED, Basis.RECEIVED),
            ["component_kind"],
        ),
        (
            MaterialContent("BPFC", Component.FIXED_CARBON, Component.FIXED_CARBON, Basis.RECEIVED, Basis.DRY),
            ["material_basis"],
        ),
        (
            MaterialContent(
                "BPFC", Component.FIXED_CARBON, Component.FIXED_CARBON, Basis.RECEIVED, Basis.RECEIVED, Basis.DRY
            ),
            ["basis_conversion"],
        ),
        (
            MaterialContent(
                "BPFC",
                Component.FIXED_CARBON,
                Component.FIXED_CARBON,
                Basis.RECEIVED,
                Basis.RECEIVED,
                Basis.DRY,
                "moisture 2.1 %, report 12",
            ),
            [],
        ),
    ],
)
def test_basis_and_kind_of_a_content_are_judged(content: MaterialContent, expected: list[str]) -> None:
    assert codes(Declaration(materials=(content,))) == expected


def test_the_furnace_body_is_not_part_of_graphitization() -> None:
    assert codes(Declaration(furnace_body_loss_counted=True)) == ["furnace_body_loss"]


def test_another_activity_prompts_for_its_own_standard_without_blocking() -> None:
    (note,) = check_declaration(Declaration(other_activities=("road transport",)))
    assert (note.code, note.severity) == ("other_standard", Severity.WARNING)
    assert "not merged" in note.text.en
    assert "不并入" in note.text.zh


def test_interpolated_steam_keeps_its_end_points_and_algorithm() -> None:
    (note,) = notes_on_steam([saturated_steam().at(Decimal("1.75"))])
    assert note.severity is Severity.INFO
    assert note.keep[-1] == "linear-1"
    assert len(note.keep) == 3


def test_a_misprinted_steam_cell_warns_and_a_printed_one_says_nothing() -> None:
    (note,) = notes_on_steam([superheated_steam().at(Decimal(400), Decimal("0.5"))])
    assert note.severity is Severity.WARNING
    assert "3272.3" in note.text.en
    assert notes_on_steam([saturated_steam().at(Decimal("1.00"))]) == ()


def test_more_carbon_out_than_in_is_refused() -> None:
    inputs = {
        "packing": Quantity.of("10", "t"),
        "packing_fixed_carbon": Quantity.of("0.5", "%"),
        "baked": Quantity.of("100", "t"),
        "baked_fixed_carbon": Quantity.of("90", "%"),
        "carbon_out": Quantity.of("0", "tC"),
        "graphitized": Quantity.of("110", "t"),
        "graphitized_fixed_carbon": Quantity.of("99", "%"),
        "packing_volatile": Quantity.of("1", "%"),
    }
    with pytest.raises(MethodInputError, match="More carbon leaves than enters"):
        method("carbon_materials.graphitization").calculate(inputs)
