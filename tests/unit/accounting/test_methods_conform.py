"""One conformance test for every registered method: declared fully, cited, reproducible, strict."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from mrv.accounting import MethodInputError, Quantity, all_methods
from mrv.accounting.catalogue import notes
from mrv.accounting.formula.analyse import degree, dimension
from mrv.accounting.formula.evaluate import BUILT_IN
from mrv.accounting.formula.tree import functions, symbols
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.families import FAMILIES
from mrv.accounting.methods.spec import WorkedExample
from mrv.accounting.rounding import rule

METHODS = list(all_methods().values())
each_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.identifier)


def inputs_of(example: WorkedExample) -> dict[str, Quantity | str | tuple[Quantity, ...]]:
    """Return the inputs of an example as the engine takes them."""
    read = {}
    for name, given in example.inputs.items():
        if isinstance(given, str):
            read[name] = given
        elif given and isinstance(given[0], tuple):
            read[name] = tuple(Quantity.of(value, unit) for value, unit in given)
        else:
            read[name] = Quantity.of(*given)
    return read


@each_method
def test_method_is_titled_in_both_languages_and_cited(method: Method) -> None:
    assert method.title.en
    assert any("\u4e00" <= character <= "\u9fff" for character in method.title.zh)
    assert method.family in FAMILIES
    assert method.citation.document
    assert method.citation.clause
    assert len(notes(method.identifier)) > 60
    assert method.worked


@each_method
def test_every_symbol_is_an_input_or_an_earlier_line(method: Method) -> None:
    known = {given.symbol for given in method.inputs}
    assert len(known) == len(method.inputs)
    for step in method.steps:
        assert set(symbols(step.tree)) <= known
        assert functions(step.tree) <= {*BUILT_IN, *method.functions}
        known.add(step.name)
    assert {output.name for output in method.outputs} <= known


@each_method
def test_every_input_is_used_and_has_a_range_and_names(method: Method) -> None:
    used = {symbol for step in method.steps for symbol in symbols(step.tree)}
    for given in method.inputs:
        assert given.symbol in used
        assert given.title.en
        assert given.title.zh
        for basis in given.bases:
            assert basis.minimum < basis.maximum
        if given.default:
            assert given.default.source


@each_method
def test_dimensions_of_the_formula_come_out_as_declared(method: Method) -> None:
    for basis in range(max(len(given.bases) for given in method.inputs)):
        known = {given.symbol: given.basis(basis).unit.dimension for given in method.inputs}
        known |= {name: found.gives.dimension for name, found in method.functions.items()}
        for step in method.steps:
            known[step.name] = dimension(step.tree, known)
        for output in method.outputs:
            assert known[output.name] == output.unit.dimension, (output.name, basis)


@each_method
def test_results_are_proportional_to_the_declared_activity(method: Method) -> None:
    if not method.activity:
        return
    degrees: dict[str, int | None] = {method.input(method.activity).symbol: 1}
    for step in method.steps:
        degrees[step.name] = degree(step.tree, degrees)
    assert all(degrees[output.name] == 1 for output in method.outputs if output.is_mass)


@each_method
def test_worked_numbers_are_reproduced(method: Method) -> None:
    for example in method.worked:
        result = method.calculate(inputs_of(example))
        for name, expected in example.expected.items():
            rounded = rule(f"half_up_{example.decimals}").apply(result.exact[name])
            assert rounded == Decimal(expected), (name, example.source)


@each_method
def test_explanation_is_complete_and_the_same_bytes_every_time(method: Method) -> None:
    inputs = inputs_of(method.worked[0])
    first = method.calculate(inputs).explanation
    again = method.calculate(dict(reversed(inputs.items()))).explanation
    assert first.to_bytes() == again.to_bytes()
    told = json.loads(first.to_bytes())
    assert told["method"]["citation"] == str(method.citation)
    assert told["method"]["fingerprint"] == method.fingerprint
    assert len(told["inputs"]) == len(method.inputs)
    assert len(told["formula"]) == len(method.steps)
    assert all(step["substituted"] and step["typst"] for step in told["formula"])


@each_method
def test_recorded_numbers_are_decimals_rounded_once(method: Method) -> None:
    result = method.calculate(inputs_of(method.worked[0]))
    for gas, mass in result.masses.items():
        assert type(mass) is Decimal
        assert mass == method.rounding.apply(result.exact_masses[gas])
        assert type(result.exact_masses[gas]) is Fraction


@each_method
def test_every_input_left_out_is_named_at_once(method: Method) -> None:
    with pytest.raises(MethodInputError) as caught:
        method.calculate({})
    named = {found.field for found in caught.value.problems if found.code == "input_missing"}
    wanted = {given.name for given in method.inputs if not given.default}
    assert wanted <= named
    for language in ("en", "zh-hans"):
        assert all(found.text(language) for found in caught.value.problems)


@each_method
def test_every_input_refuses_what_cannot_be(method: Method) -> None:
    inputs = inputs_of(method.worked[0])
    for given in method.inputs:
        unit = given.bases[0].unit
        below = Quantity(given.bases[0].minimum - Decimal("0.001"), unit)
        above = Quantity(given.bases[0].maximum * 2 + 1, unit)
        not_a_number = Quantity(Decimal("NaN"), unit)
        wrong_dimension = Quantity.of("1", "V·V·V")
        for bad in (below, above, not_a_number, wrong_dimension, "12"):
            with pytest.raises(MethodInputError) as caught:
                method.calculate({**inputs, given.name: bad})
            assert given.name in {found.field for found in caught.value.problems}, bad
            assert str(caught.value)


@each_method
def test_unknown_inputs_are_refused(method: Method) -> None:
    with pytest.raises(MethodInputError, match="is not an input of this method"):
        method.calculate({**inputs_of(method.worked[0]), "colour": "blue"})


@each_method
def test_fingerprint_changes_with_the_formula(method: Method) -> None:
    changed = replace(method, formula=method.formula + "\n")
    assert changed.fingerprint != method.fingerprint
