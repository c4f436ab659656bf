"""The uncertainty of lines: equation 3.1 by hand, bulk and single way alike, what is unknown stays unknown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from mrv.accounting.catalogue import method
from mrv.accounting.factors import EmissionFactor, Level
from mrv.accounting.gwp import GwpSet
from mrv.accounting.quantity import Quantity
from mrv.accounting.uncertainty import elasticities, product
from mrv.reference.uncertainty import default_of, determination_in, determinations, factor_default, factor_defaults
from reporting.calculation.declared import Declared, Stream, plain
from reporting.calculation.library import Library, Place
from reporting.calculation.lines import Line, compute
from reporting.calculation.records import Recorder, digest
from reporting.calculation.uncertainty import Assessor

AR5 = GwpSet("AR5", "IPCC", {"CO2": Decimal(1), "CH4": Decimal(28), "N2O": Decimal(265)})
FACTORS = [
    ("coal", "net_calorific_value", "", "20.908", "GJ/t", "3"),
    ("coal", "carbon_content", "", "26.37", "tC/TJ", "4"),
    ("coal", "oxidation_factor", "", "94", "%", "0"),
    ("oil", "net_calorific_value", "", "40.4", "TJ/Gg", "2"),
    ("oil", "emission_factor", "CO2", "77400", "kgCO2/TJ", "5"),
    ("oil", "emission_factor", "CH4", "3", "kgCH4/TJ", None),
    ("oil", "emission_factor", "N2O", "0.6", "kgN2O/TJ", None),
]
METHODS = {"coal": "cn.combustion.ncv_cc_of", "oil": "ipcc.combustion.mass"}


def library() -> Library:
    candidates: dict[tuple[str, str, str], list[tuple[str, EmissionFactor]]] = {}
    for subject, parameter, gas, value, unit, percent in FACTORS:
        factor = EmissionFactor(
            set_code="S v1", subject=subject, parameter=parameter, value=Decimal(value), unit=unit,
            valid_from=date(2000, 1, 1), gas=gas, level=Level.NATION, geography="CN", source="table 1", grade="B",
            uncertainty_percent=Decimal(percent) if percent is not None else None,
        )  # fmt: skip
        candidates.setdefault((subject, parameter, gas), []).append(("", factor))
    return Library(2020, Place(("310000", "CN"), "", "statistical"), ("S v1",), "h", AR5, candidates)


def stream(name: str, rows: Mapping[int | None, str], source: str = "meter", uncertainty: str = "") -> Stream:
    found = Stream(7, name, METHODS[name], name, 1, "activity", {})
    for month, quantity in rows.items():
        found.rows["activity", month] = Declared(quantity, "t", source, "", month or 0, uncertainty)
    return found


def only_line(found: Stream) -> Line:
    (line,) = compute([found], library()).lines
    return line


def parts_of(line: Line) -> tuple[Decimal | None, dict[str, dict[str, str]]]:
    assessor = Assessor(AR5)
    assessed = assessor.of(line)
    return assessed.percent, {part["input"]: part for part in assessor.profiles[assessed.profile].parts}


def test_the_line_is_the_product_rule_over_activity_and_factors() -> None:
    # sqrt(2^2 + 3^2 + 4^2) = 5.385: meter 2 %, calorific value 3 %, carbon content 4 %.
    percent, parts = parts_of(only_line(stream("coal", {1: "1000"})))
    assert percent == Decimal("5.385")
    assert parts["activity"]["basis"] == "determination:meter"
    assert parts["carbon_content"]["basis"] == "published"
    assert parts["carbon_content"]["key"].startswith("factor:S v1:coal:carbon_content")


def test_a_declared_uncertainty_goes_before_the_plan_and_the_plan_before_the_default() -> None:
    declared = only_line(stream("coal", {1: "1000"}, uncertainty="12.000"))
    assert parts_of(declared)[1]["activity"]["percent"] == "12"
    planned = replace(stream("coal", {1: "1000"}), uncertainty="0.500", determination="invoice")
    assert parts_of(only_line(planned))[1]["activity"]["percent"] == "0.5"
    means = replace(stream("coal", {1: "1000"}), determination="invoice")
    assert parts_of(only_line(means))[1]["activity"]["basis"] == "determination:invoice"


def test_what_nobody_states_is_unknown_and_not_zero() -> None:
    percent, parts = parts_of(only_line(stream("coal", {1: "1000"}, source="synthetic")))
    assert percent is None
    assert parts["activity"]["percent"] == ""


def test_gases_of_a_line_carry_their_share_of_the_co2e() -> None:
    # Shares of CO2e: 77400, 3 x 28, 0.6 x 265 of 77643; default of CH4 150 %, of N2O 900 %.
    percent, parts = parts_of(only_line(stream("oil", {1: "1000"})))
    assert parts["ef_ch4"]["elasticity"] == "0.001081875"
    assert parts["ef_n2o"]["basis"] == "default:n2o"
    shares = [Decimal(part["elasticity"]) * Decimal(part["percent"]) for part in parts.values()]
    assert percent == product(shares).quantize(Decimal("0.001"))


@given(
    st.lists(st.decimals("0.000000001", "100000000", places=9), min_size=1, max_size=12),
    st.sampled_from(["coal", "oil"]),
)
@settings(max_examples=60, deadline=None)
def test_bulk_and_single_way_give_the_same_uncertainty(amounts: list[Decimal], name: str) -> None:
    rows = {month: f"{amount:.9f}" for month, amount in enumerate(amounts, 1)}
    assessor = Assessor(AR5)
    for line in compute([stream(name, rows)], library()).lines:
        inputs = {**line.inputs.given, "activity": Quantity.of(plain(line.declared.quantity), "t")}
        single = elasticities(method(METHODS[name]).calculate(inputs, gwp=AR5))
        profile = assessor.profiles[assessor.of(line).profile] if assessor.of(line) else None
        assert profile is not None
        assert {part["input"]: Decimal(part["elasticity"]) for part in profile.parts} == single


def test_a_value_measured_once_is_shared_by_its_months_and_a_monthly_one_is_not() -> None:
    found = stream("coal", {1: "10", 2: "10", 3: "10"})
    found.rows["carbon_content", None] = Declared("25", "tC/TJ", "laboratory", "L-1", 9)
    found.rows["carbon_content", 3] = Declared("26", "tC/TJ", "laboratory", "L-3", 10)
    keys = [parts_of(line)[1]["carbon_content"]["key"] for line in compute([found], library()).lines]
    assert keys == ["measured:7:carbon_content", "measured:7:carbon_content", ""]


def test_a_constant_of_the_plan_may_state_its_uncertainty() -> None:
    constant = {"value": "98", "unit": "%", "source": "GB/T 32150", "uncertainty_percent": "1.5"}
    found = replace(stream("coal", {1: "10"}), approved_inputs={"oxidation_factor": constant})
    assert parts_of(only_line(found))[1]["oxidation_factor"]["percent"] == "1.5"


def test_the_uncertainty_is_no_part_of_the_result_hash() -> None:
    plainly, widely = (compute([stream("coal", {1: "10"}, uncertainty=u)], library()).lines for u in ("", "30"))
    recorder = Recorder("build", AR5)
    assert digest(recorder.canonical(plainly)) == digest(recorder.canonical(widely))


def test_words_of_a_data_source_name_the_determination() -> None:
    found = {
        text: determination_in(text) for text in ("Electricity meter 3", "供应商发票", "40 kilometer", "label", "")
    }
    assert [one.code if one else "" for one in found.values()] == ["meter", "invoice", "", "", ""]
    both = determination_in("estimated from invoices")
    assert both is not None
    assert both.code == "estimate"


def test_every_default_names_its_source_and_how_well_it_is_founded() -> None:
    held = [*determinations().values(), *factor_defaults()]
    assert {one.standing for one in held} == {"confirmed", "unchecked", "choice"}
    assert all(one.standing == "choice" for one in held if one.is_pedigree)
    assert default_of("default:n2o") in held
    assert default_of("published") is None
    assert all(one.source and one.percent > 0 for one in determinations().values())
    graded = [factor_default("carbon_content", "", grade) for grade in "ABCD"]
    percents = [one.percent for one in graded if one is not None]
    assert len(percents) == 4
    assert percents == sorted(percents)
