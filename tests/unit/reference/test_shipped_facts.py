"""Every shipped file parses, every value has a source, units are known, nothing overlaps, nothing drifts."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from mrv import reference
from mrv.accounting.gases import gas
from mrv.accounting.units import parse_unit
from mrv.reference import FactorFact, FactorSetFact, manifest
from mrv.reference.enterprise_sources import load_enterprise_sources
from mrv.reference.sectors import SECTORS, load_mode_by_fuel
from mrv.reference.tables import FIXTURES, FixtureError, parse_decimal, read_table

SETS = reference.load_factor_sets()
EXPECTED_SETS = {
    "CEADS-SH", "CN-GRID-AVG", "CN-GRID-COMPLIANCE", "CN-PROCESS", "DEFRA-2022", "GBT-2589", "GBT-32151-34-2024",
    "IPCC-2006", "MEE-PLATFORM", "NDRC-2015", "PROV-2025", "SH-ETS", "US-CFR98-C1", "US-CFR98-C2", "US-CFR98-NN1",
    "WRI-2024",
}  # fmt: skip


def overlaps(factors: tuple[FactorFact, ...]) -> list[tuple[str, ...]]:
    by_identity: dict[tuple[str, ...], list[FactorFact]] = defaultdict(list)
    for factor in factors:
        by_identity[factor.identity].append(factor)
    return [
        identity
        for identity, values in by_identity.items()
        for earlier, later in pairwise(sorted(values, key=lambda value: value.valid_from))
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from
    ]


def value(code: str, key: str, parameter: str, **more: str) -> FactorFact:
    found = [
        factor
        for factor in reference.load_factor_set(code).factors
        if (factor.key, factor.parameter) == (key, parameter)
        and all(getattr(factor, name) == wanted for name, wanted in more.items())
    ]
    assert len(found) == 1, found
    return found[0]


def test_all_sets_are_shipped() -> None:
    assert {fact.code for fact in SETS} == EXPECTED_SETS


@pytest.mark.parametrize("fact", SETS, ids=lambda fact: fact.code)
def test_no_two_values_of_a_set_answer_the_same_question_on_one_day(fact: FactorSetFact) -> None:
    assert overlaps(fact.factors) == []


def test_an_overlap_would_be_found() -> None:
    factors = reference.load_factor_set("SH-ETS").factors
    assert overlaps((*factors, replace(factors[0], value=Decimal(8)))) != []


@pytest.mark.parametrize("fact", SETS, ids=lambda fact: fact.code)
def test_every_value_has_source_grade_and_validity(fact: FactorSetFact) -> None:
    for factor in fact.factors:
        assert factor.source.publisher
        assert factor.source.document
        assert factor.source.locator
        assert factor.grade in "ABCD"
        assert factor.valid_to is None or factor.valid_from <= factor.valid_to
        assert factor.value >= 0
        assert parse_decimal(factor.value_text, "test") == factor.value


def test_every_geography_is_listed() -> None:
    listed = {row["code"] for row in read_table(FIXTURES / "geographies.csv")}
    assert {factor.geography for fact in SETS for factor in fact.factors} <= listed


def test_contradicting_lignite_values_stand_side_by_side() -> None:
    codes = ("NDRC-2015", "MEE-PLATFORM", "PROV-2025", "GBT-32151-34-2024")
    values = [value(code, "lignite", "net_calorific_value").value_text for code in codes]
    assert values == ["14.449", "14.759", "11.9", "11.9"]


def test_compliance_factor_is_another_series_than_the_average() -> None:
    compliance = [f for f in reference.load_factor_set("CN-GRID-COMPLIANCE").factors if f.valid_from.year == 2022]
    average = [
        factor
        for factor in reference.load_factor_set("CN-GRID-AVG").factors
        if (factor.geography, factor.kind, factor.valid_from.year) == ("CN", "average", 2022)
    ]
    assert [f.value_text for f in compliance] == ["0.5703"]
    assert [f.value_text for f in average] == ["0.5366"]
    assert (compliance[0].purpose, average[0].purpose) == ("compliance", "statistical")


def test_components_of_the_uk_factors_add_up_to_the_total_as_printed() -> None:
    parts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    totals: dict[tuple[str, str], Decimal] = {}
    for factor in reference.load_factor_set("DEFRA-2022").factors:
        key = (factor.key, factor.kind)
        if factor.parameter == "co2e_component":
            parts[key] += factor.value
        elif factor.gas == "CO2e":
            totals[key] = factor.value
    assert len(parts) > 1_000
    assert all(abs(parts[key] - totals[key]) <= Decimal("0.02") for key in parts)


def test_what_is_outside_of_scopes_is_biogenic_carbon_dioxide() -> None:
    outside = [f for f in reference.load_factor_set("DEFRA-2022").factors if f.sector == "scope_outside"]
    assert outside
    assert {factor.gas for factor in outside} == {"CO2_biogenic"}


def test_warming_potentials_of_methane() -> None:
    values = {s.code: {v.gas: v.value_text for v in s.values} for s in reference.load_gwp_sets()}
    assert (values["SAR"]["CH4"], values["AR4"]["CH4"], values["AR5"]["CH4"]) == ("21", "25", "28")
    assert (values["AR6"]["CH4"], values["AR6"]["CH4_biogenic"]) == ("29.8", "27.0")
    assert (values["US-A1-2025"]["CH4"], values["US-A1-2014"]["CH4"]) == ("28", "25")
    assert all(set_values["CO2"] == "1" for set_values in values.values())


def test_blends_give_their_printed_potential_once_corrected() -> None:
    ar4 = next(s for s in reference.load_gwp_sets() if s.code == "US-A1-2014")
    potential = {v.gas: v.value for v in ar4.values}
    by_blend: dict[str, Decimal] = defaultdict(Decimal)
    for part in reference.load_blends():
        by_blend[part.blend] += potential.get(part.gas, Decimal(0)) * part.share_percent / 100
    assert by_blend["R-402A"] == Decimal(2100)
    assert by_blend["R-507"] == Decimal(3985)
    for row in read_table(FIXTURES / "gwp" / "blends.csv"):
        assert abs(by_blend[row["blend"]] - Decimal(row["gwp100_ar4_printed"])) <= 1


def test_mapping_targets_exist_and_none_is_counted_twice() -> None:
    sectors = {(fact.system, fact.code) for fact in reference.load_sectors()}
    links = reference.load_sector_links()
    assert all((link.system, link.target) in sectors for link in links)
    assert len({(link.source, link.scope, link.system) for link in links}) == len(links)
    assert {link.source for link in links} == {sector.code for sector in reference.load_ceads_sectors()}


def test_fuel_decided_places_exist() -> None:
    sectors = {(fact.system, fact.code) for fact in reference.load_sectors()}
    for gpc_ref, ipcc_code in load_mode_by_fuel().values():
        assert ("gpc", gpc_ref) in sectors
        assert ("ipcc2006", ipcc_code) in sectors


def test_parents_of_sectors_and_districts_exist() -> None:
    sectors = {(fact.system, fact.code) for fact in reference.load_sectors()}
    assert all((s.system, s.parent) in sectors for s in reference.load_sectors() if s.parent)
    districts = {district.code for district in reference.load_districts()}
    assert {d.parent for d in reference.load_districts() if d.parent} <= districts
    assert {d.successor for d in reference.load_districts() if d.successor} <= districts


def test_defects_of_the_public_mapping_are_corrected_and_recorded() -> None:
    rows = list(read_table(SECTORS / "ipcc2006_to_gpc.csv"))
    refining = [row for row in rows if row["ipcc2006_codes"] == "1.A.1.b"]
    assert [(row["gpc_ref"], row["gpc_ref_printed"], row["flag"]) for row in refining] == [
        ("I.4.1", "I.7.1", "defect")
    ]
    gpc = {fact.code for fact in reference.load_sectors() if fact.system == "gpc"}
    assert all(row["gpc_ref"] in gpc for row in rows)


def test_notation_keys_are_the_four_of_the_protocol() -> None:
    assert set(reference.load_notation_keys()) == {"NO", "IE", "NE", "C"}


def test_fuel_codes_and_aliases_are_unambiguous() -> None:
    fuels = reference.load_fuels()
    names = [name.casefold() for fuel in fuels for name in {fuel.code, fuel.name_zh, fuel.name_en, *fuel.aliases}]
    assert len({fuel.code for fuel in fuels}) == len(fuels)
    owners: dict[str, set[str]] = defaultdict(set)
    for fuel in fuels:
        for name in (fuel.code, fuel.name_zh, fuel.name_en, *fuel.aliases):
            owners[name.casefold()].add(fuel.code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
    assert names


def test_files_are_those_of_the_manifest() -> None:
    assert manifest.compute() == manifest.read(), "deliberate? then run python -m mrv.reference.manifest"


@pytest.mark.parametrize("fact", SETS, ids=lambda fact: fact.code)
def test_every_unit_is_in_the_unit_table(fact: FactorSetFact) -> None:
    for unit in {factor.unit for factor in fact.factors}:
        assert parse_unit(unit)


def test_units_of_fuels_are_in_the_unit_table() -> None:
    for fuel in reference.load_fuels():
        assert parse_unit(fuel.unit)


def test_warming_potentials_serve_the_accounting_gases() -> None:
    for gwp_set in reference.load_gwp_sets():
        values = {fact.gas: fact.value for fact in gwp_set.values}
        assert {"CO2", "CH4", "N2O", "SF6", "CF4", "HFC-134a"} <= values.keys()
        assert all(gas(code).code == code for code in ("CH4_biogenic", "c-C4F8", "HFC-43-10mee"))


def test_manifest_notices_one_changed_byte(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n1\n")
    manifest.write(tmp_path / "MANIFEST.sha256")
    (tmp_path / "a.csv").write_text("x\n2\n")
    assert manifest.compute(tmp_path) != manifest.read(tmp_path / "MANIFEST.sha256")


def test_unknown_set_names_the_shipped_ones() -> None:
    with pytest.raises(FixtureError, match="shipped are CEADS-SH, CN-GRID-AVG"):
        reference.load_factor_set("NOPE")


def test_a_row_of_the_wrong_length_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1\n")
    with pytest.raises(FixtureError, match=r"bad.csv, line 2: expected 2 cells"):
        list(read_table(tmp_path / "bad.csv"))


@pytest.mark.parametrize("text", ["", "x", "NaN", "Infinity"])
def test_what_is_not_a_finite_decimal_is_refused(text: str) -> None:
    with pytest.raises(FixtureError):
        parse_decimal(text, "cell")


def test_24_guideline_sectors_each_report_fuel_or_grid_losses_under_one_symbol_each() -> None:
    sources = load_enterprise_sources()
    assert len({source.sector for source in sources}) == 24
    assert len({(source.sector, source.symbol) for source in sources}) == len(sources)
    assert len({(source.sector, source.source) for source in sources}) == len(sources)
    assert all(source.name_en and source.name_zh for source in sources)
