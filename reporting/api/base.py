"""What the doors of reporting share: find a report among those the actor may see, read the body strictly."""

import uuid
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.response import Response

from mrv.core.api.problems import Problem, not_found
from mrv.core.api.views import ApiView, StrictSerializer
from mrv.core.models import Person
from mrv.core.services.record import record
from reporting.intake.json_rows import MAX_BYTES
from reporting.intake.problems import Problem as RowProblem
from reporting.models import EmissionsReport, ReportVersion

Permissions = dict[str, str | None]


class BytesParser(BaseParser):
    """Hands the body over as bytes: rows of activity are decoded by the intake itself, once."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The body; 413 if it is larger than the intake accepts."""
        body: bytes = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise Problem(413, "too_large", _("The body is larger than %(max)d MB.") % {"max": MAX_BYTES >> 20})
        return body


class ReportView(ApiView):
    """A door about one report; what is not visible does not exist. Refusals of people are kept in the ledger."""

    def handle_exception(self, error: Exception) -> Response:
        """Keep a refusal, then answer as every door does."""
        actor = getattr(self.request._request, "actor", None)
        is_refusal = isinstance(error, PermissionDenied) or (isinstance(error, Problem) and error.status == 404)
        if is_refusal and actor is not None and actor.person_id:
            payload = {"method": self.request.method, "path": self.request.path[:200]}
            record(
                "reporting:access:deny",
                about=cast(Person, self.request.user),
                by=actor,
                reason=str(error)[:500],
                payload=payload,
            )
        return super().handle_exception(error)

    def report(self, public_id: uuid.UUID) -> EmissionsReport:
        """The report, or 404."""
        visible = EmissionsReport.objects.visible_to(self.actor).select_related("facility", "verification_body")
        found = visible.filter(public_id=public_id).first()
        if found is None:
            raise not_found()
        return found

    def version(self, public_id: uuid.UUID) -> ReportVersion:
        """A version of the report: ``?version=N``, else the newest this actor may see."""
        visible = ReportVersion.objects.visible_to(self.actor).filter(report__public_id=public_id)
        if number := self.request.query_params.get("version"):
            if not (number.isascii() and number.isdigit() and len(number) < 9):
                raise Problem(400, "bad_filter", _("version must be a number such as 1."))
            visible = visible.filter(number=int(number))
        found = visible.select_related("report__facility").order_by("-number").first()
        if found is None:
            raise not_found()
        return found

    def sent(self, form: type[StrictSerializer]) -> dict[str, Any]:
        """The checked body."""
        checked = form(data=self.request.data)
        checked.is_valid(raise_exception=True)
        return dict(checked.validated_data)


def row_errors(problems: list[RowProblem], language: str) -> list[dict[str, Any]]:
    """Problems of rows with a JSON pointer each; rows of a list count from 0 in a pointer, from 1 in ``row``."""
    return [
        {
            "pointer": f"/rows/{problem.row - 1}/{problem.column}" if problem.row else f"/{problem.column or 'rows'}",
            "row": problem.row,
            "column": problem.column,
            "code": problem.code,
            "detail": problem.to("zh" if language.startswith("zh") else "en"),
            "messages": {"en": problem.text.en, "zh": problem.text.zh},
        }
        for problem in problems
    ]
