"""The monthly grid: shown, saved as a whole by the form, or cell by cell while typing (components/grid.py)."""

import json
import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mrv.core.services.transition import StaleState
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.workflow import IllegalTransition
from reporting.intake.problems import Problem
from reporting.models import ReportVersion
from reporting.pages.data_tabs import data_tabs
from reporting.pages.grid import CellChange, Typed, listed_problems, month_grid, posted_changes
from reporting.pages.reasons import reason
from reporting.pages.subject import Subject
from reporting.selectors.declared import RowKey, declared_rows
from reporting.selectors.history import last_change
from reporting.services.change_rows import change_rows
from reporting.services.plan_rules import plan_rules
from reporting.views.found import draft_of


@require_http_methods(["GET", "POST"])
@page("report:read")
def months(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The grid of the newest version; only a draft can be changed."""
    subject, version = draft_of(request, public_id)
    if request.method == "GET":
        return _grid_page(request, subject, Typed())
    if not subject.can_edit:
        return problem(request, 409)
    changes = posted_changes(request.POST.dict(), plan_rules(version), declared_rows(version))
    try:
        refused = _save(request, subject, version, changes)
    except StaleState:
        return _conflict(request, subject, version, changes)
    except IllegalTransition:
        return problem(request, 409)
    return _saved(request, subject, changes, refused)


def _save(
    request: HttpRequest, subject: Subject, version: ReportVersion, changes: list[CellChange]
) -> dict[RowKey, list[Problem]]:
    """Store the changed cells; a revision that is no number is as good as an old one."""
    sent = request.POST.get("version", "")
    revision = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
    rows = {change.key: change.row for change in changes}
    return change_rows(version=version, changes=rows, by=subject.actor, expected_revision=revision)


def _saved(
    request: HttpRequest, subject: Subject, changes: list[CellChange], refused: Mapping[RowKey, list[Problem]]
) -> HttpResponse:
    errors = {c.name: " ".join(map(reason, refused[c.key])) for c in changes if c.key in refused}
    typed = Typed({change.name: change.text for change in changes if change.name in errors}, errors)
    if request.POST.get("partial"):
        return _status_line(request, subject, errors)
    if errors:
        return _grid_page(request, subject, typed, status=422)
    messages.success(request, _("Saved %(at)s.") % {"at": timezone.localtime().strftime("%H:%M")})
    return redirect("reporting:months", public_id=subject.report.public_id)


def _status_line(request: HttpRequest, subject: Subject, errors: Mapping[str, str]) -> HttpResponse:
    context = {"problems": list(errors.items())} if errors else {"saved_at": timezone.localtime()}
    answer = render(request, "portal/components/grid_status.html", context, status=422 if errors else 200)
    revision = subject.version.draft_revision if subject.version else 0
    triggers: dict[str, object] = {"grid:saved": {"version": revision}}
    if errors:
        triggers["grid:problems"] = dict(errors)
    answer["HX-Trigger"] = json.dumps(triggers)
    return answer


def _conflict(
    request: HttpRequest, subject: Subject, version: ReportVersion, changes: list[CellChange]
) -> HttpResponse:
    """Nothing was stored: say who was faster. The plain form shows what was typed beside what stands there now."""
    version.refresh_from_db(fields=["draft_revision"])
    event = last_change(version)
    by, at = (event.actor_name, event.occurred_at) if event else (_("Somebody else"), timezone.now())
    if request.POST.get("partial"):
        href = reverse("reporting:months", args=[subject.report.public_id])
        context = {"conflict_by": by, "conflict_at": timezone.localtime(at), "reload_href": href}
        return render(request, "portal/components/grid_status.html", context, status=409)
    lost = {change.name: _("You had: %(text)s") % {"text": change.text or "-"} for change in changes}
    typed = Typed(warnings=lost)
    return _grid_page(request, subject, typed, status=409, conflict={"by": by, "at": at})


def _grid_page(
    request: HttpRequest,
    subject: Subject,
    typed: Typed,
    *,
    status: int = 200,
    conflict: Mapping[str, object] | None = None,
) -> HttpResponse:
    version = subject.version
    assert version is not None
    grid = month_grid(subject, plan_rules(version), declared_rows(version), typed)
    context = {
        "subject": subject,
        "grid": grid,
        "problems": listed_problems(grid),
        "conflict": conflict,
        "tabs": data_tabs(subject, "months"),
    }
    return render(request, "reporting/months.html", context, status=status)
