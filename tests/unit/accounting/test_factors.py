"""Factor resolution: nearest allowed level first, reasons recorded, a missing factor explained."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from mrv.accounting import EmissionFactor, FactorRequest, Level, resolve
from mrv.accounting.errors import FactorNotFoundError

NATION = EmissionFactor(
    set_code="NDRC-2015",
    subject="natural_gas",
    parameter="emission_factor",
    value=Decimal("389.31"),
    unit="GJ/10^4Nm3",
    valid_from=date(2013, 1, 1),
    valid_to=date(2023, 12, 31),
    geography="CN",
    source="NDRC guideline, table 2.1",
)
CITY = replace(NATION, level=Level.CITY, geography="310000", set_code="SH-2022")
MEASURED = replace(NATION, level=Level.MEASURED, geography="F-1", set_code="", evidence="lab report 7")
REQUEST = FactorRequest(
    subject="natural_gas",
    parameter="emission_factor",
    on=date(2023, 6, 30),
    allowed_sets=("SH-2022", "NDRC-2015"),
    geographies=("F-1", "310115", "310000", "CN"),
)


def test_nearest_level_wins_and_the_others_are_recorded_with_reasons() -> None:
    resolution = resolve([NATION, CITY], REQUEST)
    assert resolution.chosen is CITY
    assert resolution.reason.en == "nearest allowed level: city, set SH-2022"
    ((other, why),) = resolution.rejected
    assert other is NATION
    assert why.en == "city goes before nation"
    assert resolution.to_dict()["chosen"]["value"] == "389.31"


def test_measured_value_wins_only_with_evidence() -> None:
    assert resolve([NATION, MEASURED], REQUEST).chosen is MEASURED
    unproven = replace(MEASURED, evidence="")
    resolution = resolve([NATION, unproven], REQUEST)
    assert resolution.chosen is NATION
    assert resolution.rejected[0][1].en == "measured value without evidence"


def test_sets_the_plan_does_not_allow_are_left_out() -> None:
    resolution = resolve([NATION, CITY], replace(REQUEST, allowed_sets=("NDRC-2015",)))
    assert resolution.chosen is NATION
    assert resolution.rejected[0][1].en == "set SH-2022 is not allowed"


def test_a_sector_factor_goes_before_a_general_one_and_not_to_other_sectors() -> None:
    steel = replace(NATION, sector="C31")
    assert resolve([NATION, steel], replace(REQUEST, sector="C31")).chosen is steel
    assert resolve([NATION, steel], replace(REQUEST, sector="C26")).chosen is NATION


def test_a_factor_for_statistics_is_not_used_for_compliance() -> None:
    statistical = replace(CITY, purpose="statistical")
    assert resolve([NATION, statistical], replace(REQUEST, purpose="compliance")).chosen is NATION


def test_a_lapsed_set_says_what_it_covers_and_what_to_do() -> None:
    with pytest.raises(FactorNotFoundError) as caught:
        resolve([NATION], replace(REQUEST, on=date(2024, 6, 30)))
    assert str(caught.value) == (
        "No emission factor for natural gas in 2024 in set NDRC-2015 (it covers 2013-2023). "
        "Choose a later set in monitoring plan, section 3."
    )
    assert "2013-2023" in caught.value.text("zh-hans")


def test_a_set_that_starts_later_asks_for_an_earlier_one() -> None:
    with pytest.raises(FactorNotFoundError, match="Choose an earlier set"):
        resolve([NATION], replace(REQUEST, on=date(2010, 6, 30)))


def test_a_subject_no_set_lists_says_so() -> None:
    with pytest.raises(FactorNotFoundError, match=r"SH-2022, NDRC-2015 does not list it"):
        resolve([NATION], replace(REQUEST, subject="peat"))


def test_candidates_of_another_place_are_named() -> None:
    elsewhere = replace(NATION, geography="110000", level=Level.PROVINCE)
    with pytest.raises(FactorNotFoundError, match="for 110000"):
        resolve([elsewhere], REQUEST)


def test_two_factors_of_the_same_rank_are_refused() -> None:
    with pytest.raises(FactorNotFoundError, match="have the same rank"):
        resolve([NATION, replace(NATION, identifier="copy")], REQUEST)


def test_the_order_of_candidates_does_not_matter() -> None:
    candidates = [NATION, CITY, MEASURED, replace(NATION, level=Level.IPCC, geography="", set_code="NDRC-2015")]
    for seed in range(10):
        Random(seed).shuffle(candidates)
        assert resolve(candidates, REQUEST).chosen is MEASURED
