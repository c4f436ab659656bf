"""The queue page: what waits, the riskiest first."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from rest_framework.request import Request

from mrv.core.actor import Actor
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem
from mrv.core.views import PageRequest, page
from mrv.portal.components import Pager, Tab
from mrv.portal.views.errors import problem
from verification.selectors.appeals import appeals_to_rule
from verification.selectors.queue import NO_DEADLINE, SORTS, STAGES, queue_of, stage_counts
from verification.wording import STAGE_NAMES, cause_text


@require_GET
@page("engagement:read")
def queue(request: PageRequest) -> HttpResponse:
    """``?stage=`` narrows, ``?sort=`` orders, ``?after=`` pages."""
    counts = stage_counts(request.actor)
    stage = request.GET.get("stage") or _first_stage(request.actor, counts)
    sort = request.GET.get("sort", "risk")
    if stage not in STAGES or sort not in SORTS:
        return problem(request, 400)
    try:
        rows, headers = keyset(
            Request(request), queue_of(request.actor).filter(state__in=STAGES[stage]), fields=SORTS[sort]
        )
    except Problem as refused:
        return problem(request, 400, refused.title)
    context = {
        "tabs": [_tab(name, counts[name], is_current=name == stage) for name in STAGES],
        "rows": [_row(version, request.actor) for version in rows],
        "appeals": appeals_to_rule(request.actor),
        "today": timezone.localdate(),
        "stage": stage,
        "sort": sort,
        "sorts": {name: f"?{urlencode({'stage': stage, 'sort': name})}" for name in SORTS},
        "pager": _pager(request, len(rows), counts[stage], headers),
    }
    return render(request, "verification/queue.html", context)


def _first_stage(actor: Actor, counts: dict[str, int]) -> str:
    """The stage in which this actor has something to do, the most urgent first."""
    own = ["to_decide", "to_assign"] if actor.may("report:decide") else ["to_review"]
    return next((stage for stage in [*own, *STAGES] if counts.get(stage)), own[0])


def _tab(stage: str, count: int, *, is_current: bool) -> Tab:
    return Tab(STAGE_NAMES[stage], f"?{urlencode({'stage': stage})}", is_current, count)


def _row(version: Any, actor: Actor) -> dict[str, Any]:
    assessed = getattr(version, "risk", None)
    today = timezone.localdate()
    due = None if version.queue_due == NO_DEADLINE else version.queue_due
    return {
        "version": version,
        "href": _address(version, actor),
        "score": version.queue_score,
        "causes": [cause_text(cause.code, cause.fact) for cause in assessed.causes.all()] if assessed else [],
        "change_percent": assessed.change_percent if assessed else None,
        "change_version_t": None
        if version.version_before_t is None
        else version.queue_tonnes - version.version_before_t,
        "due": due,
        "is_overdue": due is not None and due < today and version.state not in STAGES["done"],
    }


def _address(version: Any, actor: Actor) -> str:
    if version.state == "computed" and actor.may("engagement:assign"):
        return reverse("verification:assign", args=[version.public_id])
    if version.state == "concluded" and actor.may("report:decide"):
        return reverse("verification:decide", args=[version.public_id])
    if version.engagement_public_id:
        return reverse("verification:review", args=[version.engagement_public_id])
    return ""


def _pager(request: PageRequest, shown: int, total: int, headers: dict[str, str]) -> Pager:
    following = headers.get("Link", "").partition("?")[2].partition(">")[0]
    is_later = "after" in request.GET
    first = f"?{urlencode({key: value for key, value in request.GET.items() if key != 'after'})}"
    return Pager(shown, f"?{following}" if following else "", first_href=first if is_later else "", total=total)
