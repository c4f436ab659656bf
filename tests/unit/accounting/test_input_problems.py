"""Bad inputs are answered all at once, each with what was expected and a guess at the slip."""

from decimal import Decimal

import pytest

from mrv.accounting import MethodInputError, Quantity, method
from mrv.accounting.errors import RegistryError
from mrv.accounting.methods.reading import Given

DIESEL: dict[str, Given] = {
    "activity": Quantity.of("1000", "t"),
    "net_calorific_value": Quantity.of("42.652", "GJ/t"),
    "carbon_content": Quantity.of("20.2", "tC/TJ"),
    "oxidation_factor": Quantity.of("98", "%"),
}


def said(identifier: str, language: str = "en", **inputs: Given) -> str:
    """Return what the engine says about bad inputs."""
    with pytest.raises(MethodInputError) as caught:
        method(identifier).calculate(inputs)
    return caught.value.text(language)


def burned(**changes: Given) -> str:
    """Return what it says about the diesel with some inputs changed."""
    return said("cn.combustion.ncv_cc_of", **{**DIESEL, **changes})


def test_a_percentage_given_as_fraction_is_guessed() -> None:
    text = burned(oxidation_factor=Quantity.of("0.98", "%"))
    assert "is 0.98 %; physically possible is 50 to 100 %" in text
    assert "0.98 with unit 1, or 98 with unit %" in text


def test_a_fraction_given_as_percentage_is_guessed() -> None:
    assert "0.98 with unit 1, or 98 with unit %" in burned(oxidation_factor=Quantity.of("98", "1"))


def test_a_slip_by_a_thousand_is_guessed() -> None:
    assert "1000 times smaller" in burned(carbon_content=Quantity.of("20.2", "tC/GJ"))
    assert "1000 times larger" in burned(net_calorific_value=Quantity.of("0.042652", "GJ/t"))


def test_a_slip_by_ten_thousand_is_guessed() -> None:
    gas = {**DIESEL, "activity": Quantity.of("10", "10^4Nm3")}
    text = said("cn.combustion.ncv_cc_of", **{**gas, "net_calorific_value": Quantity.of("389.31", "GJ/Nm3")})
    assert "10000 times smaller" in text
    assert "GJ/Nm3" in text


def test_energy_given_for_a_mass_names_both() -> None:
    text = burned(activity=Quantity.of("5", "kWh"))
    assert text == "activity is given in kWh (energy); expected t or 10^4Nm3 (mass)."


def test_mass_beside_a_heat_value_per_volume_is_refused() -> None:
    text = burned(net_calorific_value=Quantity.of("389.31", "GJ/10^4Nm3"))
    assert "does not go with Fuel burned in t. Expected GJ/t" in text


def test_carbon_dioxide_where_carbon_is_asked_is_refused() -> None:
    assert "counts CO2; expected tC/GJ, which counts C" in burned(carbon_content=Quantity.of("20.2", "tCO2/TJ"))


def test_gas_volumes_at_different_conditions_are_not_mixed() -> None:
    text = said(
        "general.activity_factor",
        gas="CO2",
        activity=Quantity.of("1000", "Nm3"),
        emission_factor=Quantity.of("0.05444", "kgCO2/scf"),
    )
    assert "gas at 60 F" in text
    assert "gas at 0 C" in text


def test_a_liquid_density_for_a_gas_is_refused() -> None:
    text = said("ipcc.combustion.gas_volume", density=Quantity.of("0.84", "t/m3"), activity=Quantity.of("1", "m3"))
    assert "Density of the gas (density) is 0.84 t/m3" in text
    assert "1000 times smaller" in text


def test_an_unknown_option_lists_the_options() -> None:
    text = said("process.carbonate_decomposition", carbonate="CaO", activity=Quantity.of("1", "t"))
    assert '"CaO" is not one of CaCO3, MgCO3' in text


def test_all_problems_are_told_at_once_and_in_chinese() -> None:
    text = said("cn.combustion.ncv_cc_of", "zh-hans", activity=Quantity.of("-1", "t"), colour="blue")
    assert "燃料消耗量（activity）为 -1 t，不能为负数。" in text
    assert "colour 不是该方法的输入项" in text
    assert "缺少碳氧化率（oxidation_factor），应以 1或% 填报。" in text


def test_a_table_where_one_number_belongs_is_refused() -> None:
    assert "must be a number with a unit" in burned(activity=(Quantity.of("1", "t"), Quantity.of("2", "t")))


def test_a_default_that_stood_in_is_told() -> None:
    result = method("scope2.heat.purchased").calculate({"activity": Quantity.of("10", "GJ")})
    (notice,) = result.notices
    assert notice.field == "emission_factor"
    assert "the default 0.11 tCO2/GJ was used (GB/T 32151.34-2024 table C.3)" in notice.text()
    assert "缺省值 0.11 tCO2/GJ" in notice.text("zh")


def test_an_explicit_value_wins_over_the_option() -> None:
    result = method("process.carbonate_decomposition").calculate(
        {
            "carbonate": "CaCO3",
            "activity": Quantity.of("100", "t"),
            "purity": Quantity.of("100", "%"),
            "conversion": Quantity.of("100", "%"),
            "emission_factor": Quantity.of("0.43971", "tCO2/t"),
        }
    )
    assert result.masses["CO2"] == Decimal("43.971000")


def test_an_unknown_method_suggests_the_nearest() -> None:
    with pytest.raises(RegistryError, match=r"Did you mean cn\.combustion\.ncv_cc_of"):
        method("cn.combustion.ncv_cc")


def test_share_above_the_whole_is_not_taken_for_one_without_percent() -> None:
    carbonate = method("process.carbonate_decomposition")
    inputs = {
        name: Quantity.of(*given) for name, given in carbonate.worked[0].inputs.items() if isinstance(given, tuple)
    }
    said = {}
    for value, unit in (("105", "%"), ("0.9", "%"), ("90", "1")):
        with pytest.raises(MethodInputError) as refused:
            carbonate.calculate({**inputs, "carbonate": "CaCO3", "purity": Quantity.of(value, unit)})
        said[value] = str(refused.value)
    assert "without percent" not in said["105"]
    assert "90 with unit %" in said["0.9"]
    assert "0.9 with unit 1" in said["90"]
