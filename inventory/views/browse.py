"""The dashboard, its cells down to the line, and downloads. Released figures are open to everybody."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inventory.pages.cell import cell, source
from inventory.pages.dashboard import dashboard as dashboard_parts
from inventory.pages.downloads import download_table
from inventory.pages.forms import QuestionForm
from inventory.pages.gpc import gpc_levels
from inventory.pages.market import scope_2_parts
from inventory.pages.question import NoInventory, Question, read_question
from inventory.pages.section import tabs
from inventory.pages.stand import stand
from inventory.selectors.contributors import find_posting
from inventory.tables.axes import View
from inventory.tables.request import RequestRefused
from mrv.core.actor import Actor
from mrv.core.views import page
from mrv.portal.views.errors import problem

Answer = Callable[[HttpRequest, Question], HttpResponse]


def asks(view: Answer) -> Callable[[HttpRequest], HttpResponseBase]:
    """A page that answers a question in its address; a question that is not understood is a 400 that says why."""

    @wraps(view)
    def door(request: HttpRequest) -> HttpResponseBase:
        try:
            question = read_question(request)
        except RequestRefused as refusal:
            said = [
                _("%(name)s: expected %(what)s.") % {"name": f.parameter, "what": f.expected.to(get_language() or "")}
                for f in refusal.faults
            ]
            return problem(request, 400, " ".join(said))
        except NoInventory:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            return render(request, "inventory/empty.html", {"tabs": tabs(actor, "dashboard")})
        return view(request, question)

    return door


@require_GET
@page(None)
@asks
def dashboard(request: HttpRequest, question: Question) -> HttpResponse:
    """The inventory of a year at a glance."""
    context = {
        **stand(question),
        **dashboard_parts(question),
        **scope_2_parts(question),
        "form": QuestionForm(question),
        "tabs": tabs(question.actor, "dashboard"),
        "downloads_href": question.href("inventory:downloads"),
    }
    if question.request.view is View.GPC:
        context["gpc"] = gpc_levels(question)
    return render(request, "inventory/dashboard.html", context)


@require_GET
@page(None)
@asks
def cells(request: HttpRequest, question: Question) -> HttpResponse:
    """A cell, row, column or the total, and what it is made of."""
    start = request.GET.get("start", "0")
    if not (start.isascii() and start.isdigit() and len(start) < 9):
        raise Http404
    context = {
        **stand(question),
        **cell(question, int(start)),
        "form": QuestionForm(question),
        "dashboard_href": question.href("inventory:dashboard"),
    }
    return render(request, "inventory/cells.html", context)


@require_GET
@page("inventory:read")
def posted_source(request: HttpRequest, pk: int) -> HttpResponse:
    """A report version that counts: its lines, each with its explanation."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    posting = find_posting(pk, actor)
    if posting is None or posting.version is None:
        raise Http404
    narrowed = {name: request.GET.get(name, "").replace("\x00", "") for name in ("fuel", "scope")}
    return render(request, "inventory/source.html", source(posting, **narrowed))


@require_GET
@page(None)
@asks
def downloads(request: HttpRequest, question: Question) -> HttpResponse:
    """Every table of the question in every format."""
    context = {
        **stand(question),
        "table": download_table(question),
        "form": QuestionForm(question),
        "tabs": tabs(question.actor, "downloads"),
    }
    return render(request, "inventory/downloads.html", context)
