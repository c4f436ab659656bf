"""Stream, parameter and unit of a row belong together: each distinct combination is judged once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.errors import AccountingError
from mrv.accounting.errors import Problem as EngineProblem
from mrv.accounting.methods.reading import range_problem
from mrv.accounting.methods.spec import Basis, InputSpec
from mrv.accounting.quantity import Quantity
from mrv.accounting.units import Unit, conflict, parse_unit, unit_problem
from reporting.intake.problems import Problem, from_engine, problem
from reporting.intake.rows import ActivityRow
from reporting.intake.rules import PlanRules, StreamRule, listed

LONGEST_UNIT = 24
Combination = tuple[str, str | None, str]


@dataclass(slots=True)
class Triple:
    """What a combination means; ``problems`` is empty when it may be declared."""

    stream_id: int
    parameter: str
    unit: str
    key: tuple[int, str]
    problems: tuple[Problem, ...] = ()
    spec: InputSpec | None = None
    basis: Basis | None = None
    read_unit: Unit | None = None
    safe_length: int = 0

    def range_problem(self, value: Decimal) -> EngineProblem | None:
        """What the method has against a quantity in the declared unit, if anything."""
        if self.spec is None or self.basis is None or self.read_unit is None:
            return None
        quantity = Quantity(value, self.read_unit)
        number = Fraction(value) * self.read_unit.ratio_to(self.basis.unit)
        return range_problem(self.spec, self.basis, quantity, number)


class TripleTable(dict[Combination, Triple]):
    """Judgements by combination, made when first met."""

    def __init__(self, rules: PlanRules) -> None:
        super().__init__()
        self.rules = rules

    def __missing__(self, key: Combination) -> Triple:
        self[key] = judged = judge(key, self.rules)
        return judged

    def look_up(self, rows: Sequence[ActivityRow], places: Sequence[int], found: list[Problem]) -> list[Triple]:
        """The judgement of every row; problems are placed and added to ``found``."""
        keys = zip(
            [row.source_stream for row in rows],
            [row.parameter for row in rows],
            [row.unit for row in rows],
            strict=True,
        )
        kinds = [self[key] for key in keys]
        if any(kind.problems for kind in self.values()):
            for kind, place in zip(kinds, places, strict=True):
                found += [Problem(place, p.column, p.code, p.text, p.params) for p in kind.problems]
        return kinds


def judge(key: Combination, rules: PlanRules) -> Triple:
    """Judge one combination of stream, parameter and unit."""
    stream_text, parameter_text, unit_text = (text.strip() if text else "" for text in key)
    stream = rules.by_name.get(stream_text)
    if stream is None:
        code = "stream_unknown" if stream_text else "stream_missing"
        refusal = problem(code, "source_stream", value=_shown(stream_text), expected=rules.codes())
        return Triple(0, parameter_text, unit_text, (0, stream_text), (refusal,))
    parameter = parameter_text or stream.activity_parameter
    triple = Triple(stream.id, parameter, unit_text, (stream.id, parameter))
    triple.problems = tuple(_judge_stream(stream, triple))
    return triple


def _judge_stream(stream: StreamRule, triple: Triple) -> list[Problem]:
    if triple.parameter not in stream.parameters:
        expected = listed(stream.parameters)
        return [problem("parameter_unknown", "parameter", value=_shown(triple.parameter), expected=expected)]
    spec = stream.spec(triple.parameter)
    if spec is None:
        return [problem("stream_method_unknown", "source_stream", value=stream.method)]
    try:
        unit = parse_unit(triple.unit, field="unit", expected=spec.expected().en)
        if len(triple.unit) > LONGEST_UNIT:
            return [problem("text_too_long", "unit", length=len(triple.unit), limit=LONGEST_UNIT)]
    except AccountingError as error:
        return [from_engine(error.problems[0], "unit", None)]
    basis = next((basis for basis in spec.bases if _fits(unit, basis)), None)
    if basis is None:
        misfit = unit_problem(unit, spec.bases[0].unit, "unit", spec.expected())
        return [from_engine(misfit, "unit", None)] if misfit else []
    triple.spec, triple.basis, triple.read_unit = spec, basis, unit
    triple.safe_length = safe_length(basis, unit)
    return []


def safe_length(basis: Basis, unit: Unit) -> int:
    """The number of characters up to which any non-negative amount in ``unit`` is within the range of the method."""
    if basis.minimum > 0:
        return 0
    ratio = basis.unit.factor / unit.factor
    return len(str(int(Fraction(basis.maximum) * ratio))) - 1


def _fits(unit: Unit, basis: Basis) -> bool:
    return unit.dimension == basis.unit.dimension and conflict(unit, basis.unit) is None


def _shown(text: str) -> str:
    return "".join(character for character in text[:40] if character.isprintable())
