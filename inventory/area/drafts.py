"""What is declared about an area source, and what is wrong with it before anything is computed.

Three ways to a number (GPC 1.1, ch. 5): activity with a method; an emission stated by its source; or none, with a
notation key and the mandatory explanation (GPC 1.1, section 2.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from inventory.states import NOTATIONS, PROVENANCES, Basis
from mrv.accounting.messages import Text

LIMIT = Decimal(10) ** 15
WIDEST = 1000
STATED = ("co2_t", "biogenic_co2_t", "ch4_t", "n2o_t", "fgas_co2e_t")


@dataclass(frozen=True)
class AreaDraft:
    """One area source as declared. ``quantity`` and ``stated`` are decimal text; ``factor_sets`` best first."""

    code: str
    year: int
    district: str
    sector: str
    source: str
    basis: str = Basis.ACTIVITY.value
    scope: int = 1
    fuel: str = ""
    quantity: str = ""
    unit: str = ""
    method: str = ""
    factor_sets: tuple[str, ...] = ()
    stated: dict[str, str] = field(default_factory=dict)
    notation_key: str = ""
    explanation: str = ""
    provenance: str = "statistics"
    proxy: str = ""
    is_synthetic: bool = False
    reason: str = ""
    uncertainty_percent: str = ""


@dataclass(frozen=True)
class AreaProblem:
    """What is wrong with one field of one draft (``index`` counts from 0)."""

    index: int
    field: str
    text: Text


Fault = tuple[str, Text]


def faults_of(draft: AreaDraft) -> Iterator[Fault]:
    """Everything wrong with the form of a draft."""
    if not draft.source.strip():
        yield "source", Text("Name the document, table and page of the figure.", "请注明数据来源的文件、表号和页码。")
    if draft.provenance not in PROVENANCES:
        yield "provenance", _expected(draft.provenance, ", ".join(PROVENANCES))
    if draft.scope not in (1, 2, 3):
        yield "scope", _expected(str(draft.scope), "1, 2, 3")
    if not 1990 <= draft.year <= 2100:
        yield "year", _expected(str(draft.year), "1990-2100")
    if draft.uncertainty_percent:
        yield from _uncertainty(draft.uncertainty_percent)
    yield from _CHECKS.get(draft.basis, _unknown_basis)(draft)


def _expected(value: str, wanted: str) -> Text:
    return Text(f'"{value}" is not known here; expected {wanted}.', f"“{value}”无效，应为：{wanted}。")


def _unknown_basis(draft: AreaDraft) -> Iterator[Fault]:
    yield "basis", _expected(draft.basis, ", ".join(Basis))


def _activity(draft: AreaDraft) -> Iterator[Fault]:
    yield from _number("quantity", draft.quantity, may_be_negative=False)
    if not draft.unit:
        yield "unit", Text("Give the unit of the activity.", "请填写活动数据的单位。")
    if not draft.method:
        yield "method", Text("Choose the method that turns the activity into emissions.", "请选择核算方法。")
    if not draft.factor_sets:
        yield "factor_sets", Text("Name at least one released factor set.", "请至少选择一个已发布的因子集。")


def _stated(draft: AreaDraft) -> Iterator[Fault]:
    given = {name: text for name, text in draft.stated.items() if text}
    if not given:
        yield "co2_t", Text("State the mass of at least one gas.", "请至少填写一种气体的排放量。")
    for name, text in given.items():
        if name not in STATED:
            yield name, _expected(name, ", ".join(STATED))
        else:
            yield from _number(name, text, may_be_negative=name == "co2_t")


def _notation(draft: AreaDraft) -> Iterator[Fault]:
    if draft.notation_key not in NOTATIONS:
        yield "notation_key", _expected(draft.notation_key, ", ".join(NOTATIONS))
    if not draft.explanation.strip():
        yield (
            "explanation",
            Text(
                "A notation key needs an explanation: why there is no number, and for IE where it is counted.",
                "使用注释符号必须说明原因；IE 还须说明计入何处。",
            ),
        )


def _uncertainty(text: str) -> Iterator[Fault]:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not (value.is_finite() and 0 <= value <= WIDEST and -value.as_tuple().exponent <= 3):  # type: ignore[operator]
        yield (
            "uncertainty_percent",
            Text(
                f'"{text}" is no uncertainty; state half the 95 % interval in percent, 0 to {WIDEST}, 3 decimals at most.',
                f"“{text}”不是有效的不确定性；请填写 95% 置信区间半宽的百分比，0 至 {WIDEST}，最多 3 位小数。",
            ),
        )


def _number(name: str, text: str, *, may_be_negative: bool) -> Iterator[Fault]:
    plain = text.isascii() and "_" not in text and text.strip() == text
    try:
        value = Decimal(text) if plain else None
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite():
        yield (
            name,
            Text(
                f'"{text}" is not a decimal number; write digits and one point, for example 1234.5.',
                f"“{text}”不是十进制数，请只写数字和小数点，例如 1234.5。",
            ),
        )
    elif abs(value) > LIMIT or (value < 0 and not may_be_negative):
        wanted = f"-{LIMIT:f} ... {LIMIT:f}" if may_be_negative else f"0 ... {LIMIT:f}"
        yield name, Text(f"{text} is out of range; expected {wanted}.", f"{text} 超出范围，应在 {wanted} 之间。")
    elif -value.as_tuple().exponent > 9:  # type: ignore[operator]
        yield name, Text(f"{text} has more than 9 decimals.", f"{text} 的小数超过 9 位。")


_CHECKS = {
    Basis.ACTIVITY.value: _activity,
    Basis.STATED.value: _stated,
    Basis.NOTATION.value: _notation,
}
