"""Templates of the 24 national sectors: complete, and every source served by methods that exist."""

import pytest

from mrv.accounting.catalogue import all_methods
from mrv.accounting.gases import GASES
from mrv.reference.templates import RequiredSource, load_sector_templates

TEMPLATES = load_sector_templates()
SOURCES = [
    pytest.param(source, id=f"{template.code}-{source.code}")
    for template in TEMPLATES.values()
    for source in template.sources
]


def test_there_are_twenty_four_sectors_in_both_languages() -> None:
    assert list(TEMPLATES) == [f"{number:02d}" for number in range(1, 25)]
    assert all(template.name_zh and template.name_en for template in TEMPLATES.values())
    assert sum(len(template.sources) for template in TEMPLATES.values()) == 160


def test_the_first_source_of_every_producing_sector_is_its_fuel() -> None:
    for code, template in TEMPLATES.items():
        if code != "02":
            assert template.sources[0].symbol in {"fuel", "fuel_1"}


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_names_methods_that_yield_its_gases(source: RequiredSource) -> None:
    assert set(source.methods) <= set(all_methods())
    yielded = {gas for name in source.methods for gas in all_methods()[name].gases}
    families = {GASES[gas].family for gas in yielded if gas in GASES}
    assert set(source.gases) <= yielded | families
    assert source.grade == "C"
    assert source.name_en


def test_a_repeated_symbol_of_the_source_is_flagged() -> None:
    (welding,) = [source for source in TEMPLATES["18"].sources if source.code == "05"]
    assert welding.flag
    assert welding.methods == ("process.co2_use",)


def test_symbols_are_unique_within_a_sector() -> None:
    for template in TEMPLATES.values():
        symbols = [source.symbol for source in template.sources]
        assert len(symbols) == len(set(symbols)), template.code
