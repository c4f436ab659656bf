"""Running examples: agreement within tolerance, units, failures, and what is called unsupported."""

from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from inventory import examples as analysis_mappings
from mrv.examples import mappings as engine_mappings
from mrv.examples.flights import has_duty, read_flights
from mrv.examples.format import Example, Given, Tolerance
from mrv.examples.inputs import UnsupportedError, unit_of
from mrv.examples.outcome import Outcome, difference
from mrv.examples.registry import MAPPINGS, example
from mrv.examples.runner import Verdict, run, run_example
from mrv.examples.validation.answer import satisfies

assert engine_mappings.__all__
assert analysis_mappings.__all__

EXACT = Tolerance()
HEAT = Example(
    "heat",
    "heat_from_mass",
    {"AFm": Given("10", "t"), "HM": Given("3", "GJ/t")},
    {"AFh": Given("30", "GJ")},
)


def changed(**facts: Any) -> Example:
    return replace(HEAT, **facts)


def test_a_published_number_passes_in_any_unit_of_its_dimension() -> None:
    assert run_example(HEAT, {}).verdict is Verdict.PASSED
    assert run_example(changed(expected={"AFh": Given("30000", "MJ")}), {}).verdict is Verdict.PASSED
    assert (
        run_example(changed(inputs={"AFm": Given("10000", "kg"), "HM": Given("3", "GJ/t")}), {}).verdict
        is Verdict.PASSED
    )


def test_a_wrong_number_fails_and_both_figures_are_named() -> None:
    result = run_example(changed(expected={"AFh": Given("31", "GJ")}), {})
    assert result.verdict is Verdict.FAILED
    assert "published 31 GJ, got 30" in str(result)


def test_a_result_the_engine_does_not_give_fails() -> None:
    result = run_example(changed(expected={"co2": Given("1", "t")}), {})
    assert result.verdict is Verdict.FAILED
    assert "no such result" in result.reason


def test_a_refused_input_fails_with_the_reason() -> None:
    result = run_example(changed(inputs={"AFm": Given("-10", "t"), "HM": Given("3", "GJ/t")}), {})
    assert result.verdict is Verdict.FAILED
    assert "negative" in result.reason


def test_an_unknown_method_or_input_is_unsupported_and_not_failed() -> None:
    assert run_example(changed(method="alchemy"), {}).verdict is Verdict.UNSUPPORTED
    incomplete = Example("x", "gwp_lookup", {"gas": Given("CH4"), "set": Given("folklore")}, {"gwp100": Given("1")})
    assert run_example(incomplete, {}).verdict is Verdict.UNSUPPORTED


def test_a_series_given_by_reference_is_taken_from_the_same_file() -> None:
    series = Given(["1", "2", "3", "4", "5", "6", "7", "8"], "1")
    first = Example("S-1", "mann_kendall", {"series": series}, {"trend": Given("increasing")})
    second = Example("S-2", "sen_slope", {"series": Given("see S-1")}, {"slope": Given("1")})
    assert [result.verdict for result in run([first, second])] == [Verdict.PASSED] * 2
    assert run_example(second, {}).verdict is Verdict.UNSUPPORTED


def test_physical_ranges_are_waived_for_published_test_numbers_and_signs_are_not() -> None:
    inputs = {
        "aluminium": Given("1", "t"),
        "slope_cf4": Given("1", "kgCF4/tAl/(AE-min/cell-day)"),
        "ae_duration": Given("10", "min"),
        "ae_per_cell_day": Given("10", "1"),
        "collection_efficiency": Given("10", "%"),
        "c2f6_weight_fraction": Given("10", "1"),
    }
    expected = {"cf4": Given("0.1", "t"), "reportable": Given("129390", "tCO2e")}
    slope = Example("s", "pfc_slope", inputs, expected)
    assert run_example(slope, {}).verdict is Verdict.PASSED
    negative = Example("s", "pfc_slope", {**inputs, "aluminium": Given("-1", "t")}, expected)
    assert run_example(negative, {}).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("outcome", "published", "tolerance", "agrees"),
    [
        (Outcome(Decimal("1.0005")), Given("1"), Tolerance(absolute=Decimal("0.001")), True),
        (Outcome(Decimal("1.002")), Given("1"), Tolerance(absolute=Decimal("0.001")), False),
        (Outcome(Decimal("1001")), Given("1000"), Tolerance(relative=Decimal("0.001")), True),
        (Outcome(Decimal("0.3")), Given("0.30"), EXACT, True),
        (Outcome(0.1 + 0.2), Given("0.3"), EXACT, True),
        (Outcome("No trend"), Given("no trend"), EXACT, True),
        (Outcome(True), Given("true"), EXACT, True),
        (Outcome({"a": Outcome(Decimal(1))}), Given({"a": {"value": "1", "unit": "t"}}), EXACT, True),
        (Outcome({"a": Outcome(Decimal(1))}), Given({"b": "1"}), EXACT, False),
        (Outcome(Decimal(1)), Given("increasing"), EXACT, False),
        (Outcome(Decimal(30), "GJ"), Given("30", "t"), EXACT, False),
        (Outcome(Decimal(44), "tCO2"), Given("44", "tC"), EXACT, False),
        (Outcome(Decimal(44), "tCO2"), Given("44000", "kgCO2e"), EXACT, True),
        (Outcome(Decimal(30)), Given("３０"), EXACT, False),
        (Outcome(Decimal(30)), Given("3_0"), EXACT, False),
    ],
)
def test_agreement_is_judged_by_the_wider_tolerance(
    outcome: Outcome, published: Given, tolerance: Tolerance, agrees: bool
) -> None:
    assert (difference(outcome, published, tolerance) is None) == agrees


@pytest.mark.parametrize(
    ("text", "symbol"),
    [("t JET_KEROSENE", "t"), ("t (calculationCorrect=true)", "t"), ("kWh (Net CV)", "kWh(net)"), ("GJ/t", "GJ/t")],
)
def test_units_are_read_past_remarks_and_fuel_names(text: str, symbol: str) -> None:
    assert unit_of(text).symbol == symbol


def test_an_input_published_as_null_is_not_given() -> None:
    inputs = {"CAL": Given("10", "t"), "I": Given(None, "%"), "EF1": Given("0.44", "tCO2/t"), "TR": Given(None, "%")}
    assert run_example(Example("d", "desulphurisation", inputs, {"co2": Given("3.96", "t")}), {}).reason == ""


def test_a_method_is_found_in_any_letter_case() -> None:
    assert run_example(changed(method="Heat_From_Mass"), {}).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("method", "inputs", "expected"),
    [
        ("rollup_by_fuel", {"components": [("1", "Mt CO2"), ("500", "kt CO2")]}, ("1500", "kt CO2")),
        ("rollup_of_rounded_parts", {"parts": [("1", "tCO2"), ("500", "kgCO2")]}, ("1.5", "tCO2")),
    ],
)
def test_parts_in_several_units_are_added_in_one(
    method: str, inputs: dict[str, list[tuple[str, str]]], expected: tuple[str, str]
) -> None:
    ((name, parts),) = inputs.items()
    listed = [{"value": value, "unit": unit} for value, unit in parts]
    raw = listed if name == "parts" else {str(number): found for number, found in enumerate(listed)}
    rolled = Example("r", method, {name: Given(raw, "")}, {"total": Given(*expected)})
    assert run_example(rolled, {}).reason == ""


def test_cells_of_a_city_are_added_in_tonnes_whatever_unit_they_are_published_in() -> None:
    cells = {
        "I.1.1": {"value": "2", "unit": "ktCO2e"},
        "II.1.1": {"value": "5", "unit": "tCO2e or notation key"},
        "III.1.1": {"value": "NE", "unit": "tCO2e or notation key"},
    }
    city = Example("c", "gpc_rollup", {"cells": Given(cells)}, {"basic": Given("2005", "tCO2e")})
    assert run_example(city, {}).reason == ""


def test_parts_in_units_that_cannot_be_compared_are_not_added() -> None:
    raw = {"a": {"value": "1", "unit": "t"}, "b": {"value": "1", "unit": "parsec"}}
    mixed = Example("r", "rollup_by_fuel", {"components": Given(raw)}, {"total": Given("2")})
    assert "mixes units that cannot be compared" in run_example(mixed, {}).reason


def test_a_compound_that_ends_in_methane_is_not_methane() -> None:
    for gas in ("perfluoromethane", "trifluoromethane"):
        asked = Example("g", "gwp_lookup", {"gas": Given(gas), "set": Given("AR5")}, {"gwp100": Given("28")})
        assert run_example(asked, {}).verdict is Verdict.UNSUPPORTED


def test_a_verdict_is_one_printable_line() -> None:
    result = run_example(changed(identifier="a\nb\ud800", inputs={}), {})
    assert "\n" not in str(result)
    assert str(result).startswith("FAILED a b\\ud800")


def test_a_method_is_mapped_once() -> None:
    with pytest.raises(ValueError, match="mapped twice"):
        example("heat_from_mass")(MAPPINGS["heat_from_mass"])


@pytest.mark.parametrize(
    "text",
    [
        "AAAA-BBBB: 10 flights, JET_KEROSENE 1000.5 t",
        "AAAA -> BBBB, 1000.5 t jet kerosene, EF 3.16 tCO2/t",
        "10 flights AAAA to BBBB 1000.5 t x 3.16",
    ],
)
def test_flights_are_read_from_words(text: str) -> None:
    found = read_flights(text)
    assert (found.departure, found.arrival) == ("AAAA", "BBBB")
    assert (found.fuel_t, found.emission_factor) == (Decimal("1000.5"), Decimal("3.16"))


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ("AAAA-BBBB; CCCC-DDDD", True),
        ("BBBB-AAAA", True),
        ("AAAA-CCCC", False),
        ("AAAA, BBBB", True),
        ("1 and 3", True),
        ("2", False),
    ],
)
def test_the_offsetting_duty_is_read_from_pairs_airports_or_numbers(pairs: str, expected: bool) -> None:
    assert has_duty("flights_1", read_flights("AAAA-BBBB 1 t JET_KEROSENE"), pairs) == expected


def test_flights_without_fuel_are_unsupported() -> None:
    with pytest.raises(UnsupportedError):
        read_flights("AAAA-BBBB 10 flights JET_KEROSENE")
    with pytest.raises(UnsupportedError):
        read_flights("AAAA-BBBB 10 t")


@pytest.mark.parametrize(
    ("answer", "published", "met"),
    [
        ("ERROR: no", "ERROR", True),
        ("accepted", "ERROR", False),
        ("use 0.35 + INFO, default source 5.2.2", "use 0.35 + INFO/WARNING, store default source", True),
        ("use 0.35 + INFO, default source 5.2.2", "use 0.3 + INFO/WARNING", False),
        ("INFO, end points a; b, algorithm linear-1", "INFO, keep end points and algorithm version", True),
        ("ERROR: no", "ring a bell", False),
        ("ERROR: no", "", False),
    ],
)
def test_an_answer_must_meet_every_phrase_of_the_prescribed_behavior(answer: str, published: str, met: bool) -> None:
    assert satisfies(answer, published) == met


def test_the_command_counts_and_answers_by_exit_status(tmp_path: Path) -> None:
    good = tmp_path / "good.yaml"
    good.write_text(
        "- {method: heat_from_mass, source: s, given: {AFm: t, HM: GJ/t}, expect: {AFh: GJ}, cases: {a: [10, 3, 30]}}\n"
    )
    out = StringIO()
    call_command("examples", good, stdout=out)
    assert out.getvalue().strip() == "1 passed, 0 failed, 0 unsupported"
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"method":\n{"notes": "a\u2028b", "method": "m", "inputs": {}, "expected": {"a": "1"}}\n')
    with pytest.raises(SystemExit) as stopped:
        call_command("examples", lines, stdout=(out := StringIO()))
    assert stopped.value.code == 1
    assert "line 1: not JSON" in out.getvalue()
    assert "0 passed, 1 failed, 1 unsupported" in out.getvalue()
    bad = tmp_path / "bad.yaml"
    bad.write_text(good.read_text().replace("30]", "31]"))
    with pytest.raises(SystemExit) as stopped:
        call_command("examples", bad, stdout=(out := StringIO()))
    assert stopped.value.code == 1
    assert "FAILED a [heat_from_mass]" in out.getvalue()
    with pytest.raises(SystemExit) as stopped:
        call_command("examples", tmp_path / "none.jsonl", stdout=StringIO(), stderr=(err := StringIO()))
    assert stopped.value.code == 2
    assert "Cannot read" in err.getvalue()
