"""Pages of methods: complete, typeset, and with the worked calculation put in."""

import pytest

from mrv.accounting.catalogue import all_methods
from mrv.accounting.formula import parse_formula
from mrv.accounting.formula.latex import latex, latex_symbol
from mrv.accounting.pages import FOLDER, method_pages, page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e = A - (B - C)", r"\mathrm{A} - \left(\mathrm{B} - \mathrm{C}\right)"),
        ("e = A - B - C", r"\mathrm{A} - \mathrm{B} - \mathrm{C}"),
        ("e = (A + B) * C", r"\left(\mathrm{A} + \mathrm{B}\right) \cdot \mathrm{C}"),
        ("e = A * B * 44 / 12", r"\mathrm{A} \cdot \mathrm{B} \cdot \frac{44}{12}"),
        ("e = -(A * B)", r"-\mathrm{A} \cdot \mathrm{B}"),
        ("e = sum(A * B) * C", r"\sum \mathrm{A} \cdot \mathrm{B} \cdot \mathrm{C}"),
        ("e = exp(-(K * T))", r"\operatorname{exp}\left(-\mathrm{K} \cdot \mathrm{T}\right)"),
        ("e = (A + B) ** 2", r"\left(\mathrm{A} + \mathrm{B}\right)^{2}"),
        ("e = (A + B) / (C - D)", r"\frac{\mathrm{A} + \mathrm{B}}{\mathrm{C} - \mathrm{D}}"),
    ],
)
def test_formulas_are_typeset_with_the_parentheses_they_need(text: str, expected: str) -> None:
    (step,) = parse_formula(text)
    assert latex(step.tree) == expected


def test_what_follows_an_underscore_is_a_subscript() -> None:
    assert latex_symbol("EF_CO2") == r"\mathrm{EF}_{\mathrm{CO2}}"
    assert latex_symbol("co2") == r"\mathrm{co2}"


def test_there_is_an_index_and_a_page_for_every_method() -> None:
    pages = method_pages()
    index = pages[f"{FOLDER}/README.md"]
    assert len(pages) == len(all_methods()) + 1
    for identifier in all_methods():
        assert f"[`{identifier}`]({identifier}.md)" in index


@pytest.mark.parametrize("identifier", list(all_methods()))
def test_a_page_holds_what_the_method_declares(identifier: str) -> None:
    method = all_methods()[identifier]
    text = page(method)
    assert str(method.citation) in text
    assert method.rounding.identifier in text
    assert text.count("$$") == 2 * len(method.steps)
    assert all(f"`{given.name}`" in text for given in method.inputs)
    assert all(given.default is None or given.default.source in text for given in method.inputs)
    assert all(f"`{output.name}`" in text for output in method.outputs)
    assert all(constraint.advice.zh in text for constraint in method.constraints)
    assert all(worked.source in text for worked in method.worked)
