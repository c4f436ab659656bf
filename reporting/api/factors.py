"""The factor sets a report pins: read them with the difference of the newest ones, and move to those."""

import uuid
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.idempotency import idempotent
from mrv.core.api.problems import Problem
from mrv.core.api.views import StrictSerializer
from mrv.core.models import FactorSet
from reporting.api.base import Permissions, ReportView
from reporting.selectors.factor_impact import LineShift, VersionImpact, impact_on
from reporting.selectors.factor_pins import Pin, pins_of
from reporting.services.repin_factors import repin_factors


class PinsForm(StrictSerializer):
    """The newest sets as they were read, ``CODE@VERSION`` each, so that nothing newer slips in."""

    factor_sets = serializers.ListField(child=serializers.CharField(max_length=64), min_length=1, max_length=50)


class FactorSetsOfReport(ReportView):
    """Pinned factor sets."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "POST": "report:edit"}

    @extend_schema(operation_id="report_factor_sets_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response:
        """The pins, the newest released version of each, and for a draft the difference per line."""
        version = self.version(public_id)
        pins = pins_of(version)
        body: dict[str, Any] = {"factor_sets": [_pin(pin) for pin in pins]}
        if version.state == "draft" and any(pin.newest for pin in pins):
            newest = [(pin.newest or pin.pinned).pk for pin in pins]
            body["difference"] = difference(impact_on(version, newest))
        return Response(body)

    @extend_schema(operation_id="report_factor_sets_move", request=PinsForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Move the draft to the sets named, which must be the newest released ones; answers the difference."""
        version, sent = self.version(public_id), self.sent(PinsForm)["factor_sets"]
        impact = repin_factors(version=version, by=self.actor, pins=[_key(text) for text in sent])
        return Response({"factor_sets": [_pin(pin) for pin in pins_of(version)], "difference": difference(impact)})


def _key(text: str) -> int:
    code, _at, number = text.partition("@")
    is_number = number.isascii() and number.isdigit() and len(number) < 9
    found = FactorSet.objects.filter(code=code, version=int(number)).first() if is_number else None
    if found is None:
        errors = [
            {"pointer": "/factor_sets", "code": "unknown", "detail": _("Expected CODE@VERSION of a released set.")}
        ]
        raise Problem(422, "invalid", _("The data is not valid."), errors=errors)
    return found.pk


def _pin(pin: Pin) -> dict[str, Any]:
    return {
        "pinned": _reference(pin.pinned),
        "state": pin.pinned.state,
        "newest": _reference(pin.newest or pin.pinned),
        "is_newest": pin.newest is None,
    }


def _reference(found: FactorSet) -> str:
    return f"{found.code}@{found.version}"


def difference(impact: VersionImpact) -> dict[str, Any]:
    """Totals and lines, tonnes as strings."""
    return {
        "co2e_before_t": impact.before,
        "co2e_after_t": impact.after,
        "line_count": impact.line_count,
        "problems": [{"en": text.en, "zh": text.zh} for text in impact.problems],
        "lines": [_line(shift) for shift in impact.lines],
    }


def _line(shift: LineShift) -> dict[str, Any]:
    return {
        "source_stream": shift.stream_code,
        "month": shift.month,
        "scope": shift.scope,
        "co2e_before_t": shift.before,
        "co2e_after_t": shift.after,
        "difference_co2e_t": shift.difference,
        "factors": [{"input": one.name, "before": one.before, "after": one.after} for one in shift.factors],
    }
