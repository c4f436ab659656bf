"""An explanation proves itself: calculated again from its own JSON it gives the same digits."""

import json
from decimal import Decimal

import pytest

from mrv.accounting import GwpSet, Method, all_methods
from mrv.accounting.gases import GASES
from mrv.accounting.replay import differences
from tests.unit.accounting.test_explanation import diesel
from tests.unit.accounting.test_methods_conform import inputs_of

EVERY_GAS = GwpSet("TEST", "round numbers", {code: Decimal(number) for number, code in enumerate(GASES, start=1)})


@pytest.mark.parametrize("method", all_methods().values(), ids=lambda method: method.identifier)
def test_every_method_survives_its_replay(method: Method) -> None:
    result = method.calculate(inputs_of(method.worked[0]), gwp=EVERY_GAS)
    assert differences(json.loads(result.explanation.to_bytes())) == ()


@pytest.mark.parametrize(
    ("alter", "place"),
    [
        (lambda told: told["results"][0].update(value="3097.457593"), "results"),
        (lambda told: told["inputs"][0].update(given="1000.6 t"), "formula"),
        (lambda told: told.update(co2e_t="3097.5"), "co2e_t"),
        (lambda told: told["method"].update(fingerprint="0"), "method"),
        (lambda told: told.update(rounding="half_even_6"), "rounding"),
    ],
)
def test_an_altered_digit_is_found(alter: object, place: str) -> None:
    told = json.loads(diesel().explanation.to_bytes())
    alter(told)
    assert place in {difference.place for difference in differences(told)}
