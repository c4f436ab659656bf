"""Public doors: search of values, list of sets, one set."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from mrv.core.views import PageRequest, page
from mrv.library.display import sets as shown_sets_of
from mrv.library.display.deciding import steward_context
from mrv.library.display.numbers import library_numbers
from mrv.library.display.tabs import library_tabs
from mrv.library.display.values import value_rows
from mrv.library.forms import SearchForm
from mrv.library.selectors.search import ORDER, Question, find_factors
from mrv.library.selectors.sets import find_set, shown_sets, versions_of
from mrv.library.views.paging import paged

SIZE = 50


@require_GET
@page(None)
def library(request: PageRequest) -> HttpResponse:
    """Search and filter the values in force."""
    form = SearchForm(request.GET)
    found = find_factors(form.question(request.actor), request.actor)
    shown, pager = paged(request, found, fields=ORDER, size=SIZE)
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "tabs": library_tabs(request.actor, "library"),
        "form": form,
        "rows": value_rows(shown),
        "pager": pager,
        "numbers": library_numbers(),
        "csv_href": f"{reverse('api:factors')}?{urlencode([*_given(query), ('format', 'csv')])}",
    }
    return render(request, "library/search.html", context)


def _given(query: dict[str, str]) -> list[tuple[str, str]]:
    known = ("q", "parameter", "geography", "year", "set", "purpose", "grade", "flag")
    return [(name, query[name]) for name in known if query.get(name)]


@require_GET
@page(None)
def sets(request: PageRequest) -> HttpResponse:
    """Every released set."""
    context = {
        "tabs": library_tabs(request.actor, "sets"),
        "sets": shown_sets_of.set_table(shown_sets(request.actor)),
        "numbers": library_numbers(),
    }
    return render(request, "library/sets.html", context)


@require_GET
@page(None)
def set_version(request: PageRequest, code: str, version: int | None = None) -> HttpResponse:
    """One version of a set: provenance, versions, history, values, and for stewards the next step."""
    found = find_set(f"{code}@{version}" if version else code, request.actor)
    if found is None:
        raise Http404
    factors = find_factors(Question(text=request.GET.get("q", ""), factor_set=found.pk), request.actor)
    shown, pager = paged(request, factors, fields=ORDER, size=SIZE)
    context = {
        "set": found,
        "facts": shown_sets_of.set_facts(found),
        "versions": shown_sets_of.version_table(versions_of(found.code, request.actor), found),
        "events": shown_sets_of.history(found),
        "rows": value_rows(shown),
        "pager": pager,
        "csv_href": f"{reverse('api:factors')}?{urlencode({'set': f'{found.code}@{found.version}', 'format': 'csv'})}",
        **steward_context(found, request.actor),
        "compare_href": f"{reverse('factors:compare')}?{urlencode({'a': f'{found.code}@{found.version}'})}",
    }
    return render(request, "library/set.html", context)
