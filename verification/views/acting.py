"""How a page acts: find the case, run one service, put what it refuses where the reader can act on it."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from mrv.core.services.transition import ReasonMissing, StaleState
from mrv.core.views import PageRequest
from mrv.portal.views.errors import problem
from mrv.workflow import IllegalTransition
from reporting.models import ReportVersion
from verification.denials import record_denial
from verification.errors import IndependenceRefused
from verification.guards import current_version
from verification.models import VerificationEngagement
from verification.wording import conflict_text

T = TypeVar("T")


def case_or_404(request: PageRequest, public_id: uuid.UUID) -> tuple[VerificationEngagement, ReportVersion]:
    """The engagement and the version it is about now; 404 when this actor has none such."""
    engagement = (
        VerificationEngagement.objects.visible_to(request.actor)
        .select_related(
            "report__facility__enterprise", "report__facility__district", "report__facility__sector", "body"
        )
        .filter(public_id=public_id)
        .first()
    )
    version = current_version(engagement.report) if engagement else None
    if engagement is None or version is None:
        raise Http404
    return engagement, version


def version_or_404(request: PageRequest, public_id: uuid.UUID) -> ReportVersion:
    """The version, if this actor may see it."""
    version = (
        ReportVersion.objects.visible_to(request.actor)
        .select_related("report__facility__enterprise", "report__facility__district", "report__facility__sector")
        .filter(public_id=public_id)
        .first()
    )
    if version is None:
        raise Http404
    return version


def submitted(
    request: PageRequest, form: forms.Form, act: Callable[[], T], *, done: Callable[[T], str]
) -> HttpResponse | None:
    """Run the act of a posted, valid form and go to ``done``; None when the form has to be shown (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return redirect(done(act()))
    except ValidationError as error:
        place(form, error)
    except ReasonMissing as error:
        place(form, ValidationError({"reason": str(error)}))
    except IndependenceRefused as error:
        record_denial(error, by=request.actor)
        for conflict in error.conflicts:
            form.add_error(None, conflict_text(conflict))
    except (StaleState, IllegalTransition) as error:
        return problem(request, 409, str(error))
    except PermissionDenied as error:
        record_denial(error, by=request.actor)
        return problem(request, 403, str(error))
    return None


def place(form: forms.Form, error: ValidationError) -> None:
    """Put each message at its field, or above the form when the form has no such field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, found in error.error_dict.items():
        form.add_error(name if name in form.fields else None, [text for item in found for text in item.messages])


def status_of(form: forms.Form) -> int:
    """422 when a form comes back with errors."""
    return 422 if form.is_bound and form.errors else 200


def pressed(request: PageRequest, act: Callable[[], Any], *, done: str, said: str = "") -> HttpResponse:
    """Run the act of a single button, say so, and go to ``done``; refusals get their own page."""
    form = forms.Form(request.POST)
    answer = submitted(request, form, act, done=lambda _value: done)
    if answer is None:
        return problem(request, 409, " ".join(str(text) for text in form.non_field_errors()))
    if said and answer.status_code == 302:
        messages.success(request, said)
    return answer
