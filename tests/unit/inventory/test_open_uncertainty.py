"""Tonnes without a spread are tonnes of unknown uncertainty: never zero, never confidential."""

from decimal import Decimal

from inventory.selectors.uncertainty import Uncertainties, open_to
from inventory.tables.pivot import Sum
from mrv.accounting.uncertainty import Uncertain

TONNES = Decimal("400.5")


def test_tonnes_posted_before_spreads_were_kept_have_an_unknown_uncertainty() -> None:
    found = open_to(Sum(("S31",), TONNES, line_count=3), Uncertainties(("sector",)).get(("S31",)))
    assert found is not None
    assert (found.amount, found.percent, found.interval, found.coverage) == (TONNES, None, None, Decimal("0.0"))


def test_what_has_a_spread_in_full_is_left_as_it_is() -> None:
    spread = Uncertain(amount=TONNES, size=TONNES)
    assert open_to(Sum(("S31",), TONNES, line_count=3), spread) is spread


def test_a_sum_that_hides_a_confidential_cell_shows_none() -> None:
    assert open_to(Sum(("S31",), TONNES, line_count=3, hidden=1), Uncertain()) is None
