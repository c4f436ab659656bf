"""A missing input is a refusal of the method, named, in every mapping; unsupported is only what no mapping knows."""

from dataclasses import replace
from pathlib import Path

import pytest

from inventory.management.commands.examples import read_examples
from mrv.examples.format import Example, Given, Tolerance
from mrv.examples.runner import Result, Verdict, run_example

FOLDER = Path(__file__).parents[2] / "worked_examples"


def one_of_each() -> list[Example]:
    """One published example for every method and combination of inputs."""
    found: dict[tuple[str, ...], Example] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for example in read_examples(path):
            if isinstance(example, Example):
                found.setdefault((example.method, *sorted(example.inputs)), example)
    return list(found.values())


def without(example: Example, name: str) -> Result:
    inputs = {other: given for other, given in example.inputs.items() if other != name}
    return run_example(replace(example, inputs=inputs), {})


#: Without its category a condition is one of another standard, which no rule of the engine speaks of.
OTHER_QUESTION = ("validation_behaviour", "category")


def test_no_method_calls_an_example_unsupported_because_an_input_is_missing() -> None:
    tried = [(example, name) for example in one_of_each() for name in example.inputs]
    assert len(tried) > 200
    unsupported = {
        (example.method, name) for example, name in tried if without(example, name).verdict is Verdict.UNSUPPORTED
    }
    assert unsupported <= {OTHER_QUESTION}


LANDFILL = {name: Given("0.5", "1") for name in ("DOC", "MCF", "k")} | {"waste": Given("100", "Gg/yr")}
STEAM = {"temperature": Given("200", "degC"), "pressure": Given("0.5", "MPa")}
TIER1 = {"mass": Given("10", "t"), "ncv": Given("40", "TJ/Gg"), "ef": Given("74100", "kgCO2/TJ")}
CASES = [
    ("landfill_fod", LANDFILL, "DOC", "ch4_generated_y2"),
    ("landfill_fod", LANDFILL, "waste", "ch4_generated_y2"),
    ("superheated_steam_lookup", STEAM, "pressure", "enthalpy"),
    ("ipcc_tier1_mass", TIER1, "ef", "co2"),
    ("ipcc_tier1_mass", TIER1, "mass", "co2"),
    ("heat_from_mass", {"AFm": Given("10", "t"), "HM": Given("3", "GJ/t")}, "HM", "AFh"),
]


@pytest.mark.parametrize(("method", "inputs", "name", "result"), CASES)
def test_missing_input_fails_by_name_in_every_kind_of_method(
    method: str, inputs: dict[str, Given], name: str, result: str
) -> None:
    example = Example("case", method, inputs, {result: Given("1", "")})
    found = without(example, name)
    assert found.verdict is Verdict.FAILED
    assert "is not given" in found.reason or "is missing" in found.reason


@pytest.mark.parametrize(("method", "inputs", "name", "_result"), CASES)
@pytest.mark.parametrize(
    "expected",
    [{"outcome": Given("ERROR")}, {"error": Given("AER_EMISSIONS_CALCULATION_PARAMETER_VALUE_MISSING", "code")}],
)
def test_example_that_expects_the_refusal_passes(
    method: str, inputs: dict[str, Given], name: str, _result: str, expected: dict[str, Given]
) -> None:
    assert without(Example("case", method, inputs, expected), name).verdict is Verdict.PASSED


def test_refusal_is_no_result_and_a_result_is_no_refusal() -> None:
    inputs = {"AFm": Given("10", "t"), "HM": Given("3", "GJ/t")}
    both = Example(
        "case", "heat_from_mass", inputs, {"outcome": Given("ERROR"), "AFh": Given("30", "GJ")}, Tolerance()
    )
    assert without(both, "HM").verdict is Verdict.FAILED
    refused = run_example(replace(both, expected={"outcome": Given("ERROR")}), {})
    assert refused.verdict is Verdict.FAILED
    assert "no such result" in refused.reason


def test_wrong_unit_is_expected_by_its_code() -> None:
    inputs = {"AFm": Given("10", "GJ"), "HM": Given("3", "GJ/t")}
    code = Given("AER_EMISSIONS_CALCULATION_INVALID_MEASUREMENT_UNITS_COMBINATION", "code")
    assert run_example(Example("case", "heat_from_mass", inputs, {"error": code}), {}).verdict is Verdict.PASSED
