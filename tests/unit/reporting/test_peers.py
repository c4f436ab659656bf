"""The score against peers: robust, symmetric, silent with too few of them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrv.accounting.messages import Text
from reporting.checks.peer_intensity import CHECK
from reporting.checks.peer_product import CHECK as BY_PRODUCT
from reporting.checks.peers import FEWEST, LIMIT, Peers, robust_z
from tests.unit.reporting.test_checks import declaration

SECTOR = (0.08, 0.09, 0.085, 0.095, 0.1, 0.088, 0.092, 0.081, 0.097)
positive = st.floats(0.001, 1000)


def test_a_facility_like_its_peers_is_left_alone() -> None:
    assert list(CHECK.run(declaration(peers=Peers(0.09, SECTOR)))) == []


@pytest.mark.parametrize("own", [0.9, 0.009, 90.0])
def test_a_tenfold_intensity_is_a_warning_in_both_languages(own: float) -> None:
    [found] = CHECK.run(declaration(peers=Peers(own, SECTOR)))
    assert found.severity == "warning"
    assert "robust z-score" in found.text.en
    assert "中位数" in found.text.zh
    assert found.params["count"] == "9"


def test_numbers_of_single_peers_are_not_told() -> None:
    [found] = CHECK.run(declaration(peers=Peers(9.0, SECTOR)))
    assert not any(str(value) in found.text.en for value in SECTOR)


def test_too_few_peers_give_no_score() -> None:
    assert robust_z(9.0, SECTOR[: FEWEST - 1]) is None
    assert list(CHECK.run(declaration(peers=Peers(9.0, SECTOR[: FEWEST - 1])))) == []


def test_peers_that_are_all_equal_give_no_score() -> None:
    assert robust_z(9.0, [0.1] * 20) is None


def test_mostly_equal_peers_are_spread_by_their_mean_deviation() -> None:
    score = robust_z(9.0, [0.1] * 9 + [0.2])
    assert score is not None
    assert score > LIMIT


def test_zero_and_infinite_peers_do_not_count() -> None:
    assert robust_z(0.09, (*SECTOR, 0.0, math.inf)) == robust_z(0.09, SECTOR)


def test_report_without_peers_is_left_alone() -> None:
    assert list(CHECK.run(declaration())) == []


def test_score_by_hand() -> None:
    peers = [math.exp(value) for value in (1, 2, 3, 4, 5, 6, 7, 8, 9)]
    assert robust_z(math.exp(9), peers) == pytest.approx(0.6745 * 4 / 2)


@given(own=positive, others=st.lists(positive, min_size=FEWEST, max_size=30), scale=st.floats(0.01, 100))
def test_score_does_not_depend_on_the_unit(own: float, others: list[float], scale: float) -> None:
    score, scaled = robust_z(own, others), robust_z(own * scale, [value * scale for value in others])
    if score is not None and scaled is not None and abs(score) < 1e6:
        assert scaled == pytest.approx(score, rel=1e-4, abs=1e-4)


@given(own=positive, others=st.lists(positive, min_size=FEWEST, max_size=30))
def test_one_wrong_peer_does_not_hide_an_outlier(own: float, others: list[float]) -> None:
    score = robust_z(own, others)
    if score is not None:
        assert math.isfinite(score)


def test_product_far_from_its_makers_is_a_warning_in_both_languages() -> None:
    peers = Peers(9.0, SECTOR, Text("clinker", "熟料"))
    [found] = BY_PRODUCT.run(declaration(product_peers=(peers,)))
    assert "per tonne of clinker" in found.text.en
    assert "熟料" in found.text.zh
    assert not any(str(value) in found.text.en for value in SECTOR)


def test_usual_product_is_left_alone() -> None:
    assert list(BY_PRODUCT.run(declaration(product_peers=(Peers(0.09, SECTOR, Text("lime", "石灰")),)))) == []
