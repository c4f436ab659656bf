"""Emission factors as plain values and the choice among them, with the reason recorded.

Order of preference (IPCC 2006 vol. 1 ch. 2 box 2.1 and vol. 2 ch. 2 on country- and plant-specific data, as
the platform applies it): measured with evidence, facility, city, province, region, nation, IPCC default;
within a level a factor of the sector before a general one, then the order of the allowed sets. Sets are
never merged: a factor is taken whole from one of the sets that the monitoring plan allows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from mrv.accounting.errors import FactorNotFoundError, Problem, problem
from mrv.accounting.messages import Text


class Level(IntEnum):
    """How near to the source a factor was established; the lower number wins."""

    MEASURED = 0
    FACILITY = 1
    CITY = 2
    PROVINCE = 3
    REGION = 4
    NATION = 5
    IPCC = 6


@dataclass(frozen=True, slots=True)
class EmissionFactor:
    """One value of one parameter of one subject, in one dated set; `valid_to` is the last day, if any."""

    set_code: str
    subject: str
    parameter: str
    value: Decimal
    unit: str
    valid_from: date
    valid_to: date | None = None
    identifier: str = ""
    gas: str = ""
    level: Level = Level.NATION
    geography: str = ""
    sector: str = ""
    purpose: str = ""
    source: str = ""
    grade: str = "C"
    uncertainty_percent: Decimal | None = None
    evidence: str = ""

    def label(self) -> str:
        """Return a short name for messages and traces."""
        return self.identifier or ":".join(
            filter(None, (self.set_code, self.subject, self.parameter, self.gas, self.geography, self.sector))
        )

    def to_dict(self) -> dict[str, str]:
        """Return the record kept in an explanation."""
        return {
            "identifier": self.label(),
            "set": self.set_code,
            "value": f"{self.value:f}",
            "unit": self.unit,
            "level": self.level.name.lower(),
            "geography": self.geography,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else "",
            "source": self.source,
            "grade": self.grade,
            "uncertainty_percent": "" if self.uncertainty_percent is None else f"{self.uncertainty_percent:f}",
        }


@dataclass(frozen=True, slots=True)
class FactorRequest:
    """What is needed, where, when and from which sets. `geographies`: nearest code first."""

    subject: str
    parameter: str
    on: date
    allowed_sets: tuple[str, ...]
    gas: str = ""
    geographies: tuple[str, ...] = ()
    sector: str = ""
    purpose: str = ""

    def key(self) -> str:
        """Return the words for messages: `natural gas net calorific value`."""
        words = (self.subject, "" if self.parameter == "emission_factor" else self.parameter, self.gas)
        return " ".join(filter(None, words)).replace("_", " ")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The factor chosen, why, and every other candidate with the reason it was not."""

    chosen: EmissionFactor
    reason: Text
    rejected: tuple[tuple[EmissionFactor, Text], ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the record kept in an explanation."""
        return {
            "chosen": self.chosen.to_dict(),
            "reason": {"en": self.reason.en, "zh": self.reason.zh},
            "rejected": [_rejected(factor, why) for factor, why in self.rejected],
        }


def _rejected(factor: EmissionFactor, why: Text) -> dict[str, str]:
    value = {"identifier": factor.label(), "value": f"{factor.value:f}", "unit": factor.unit}
    return {**value, "en": why.en, "zh": why.zh}


def resolve(candidates: Iterable[EmissionFactor], request: FactorRequest) -> Resolution:
    """Choose one factor; raise FactorNotFoundError that says what the sets do cover."""
    same_key = [factor for factor in candidates if _is_same_key(factor, request)]
    judged = [(factor, _objection(factor, request)) for factor in same_key]
    fitting = sorted((factor for factor, why in judged if why is None), key=lambda factor: _rank(factor, request))
    if not fitting:
        raise FactorNotFoundError(_nothing_fits(judged, request))
    chosen = fitting[0]
    equals = [factor for factor in fitting if _rank(factor, request) == _rank(chosen, request)]
    if len(equals) > 1:
        names = ", ".join(factor.label() for factor in equals)
        raise FactorNotFoundError(
            problem(
                "factor_ambiguous",
                "factor",
                count=len(equals),
                key=request.key(),
                year=request.on.year,
                ids=names,
            )
        )
    rejected = [(factor, why) for factor, why in judged if why is not None]
    rejected += [(factor, _outranked(factor, chosen)) for factor in fitting[1:]]
    return Resolution(chosen, _reason(chosen), tuple(rejected))


def _is_same_key(factor: EmissionFactor, request: FactorRequest) -> bool:
    wanted = (request.subject, request.parameter, request.gas)
    return (factor.subject, factor.parameter, factor.gas) == wanted


def _objection(factor: EmissionFactor, request: FactorRequest) -> Text | None:
    measured = factor.level is Level.MEASURED
    if not measured and factor.set_code not in request.allowed_sets:
        return Text(f"set {factor.set_code} is not allowed", f"因子集 {factor.set_code} 未获准使用")
    if measured and not factor.evidence:
        return Text("measured value without evidence", "实测值未附证明材料")
    if not _covers(factor, request.on):
        return Text(f"in force {_years(factor)}", f"有效期为 {_years(factor)}")
    if factor.geography and factor.geography not in request.geographies:
        return Text(f"for {factor.geography}", f"适用于 {factor.geography}")
    if factor.sector not in ("", request.sector):
        return Text(f"for sector {factor.sector}", f"适用于行业 {factor.sector}")
    if factor.purpose and request.purpose and factor.purpose != request.purpose:
        return Text(f"for {factor.purpose} purposes", f"用途为 {factor.purpose}")
    return None


def _covers(factor: EmissionFactor, on: date) -> bool:
    return factor.valid_from <= on and (factor.valid_to is None or on <= factor.valid_to)


def _years(factor: EmissionFactor) -> str:
    return f"{factor.valid_from.year}-{factor.valid_to.year if factor.valid_to else ''}"


def _rank(factor: EmissionFactor, request: FactorRequest) -> tuple[int, int, int, int]:
    sets = request.allowed_sets
    order = sets.index(factor.set_code) if factor.set_code in sets else -1
    places = request.geographies
    nearness = places.index(factor.geography) if factor.geography in places else len(places)
    return factor.level, nearness, 0 if factor.sector else 1, order


def _reason(chosen: EmissionFactor) -> Text:
    level = chosen.level.name.lower()
    names = {
        "measured": "实测值", "facility": "设施级", "city": "城市级", "province": "省级",
        "region": "区域级", "nation": "国家级", "ipcc": "IPCC 缺省值",
    }  # fmt: skip
    en = "measured value with evidence" if level == "measured" else f"nearest allowed level: {level}"
    return Text(f"{en}, set {chosen.set_code}", f"获准的最优层级：{names[level]}，因子集 {chosen.set_code}")


def _outranked(factor: EmissionFactor, chosen: EmissionFactor) -> Text:
    if factor.level != chosen.level:
        return Text(
            f"{chosen.level.name.lower()} goes before {factor.level.name.lower()}",
            f"{chosen.level.name.lower()} 优先于 {factor.level.name.lower()}",
        )
    return Text(f"{chosen.label()} is more specific or in an earlier set", f"{chosen.label()} 更具体或因子集更优先")


PARAMETERS_ZH = {
    "net_calorific_value": "低位发热量",
    "higher_heating_value": "高位发热量",
    "carbon_content": "单位热值含碳量",
    "oxidation_factor": "碳氧化率",
    "density": "密度",
}


def _key_text(request: FactorRequest) -> Text:
    parameter = PARAMETERS_ZH.get(request.parameter, "")
    gas = f"（{request.gas}）" if request.gas else ""
    subject = request.subject.replace("_", " ")
    return Text(request.key(), f"{subject} 的{parameter}{gas}" if parameter else request.key())


def _nothing_fits(judged: Sequence[tuple[EmissionFactor, Text | None]], request: FactorRequest) -> Problem:
    common = {"key": _key_text(request), "year": request.on.year}
    allowed = [factor for factor, _ in judged if factor.set_code in request.allowed_sets]
    sets = ", ".join(request.allowed_sets) or "no set"
    measured = any(factor.level is Level.MEASURED for factor, _ in judged)
    if not allowed and not measured:
        return problem("factor_unlisted", "factor", sets=sets, **common)
    if allowed and not any(_covers(factor, request.on) for factor in allowed):
        return _out_of_force(allowed, request, common)
    reasons = "; ".join(f"{factor.label()} {why.en}" for factor, why in judged if why)
    return problem("factor_rejected", "factor", count=len(judged), reasons=reasons, **common)


def _out_of_force(factors: Sequence[EmissionFactor], request: FactorRequest, common: dict[str, object]) -> Problem:
    first = min(factor.valid_from for factor in factors)
    last = max(factor.valid_to or date.max for factor in factors)
    code = "factor_not_yet" if request.on < first else "factor_lapsed"
    names = ", ".join(dict.fromkeys(factor.set_code for factor in factors))
    shown = "" if last == date.max else last.year
    return problem(code, "factor", sets=names, first=first.year, last=shown, **common)
