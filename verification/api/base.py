"""The base of the doors of verification: find what the actor may see, keep refusals."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from mrv.core.api.problems import Problem, not_found
from mrv.core.api.views import ApiView
from reporting.models import ReportVersion
from verification.denials import record_denial
from verification.errors import IndependenceRefused
from verification.guards import current_version
from verification.models import Finding, VerificationEngagement
from verification.wording import conflict_text

Permissions = dict[str, str | None]


class VerificationView(ApiView):
    """Knows how to find cases; a refusal by rule is kept in the ledger and names its rule."""

    def handle_exception(self, error: Exception) -> Response:
        """Keep refusals of people, then answer as every door does."""
        actor = getattr(self.request._request, "actor", None)
        if isinstance(error, PermissionDenied) and actor is not None:
            record_denial(error, by=actor)
        if isinstance(error, IndependenceRefused):
            error = independence_problem(error)
        return super().handle_exception(error)

    def engagement(self, public_id: uuid.UUID) -> VerificationEngagement:
        """The case, or 404 when there is none for this actor."""
        found = (
            VerificationEngagement.objects.visible_to(self.actor)
            .select_related("report__facility__enterprise", "body")
            .filter(public_id=public_id)
            .first()
        )
        if found is None:
            raise not_found()
        return found

    def case(self, public_id: uuid.UUID) -> tuple[VerificationEngagement, ReportVersion]:
        """The case with the version it is about now."""
        engagement = self.engagement(public_id)
        version = current_version(engagement.report)
        if version is None:
            raise not_found()
        return engagement, version

    def finding(self, public_id: uuid.UUID) -> Finding:
        """The finding, or 404 when there is none for this actor."""
        found = Finding.objects.visible_to(self.actor).filter(public_id=public_id).first()
        if found is None:
            raise not_found()
        return found

    def sent(self, form: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The body of the request, checked by the form."""
        checked = form(data=self.request.data if self.request.data is not None else {})
        checked.is_valid(raise_exception=True)
        return dict(checked.validated_data)


def independence_problem(error: IndependenceRefused) -> Problem:
    """403 with one entry per broken rule."""
    errors = [
        {"pointer": "/", "code": conflict.rule, "detail": conflict_text(conflict)} for conflict in error.conflicts
    ]
    return Problem(403, "not_independent", _("Not independent enough."), str(error), errors=errors)
