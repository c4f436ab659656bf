"""Bulk and single way give the same digits; order, unit and packaging of the rows change nothing."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mrv.accounting.catalogue import method
from mrv.accounting.factors import EmissionFactor, Level
from mrv.accounting.gwp import GwpSet
from mrv.accounting.quantity import Quantity
from reporting.calculation import lines as lines_module
from reporting.calculation.declared import Declared, Stream, plain
from reporting.calculation.library import Library, Place
from reporting.calculation.lines import NANO, Computation, compute
from reporting.calculation.records import Recorder, digest

AR5 = GwpSet("AR5", "IPCC", {"CO2": Decimal(1), "CH4": Decimal(28), "N2O": Decimal(265), "SF6": Decimal(23500)})
FACTORS = [
    ("coal", "net_calorific_value", "", "20.908", "GJ/t"),
    ("coal", "carbon_content", "", "26.37", "tC/TJ"),
    ("coal", "oxidation_factor", "", "94", "%"),
    ("oil", "net_calorific_value", "", "40.4", "TJ/Gg"),
    ("oil", "emission_factor", "CO2", "77400", "kgCO2/TJ"),
    ("oil", "emission_factor", "CH4", "3", "kgCH4/TJ"),
    ("oil", "emission_factor", "N2O", "0.6", "kgN2O/TJ"),
    ("power", "emission_factor", "CO2", "0.5568", "tCO2/MWh"),
    ("switch", "emission_factor", "SF6", "0.0123", "kgSF6/t"),
]
STREAMS = {
    "coal": ("cn.combustion.ncv_cc_of", "t", {}),
    "oil": ("ipcc.combustion.mass", "t", {}),
    "power": ("scope2.electricity.purchased", "MWh", {}),
    "switch": ("general.activity_factor", "t", {"gas": {"value": "SF6"}}),
}


def library() -> Library:
    candidates: dict[tuple[str, str, str], list[tuple[str, EmissionFactor]]] = {}
    for subject, parameter, gas, value, unit in FACTORS:
        factor = EmissionFactor(
            set_code="S v1", subject=subject, parameter=parameter, value=Decimal(value), unit=unit,
            valid_from=date(2000, 1, 1), gas=gas, level=Level.NATION, geography="CN", source="table 1",
        )  # fmt: skip
        candidates.setdefault((subject, parameter, gas), []).append(("", factor))
    return Library(2020, Place(("310000", "CN"), "", "statistical"), ("S v1",), "h", AR5, candidates)


def stream(name: str, quantities: Mapping[int | None, tuple[str, str]]) -> Stream:
    identifier, _, approved = STREAMS[name]
    found = Stream(1, name, identifier, name, 1, "activity", approved)
    for month, (quantity, unit) in quantities.items():
        found.rows["activity", month] = Declared(quantity, unit, "meter", "E-1", month or 0)
    return found


def masses(computation: Computation) -> list[Any]:
    assert computation.outcomes == []
    return [(line.stream.code, line.month, dict(line.masses), line.co2e) for line in computation.lines]


amounts = st.decimals(min_value=0, max_value=10**8, places=9).map(lambda value: f"{value:.9f}")
months = st.dictionaries(st.integers(1, 12), amounts, min_size=1, max_size=12)
names = st.sampled_from(sorted(STREAMS))


@given(name=names, declared=months)
@settings(max_examples=150, deadline=None)
def test_bulk_and_single_way_give_identical_digits(name: str, declared: dict[int, str]) -> None:
    unit = STREAMS[name][1]
    computation = compute([stream(name, {m: (q, unit) for m, q in declared.items()})], library())
    for line in computation.lines:
        amount = Quantity.of(plain(line.declared.quantity), unit)
        single = method(line.method.identifier).calculate({**line.inputs.given, "activity": amount}, gwp=AR5)
        assert {gas: Decimal(mass).scaleb(-NANO) for gas, mass in line.masses.items()} == single.masses
        assert Decimal(line.co2e).scaleb(-NANO) == single.co2e_t
    assert len(computation.lines) == len(declared)


@given(name=names, declared=months, seed=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_nothing(name: str, declared: dict[int, str], seed: Any) -> None:
    unit = STREAMS[name][1]
    items = [(month, (quantity, unit)) for month, quantity in declared.items()]
    shuffled = list(items)
    seed.shuffle(shuffled)
    recorder = Recorder("build", AR5)
    first, second = (compute([stream(name, dict(rows))], library()) for rows in (items, shuffled))
    assert digest(recorder.canonical(first.lines)) == digest(recorder.canonical(second.lines))


@given(declared=st.dictionaries(st.integers(1, 12), st.integers(0, 10**9), min_size=1))
@settings(max_examples=60, deadline=None)
def test_another_unit_with_its_quantity_gives_identical_digits(declared: dict[int, int]) -> None:
    tonnes = {month: (f"{Decimal(kg) / 1000:.9f}", "t") for month, kg in declared.items()}
    kilograms = {month: (f"{kg}.000000000", "kg") for month, kg in declared.items()}
    assert masses(compute([stream("coal", tonnes)], library())) == masses(
        compute([stream("coal", kilograms)], library())
    )


@given(parts=st.lists(st.decimals(min_value=0, max_value=10**6, places=6), min_size=2, max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_parts_of_a_quantity_add_up_exactly_before_rounding(parts: list[Decimal]) -> None:
    used = compute([stream("coal", {1: ("1.000000000", "t")})], library()).lines[0]

    def exact(amount: Decimal) -> Fraction:
        return used.method.evaluate_exact({**used.inputs.given, "activity": Quantity.of(amount, "t")})["co2"]

    assert sum(map(exact, parts), Fraction(0)) == exact(sum(parts, Decimal(0)))


@given(declared=months)
@settings(max_examples=40, deadline=None)
def test_two_facilities_together_are_the_sum_of_both(declared: dict[int, str]) -> None:
    rows = {month: (quantity, "t") for month, quantity in declared.items()}
    alone = compute([stream("coal", rows)], library()).lines
    both = compute([stream("coal", rows), stream("oil", rows)], library()).lines
    other = compute([stream("oil", rows)], library()).lines
    assert sum(line.co2e for line in both) == sum(line.co2e for line in alone) + sum(line.co2e for line in other)


def test_a_quantity_too_large_for_the_bulk_way_takes_the_single_way() -> None:
    rows: dict[int | None, tuple[str, str]] = {1: ("900000000000.000000000", "kg"), 2: ("1.000000000", "t")}
    computation = compute([stream("coal", rows)], library())
    assert [line.month for line in computation.lines] == [1, 2]
    # 9 x 10^8 t x 20.908 GJ/t x 26.37 tC/TJ x 94 % x 44/12
    assert computation.lines[0].masses == {"CO2": 1_710_268_963_920_000_000}


def test_a_quantity_out_of_range_is_placed() -> None:
    computation = compute([stream("coal", {3: ("5000000000.000000000", "t")})], library())
    assert computation.lines == []
    (outcome,) = computation.outcomes
    assert (outcome.code, outcome.pointer) == ("input_range", "/coal/3/activity")


def test_a_stated_annual_total_is_not_added_to_the_months() -> None:
    rows: dict[int | None, tuple[str, str]] = {1: ("5.000000000", "t"), None: ("5.000000000", "t")}
    assert [line.month for line in compute([stream("coal", rows)], library()).lines] == [1]


def test_a_measured_value_goes_before_the_factor_and_the_months_before_the_year() -> None:
    found = stream("coal", dict.fromkeys((1, 2), ("10.000000000", "t")))
    found.rows["net_calorific_value", None] = Declared("21.5", "GJ/t", "lab", "L-0", 9)
    found.rows["net_calorific_value", 2] = Declared("22.5", "GJ/t", "lab", "L-2", 10)
    used = [line.inputs.record["net_calorific_value"] for line in compute([found], library()).lines]
    assert [(record["value"], record["source"]) for record in used] == [("21.5", "lab; L-0"), ("22.5", "lab; L-2")]


def test_every_missing_input_is_named_at_once() -> None:
    found = Stream(1, "x", "cn.combustion.ncv_cc_of", "unobtainium", 1, "activity", {})
    found.rows["activity", 1] = Declared("1", "t", "", "", 1)
    assert [outcome.code for outcome in compute([found], library()).outcomes] == ["factor_unlisted"] * 3


def test_an_approved_value_of_the_plan_goes_before_the_factor() -> None:
    found = Stream(
        1, "x", "cn.combustion.ncv_cc_of", "coal", 1, "activity",
        {"oxidation_factor": {"value": "99", "unit": "%", "source": "plan, section 4"}},
    )  # fmt: skip
    found.rows["activity", 1] = Declared("1", "t", "", "", 1)
    (line,) = compute([found], library()).lines
    assert line.inputs.record["oxidation_factor"]["origin"] == "plan"


def test_nanotonnes_refuse_what_cannot_be_stored() -> None:
    import pytest

    with pytest.raises(ValueError, match="more than 9 decimals"):
        lines_module.nano(Decimal("1E-10"))
