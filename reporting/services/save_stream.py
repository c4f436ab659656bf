"""Add a source stream to a draft plan, or change one: method from the registry, a unit it takes, what is measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.accounting.catalogue import all_methods
from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import AccountingError
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import InputSpec
from mrv.accounting.rules.conditions import FURNACES
from mrv.accounting.units import conflict, parse_unit, unit_problem
from mrv.core.actor import Actor
from mrv.core.models import Fuel
from mrv.core.services.record import record
from reporting.intake.texts import offending
from reporting.models import MonitoringPlan, SourceStream
from reporting.selectors.plan_gaps import condition_errors
from reporting.services.access import require_own
from reporting.services.draft_plan import require_draft
from reporting.states import DETERMINATIONS

WIDEST = 1000


@dataclass(frozen=True)
class StreamText:
    """A stream as it is written into the plan. ``approved_inputs``: name -> {value, unit, source}, and what a
    content refers to: {basis, component}."""

    code: str
    name_zh: str
    name_en: str
    method: str
    unit: str
    scope: int
    fuel: str = ""
    measured_parameters: Sequence[str] = ()
    approved_inputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    furnace_code: str = ""
    determination: str = ""
    uncertainty_percent: Decimal | None = None


@transaction.atomic
def save_stream(
    *,
    plan: MonitoringPlan,
    text: StreamText,
    by: Actor,
    at: datetime | None = None,
    stream: SourceStream | None = None,
) -> SourceStream:
    """Store a stream; ``stream`` is the one to change. ValidationError by field."""
    require_own(by, "plan:edit", plan.facility)
    require_draft(plan)
    method = _method(text)
    errors = dict(_errors(plan, text, method, stream))
    if errors:
        raise ValidationError(errors)
    made = stream or SourceStream(plan=plan)
    for name, value in _columns(text, method).items():
        setattr(made, name, value)
    made.save()
    record(
        "reporting:monitoring_plan:stream", about=plan, by=by, at=at or timezone.now(),
        organization_id=plan.facility.enterprise_id,
        payload={"code": text.code, "method": text.method, "unit": text.unit, "fuel": text.fuel},
    )  # fmt: skip
    return made


def activity_of(method: Method) -> InputSpec:
    """The input that activity data fill: the one the result is proportional to, else the first."""
    return next((spec for spec in method.inputs if spec.name == method.activity), method.inputs[0])


def _columns(text: StreamText, method: Method) -> dict[str, Any]:
    return {
        "code": text.code,
        "name_zh": text.name_zh,
        "name_en": text.name_en or text.name_zh,
        "method": text.method,
        "unit": text.unit,
        "scope": text.scope,
        "fuel": text.fuel,
        "activity_parameter": activity_of(method).name,
        "measured_parameters": list(text.measured_parameters),
        "approved_inputs": {name: dict(value) for name, value in text.approved_inputs.items()},
        "furnace_code": text.furnace_code,
        "determination": text.determination,
        "uncertainty_percent": text.uncertainty_percent,
    }


def _method(text: StreamText) -> Method:
    method = all_methods().get(text.method)
    if method is None:
        raise ValidationError({"method": _("This method is not in the registry. Choose one from the list.")})
    return method


def _errors(plan: MonitoringPlan, text: StreamText, method: Method, stream: SourceStream | None) -> Any:
    taken = plan.streams.filter(code=text.code)
    if (taken.exclude(pk=stream.pk) if stream else taken).exists():
        yield "code", _("There is a stream with this code already. Choose another code.")
    for name in ("code", "name_zh", "name_en"):
        if offending(getattr(text, name)) or "/" in text.code:
            yield name, _("Use letters, digits and plain signs, without a slash.")
    if text.fuel and not Fuel.objects.filter(code=text.fuel).exists():
        yield "fuel", _("This fuel or material is not in the library. Choose one from the list.")
    wrong_unit = unit_error(activity_of(method), text.unit)
    if wrong_unit:
        yield "unit", wrong_unit
    known = {spec.name for spec in method.inputs} | {choice.name for choice in method.choices} | {"factor_kind"}
    unknown = [name for name in (*text.measured_parameters, *text.approved_inputs) if name not in known]
    if unknown:
        message = _("%(name)s is not an input of this method. Its inputs are: %(known)s.")
        yield "approved_inputs", message % {"name": unknown[0], "known": ", ".join(sorted(known))}
    yield from _furnace_errors(plan, text, stream)
    if text.determination not in ("", *DETERMINATIONS):
        yield "determination", _("Choose one of: %(known)s.") % {"known": ", ".join(DETERMINATIONS)}
    yield from _constant_errors(text, method)


def _constant_errors(text: StreamText, method: Method) -> Any:
    constants = [
        constant_error(spec, text.approved_inputs[spec.name])
        for spec in method.inputs
        if spec.name in text.approved_inputs
    ]
    found = [*filter(None, constants), *condition_errors(text.method, text.approved_inputs)]
    if found:
        yield "approved_inputs", " ".join(found)


def _furnace_errors(plan: MonitoringPlan, text: StreamText, stream: SourceStream | None) -> Any:
    if offending(text.furnace_code):
        yield "furnace_code", _("Use letters, digits and plain signs.")
    others = plan.streams.filter(method=text.method, furnace_code=text.furnace_code)
    others = others.exclude(pk=stream.pk) if stream else others
    if text.furnace_code and text.method in FURNACES and others.exists():
        message = _("Stream %(code)s draws the balance of this furnace already. Its carbon would count twice.")
        yield "furnace_code", message % {"code": others[0].code}


def constant_error(spec: InputSpec, constant: Mapping[str, str]) -> str:
    """What is wrong with a constant of the plan, in the language of the reader; blank if nothing."""
    language = get_language() or "en"
    try:
        parse_decimal(constant.get("value", ""), field=spec.name)
        spread = parse_decimal(constant.get("uncertainty_percent", "0"), field="uncertainty_percent")
    except AccountingError as error:
        return error.problems[0].text(language)
    if not 0 <= spread <= WIDEST:
        return _("An uncertainty is half the 95 %% interval in percent, 0 to %(most)s.") % {"most": WIDEST}
    return unit_error(spec, constant.get("unit", "1"))


def unit_error(spec: InputSpec, unit_text: str) -> str:
    """Why an input cannot be given in a unit, in the language of the reader; blank if it can."""
    language = get_language() or "en"
    try:
        unit = parse_unit(unit_text, field="unit", expected=spec.expected().to(language))
    except AccountingError as error:
        return error.problems[0].text(language)
    if any(unit.dimension == basis.unit.dimension and conflict(unit, basis.unit) is None for basis in spec.bases):
        return ""
    found = unit_problem(unit, spec.bases[0].unit, "unit", spec.expected())
    return found.text(language) if found else ""
