"""Notation keys: the list of a year, set one, take one away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inventory.models import NotationEntry
from inventory.pages.contradictions import contradiction_table, contradictions
from inventory.pages.notation import SYSTEMS, NotationForm, notation_table
from inventory.pages.question import Question
from inventory.pages.section import tabs
from inventory.selectors.labels import VIEW_NAMES
from inventory.services.set_notation import drop_notation, set_notation
from inventory.tables.axes import View
from inventory.views.browse import asks
from inventory.views.compiling import years
from mrv.core.views import PageRequest, page
from reporting.forms.problems import put_errors


@require_http_methods(["GET", "POST"])
@page("inventory:read")
@asks
def notation_keys(request: HttpRequest, question: Question) -> HttpResponse:
    """Why sectors have no number; the compiler says so here."""
    may_set = question.actor.may("inventory:compile")
    system = question.request.view if question.request.view in SYSTEMS else View.INVENTORY
    form = NotationForm(request.POST if request.method == "POST" else None, system=system)
    if request.method == "POST":
        question.actor.require("inventory:compile")
        if form.is_valid() and _set(form, question):
            messages.success(request, _("The notation key is recorded."))
            return redirect(question.href("inventory:notation_keys"))
    context = {
        "question": question,
        "form": form,
        "may_set": may_set,
        "contradicted": contradiction_table(found) if (found := contradictions(question)) else None,
        "table": notation_table(question, can_drop=may_set),
        "years": years(question, "inventory:notation_keys"),
        "systems": [
            (str(VIEW_NAMES[one]), question.href("inventory:notation_keys", view=one.value), one == system)
            for one in SYSTEMS
        ],
        "tabs": tabs(question.actor, "notation_keys"),
    }
    return render(request, "inventory/notation_keys.html", context, status=422 if form.errors else 200)


def _set(form: NotationForm, question: Question) -> bool:
    given = form.cleaned_data
    try:
        set_notation(place=form.place(question), key=given["key"], explanation=given["explanation"], by=question.actor)
    except ValidationError as error:
        put_errors(form, error)
    return not form.errors


@require_http_methods(["GET", "POST"])
@page("inventory:compile")
def drop(request: PageRequest, pk: int) -> HttpResponse:
    """Ask once, then take the key away."""
    entry = get_object_or_404(NotationEntry.objects.select_related("sector", "jurisdiction"), pk=pk)
    if request.method == "POST":
        year = entry.year
        drop_notation(entry=entry, by=request.actor)
        messages.success(request, _("The notation key was taken away; the ledger keeps it."))
        response = redirect("inventory:notation_keys")
        response["Location"] += f"?year={year}"
        return response
    return render(request, "inventory/notation_drop.html", {"entry": entry})
