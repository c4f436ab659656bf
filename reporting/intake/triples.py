"""Stream, parameter and unit of a row belong together: each distinct combination is judged once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from mrv.accounting.errors import AccountingError
from mrv.accounting.errors import Problem as EngineProblem
from mrv.accounting.methods.reading import range_problem
from mrv.accounting.methods.spec import Basis, InputSpec
from mrv.accounting.quantity import Quantity
from mrv.accounting.units import Unit, conflict, parse_unit, unit_problem
from reporting.intake.problems import Problem, from_engine, problem
from reporting.intake.rows import RawColumns
from reporting.intake.rules import PlanRules, StreamRule, input_spec, listed

LONGEST_UNIT = 24
MARGIN = 1e-9
Combination = tuple[str, str | None, str]


@dataclass(slots=True)
class Triple:
    """What a combination means; ``problems`` is empty when it may be declared.

    Combinations of the same stream and parameter have the same ``number``, whatever their unit.
    """

    stream_id: int
    parameter: str
    unit: str
    number: int = 0
    problems: tuple[Problem, ...] = ()
    spec: InputSpec | None = None
    basis: Basis | None = None
    read_unit: Unit | None = None
    low: float = 0.0
    high: float = 0.0

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
        self._numbers: dict[tuple[int, str], int] = {}

    def __missing__(self, key: Combination) -> Triple:
        self[key] = judged = judge(key, self.rules)
        judged.number = self._numbers.setdefault((judged.stream_id, judged.parameter), len(self._numbers))
        return judged

    @property
    def all_take(self) -> tuple[float, float]:
        """The range that lies well inside what every combination met takes; empty if there is no such range."""
        lows, highs = (kind.low for kind in self.values()), (kind.high for kind in self.values())
        return max(lows, default=0.0), min(highs, default=0.0)

    def look_up(self, raw: RawColumns, places: Sequence[int], found: list[Problem]) -> list[Triple]:
        """The judgement of every row; problems are placed and added to ``found``."""
        kinds = list(map(self.__getitem__, zip(raw.source_streams, raw.parameters, raw.units, strict=True)))
        if any(kind.problems for kind in self.values()):
            for kind, place in zip(kinds, places, strict=True):
                found += [Problem(place, p.column, p.code, p.text, p.params) for p in kind.problems]
        return kinds


def judge(key: Combination, rules: PlanRules) -> Triple:
    """Judge one combination of stream, parameter and unit."""
    stream_text, parameter_text, unit_text = [text.strip() if text else "" for text in key]
    stream = rules.by_name.get(stream_text)
    if stream is None:
        code = "stream_unknown" if stream_text else "stream_missing"
        refusal = problem(code, "source_stream", value=_shown(stream_text), expected=rules.codes())
        return Triple(0, parameter_text, unit_text, problems=(refusal,))
    parameter = parameter_text or stream.activity_parameter
    triple = Triple(stream.id, parameter, unit_text)
    triple.problems = tuple(_judge_stream(stream, triple))
    return triple


def _judge_stream(stream: StreamRule, triple: Triple) -> list[Problem]:
    if not stream.takes(triple.parameter):
        expected = listed(stream.parameters)
        return [problem("parameter_unknown", "parameter", value=_shown(triple.parameter), expected=expected)]
    known = judge_unit(stream.method, stream.input_name(triple.parameter), triple.unit)
    triple.spec, triple.basis, triple.read_unit = known.spec, known.basis, known.unit
    triple.low, triple.high = known.safe
    return [known.problem] if known.problem else []


@dataclass(frozen=True, slots=True)
class UnitJudgement:
    """What a unit means for an input of a method, or why it does not fit."""

    problem: Problem | None
    spec: InputSpec | None = None
    basis: Basis | None = None
    unit: Unit | None = None
    safe: tuple[float, float] = (0.0, 0.0)


@lru_cache(maxsize=4096)
def judge_unit(method: str, name: str, unit_text: str) -> UnitJudgement:
    """Judge a unit for an input of a method; a plan has few such combinations however many streams."""
    spec = input_spec(method, name)
    if spec is None:
        return UnitJudgement(problem("stream_method_unknown", "source_stream", value=method))
    if len(unit_text) > LONGEST_UNIT:
        return UnitJudgement(problem("text_too_long", "unit", length=len(unit_text), limit=LONGEST_UNIT))
    try:
        unit = parse_unit(unit_text, field="unit", expected=spec.expected().en)
    except AccountingError as error:
        return UnitJudgement(from_engine(error.problems[0], "unit", None))
    basis = next((basis for basis in spec.bases if _fits(unit, basis)), None)
    if basis is not None:
        return UnitJudgement(None, spec, basis, unit, safe_range(basis, unit))
    misfit = unit_problem(unit, spec.bases[0].unit, "unit", spec.expected())
    return UnitJudgement(from_engine(misfit, "unit", None) if misfit else None)


def safe_range(basis: Basis, unit: Unit) -> tuple[float, float]:
    """A range well inside what the method accepts, in ``unit``: what a float shows to lie in it certainly does."""
    ratio = basis.unit.factor / unit.factor
    low, high = float(Fraction(basis.minimum) * ratio), float(Fraction(basis.maximum) * ratio)
    return low * (1 + MARGIN), high * (1 - MARGIN)


def _fits(unit: Unit, basis: Basis) -> bool:
    return unit.dimension == basis.unit.dimension and conflict(unit, basis.unit) is None


def _shown(text: str) -> str:
    return "".join(character for character in text[:40] if character.isprintable())
