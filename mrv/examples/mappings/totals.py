"""Worked examples of sums, overrides and transfers."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

from mrv.accounting.rules.reportable import reportable, total_of, transferred
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example


def _tonnes(inputs: Inputs, *names: str) -> list[Decimal]:
    return [inputs.in_unit("t", name) for name in names if name in inputs]


@example("gas_co2e_sum")
def _gases(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"total": Outcome(total_of(_tonnes(inputs, "co2", "ch4", "n2o")), "t")}


@example("gpc_transport_three_gases")
def _transport(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"co2e": Outcome(total_of(_tonnes(inputs, "co2", "ch4_co2e", "n2o_co2e")), "t")}


@example("fallback_total")
def _fallback(inputs: Inputs) -> Mapping[str, Outcome]:
    names = ["fossil"]
    if "contains_biomass" not in inputs or inputs.is_true("contains_biomass"):
        names.append("non_sustainable_biomass")
    return {"total": Outcome(total_of(_tonnes(inputs, *names)), "t")}


@example("reduction_claim")
def _claim(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"total": Outcome(inputs.in_unit("t", "standard_fuel") - inputs.in_unit("t", "claim"), "t")}


@example("verified_override")
def _override(inputs: Inputs) -> Mapping[str, Outcome]:
    provided = inputs.in_unit("t", "verifier_value") if "verifier_value" in inputs else None
    value = reportable(
        inputs.in_unit("t", "calculated"), is_correct=inputs.is_true("verifier_says_correct"), provided=provided
    )
    return {"reportable": Outcome(value, "t")}


def _is_wrong(inputs: Inputs, names: tuple[str, str, str]) -> bool:
    """Whether a point's calculation was judged wrong: by the remark on its unit, else where a figure is provided."""
    for name in names:
        remark = (
            re.search(r"calculationCorrect\s*=\s*(true|false)", inputs.given(name).unit) if name in inputs else None
        )
        if remark:
            return remark[1] == "false"
    return names[-1] in inputs


def _points(inputs: Inputs) -> list[Decimal]:
    """Figure of each emission point: the provided one where the calculation was judged wrong."""
    numbers = sorted({name.split("_")[1] for name in inputs.names if name.startswith("point_")})
    figures = []
    for number in numbers:
        plain, calculated, provided = f"point_{number}", f"point_{number}_calculated", f"point_{number}_provided"
        is_wrong = _is_wrong(inputs, (plain, calculated, provided))
        figure = plain if plain in inputs else calculated if calculated in inputs else provided
        figures.append(
            reportable(
                inputs.in_unit("t", figure),
                is_correct=not is_wrong,
                provided=inputs.in_unit("t", provided) if is_wrong else None,
            )
        )
    return figures


@example("verified_override_rollup")
def _override_rollup(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"total": Outcome(total_of(_points(inputs)), "t")}


@example("transferred_co2")
def _transferred(inputs: Inputs) -> Mapping[str, Outcome]:
    direction = inputs.text("direction").casefold()
    is_received = "receiv" in direction or "import" in direction
    figures = [transferred(figure, is_received=is_received) for figure in _points(inputs)]
    return {"total": Outcome(total_of(figures), "t")}


@example("decimal_precision")
def _precision(inputs: Inputs) -> Mapping[str, Outcome]:
    above, below = inputs.text("ratio").split("/")
    mode = f"ROUND_{inputs.text('rounding').upper()}"
    context = Context(prec=int(inputs.number("precision")), rounding=mode)
    value = Fraction(above) / Fraction(below)
    return {"value": Outcome(context.divide(Decimal(value.numerator), Decimal(value.denominator)))}
