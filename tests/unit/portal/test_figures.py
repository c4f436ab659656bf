"""Numbers as readers see them: grouped, in a fitting unit, with every digit kept beside."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.translation import override

from mrv.portal import figures
from mrv.portal.figures import Wish, group, span, tonnes_figure


@pytest.fixture(params=["en", "zh-hans"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


def test_digits_are_grouped_in_both_languages(language: str) -> None:
    assert group(Decimal("196153500.0001")) == "196,153,500.0001"


def test_rounding_for_the_eye_is_half_to_even(language: str) -> None:
    assert [group(Decimal(text), 1) for text in ("0.25", "0.35", "0.45")] == ["0.2", "0.4", "0.4"]


def test_a_rounded_zero_carries_no_minus(language: str) -> None:
    assert group(Decimal("-0.0001"), 2) == "0.00"


def test_a_negative_number_carries_a_true_minus(language: str) -> None:
    assert group(Decimal("-1404.5"), 1) == "\u22121,404.5"


@pytest.mark.parametrize(
    ("tonnes", "text", "unit"),
    [
        ("196153500", "196.15", "Mt CO₂e"),
        ("8213.4572", "8.21", "kt CO₂e"),
        ("12.5", "12.50", "t CO₂e"),
        ("0.0003", "0.000300", "t CO₂e"),
        ("0", "0.00", "t CO₂e"),
    ],
)
def test_english_reads_tonnes_in_t_kt_and_mt(tonnes: str, text: str, unit: str) -> None:
    with translation.override("en"):
        figure = tonnes_figure(Decimal(tonnes), Wish())
    assert (figure.text, figure.unit) == (text, unit)


@pytest.mark.parametrize(
    ("tonnes", "text", "unit"),
    [("196153500", "19,615.35", "万吨 CO₂e"), ("8213.4572", "8,213.46", "吨 CO₂e")],
)
def test_chinese_reads_tonnes_in_the_units_of_official_statistics(tonnes: str, text: str, unit: str) -> None:
    with translation.override("zh-hans"):
        figure = tonnes_figure(Decimal(tonnes), Wish())
    assert (figure.text, figure.unit) == (text, unit)


def test_the_full_value_travels_beside_the_rounded_one(language: str) -> None:
    figure = tonnes_figure(Decimal("8213.45720001"), Wish(gas="CO2"))
    assert figure.exact == "8,213.45720001"
    assert figure.raw == "8213.45720001"
    assert figure.exact_unit.endswith("CO₂")


def test_a_unit_can_be_fixed(language: str) -> None:
    assert tonnes_figure(Decimal(1500), Wish(unit="Mt", places=4)).text == "0.0015"


def test_an_unknown_unit_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match="choose one of"):
        figures.scale_by_code("lb")


def test_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="must be a decimal number"):
        figures.to_decimal("many")


def test_nothing_stays_nothing() -> None:
    assert figures.to_decimal(None) is None
    assert figures.to_decimal("") is None


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("t", "t", "t"),
        ("10^4Nm3", "10⁴ Nm³", "万 Nm³"),
        ("GJ/10^4Nm3", "GJ/10⁴ Nm³", "GJ/万 Nm³"),
        ("10^8 yuan", "10⁸ yuan", "10⁸ yuan"),
        ("m3", "m³", "m³"),
    ],
)
def test_a_unit_code_is_written_as_it_is_read(code: str, english: str, chinese: str) -> None:
    with override("en"):
        assert figures.read_unit(code) == english
    with override("zh-hans"):
        assert figures.read_unit(code) == chinese


@pytest.mark.parametrize(
    ("language", "low", "high", "expected"),
    [
        ("en", "170773726.4", "221533290.7", "170.77 to 221.53 Mt CO₂e"),
        ("zh-hans", "170773726.4", "221533290.7", "17,077.37 to 22,153.33 万吨 CO₂e"),
        ("en", "0.598186", "1.57305", "0.60 to 1.57 t CO₂e"),
        ("en", "-1500", "-500", "−1.50 to −0.50 kt CO₂e"),
        ("en", "0.00012", "0.00034", "0.000120 to 0.000340 t CO₂e"),
    ],
)
def test_both_ends_of_a_range_are_read_in_one_unit(language: str, low: str, high: str, expected: str) -> None:
    with translation.override(language):
        ends = span(Decimal(low), Decimal(high))
    assert "{low} to {high} {unit}".format(**ends) == expected
