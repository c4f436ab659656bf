"""Public doors: one value with its history, two sets side by side, where sets differ, warming potentials."""

import csv
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from mrv.core.models import EmissionFactor, FactorSet
from mrv.core.views import PageRequest, page
from mrv.library import words
from mrv.library.display import comparing, history, potentials
from mrv.library.display.tabs import library_tabs
from mrv.library.display.values import interval
from mrv.library.forms import CompareForm, YearForm
from mrv.library.names import fuel_names, name_of
from mrv.library.selectors.comparison import compare_sets
from mrv.library.selectors.contradictions import contradictions as find_contradictions
from mrv.library.selectors.potentials import gwp_sets, potential_rows
from mrv.library.selectors.related import related_values
from mrv.library.tabular import comparison_lines


@require_GET
@page(None)
def value(request: PageRequest, factor_id: int) -> HttpResponse:
    """One factor: figure, facts, history over years and the same quantity in other sets."""
    sets = FactorSet.objects.visible_to(request.actor)
    factor = get_object_or_404(EmissionFactor.objects.select_related("factor_set"), pk=factor_id, factor_set__in=sets)
    everywhere = request.GET.get("places") == "all"
    related = related_values(factor, everywhere=everywhere)
    name = name_of(factor.fuel, factor.raw, fuel_names([factor.fuel]))
    quantity = words.quantity_name(factor.parameter, factor.gas)
    context = {
        "factor": factor,
        "name": name,
        "quantity": quantity,
        "interval": interval(factor),
        "flag_words": words.of(words.FLAGS, factor.flag) if factor.flag else "",
        "flag_tone": words.flag_tone(factor.flag).value,
        "facts": history.value_facts(factor),
        "chart": history.history_chart(factor, related, f"{name} \u00b7 {quantity}"),
        "others": history.other_rows(factor, related),
        "everywhere": everywhere,
        "raw": sorted((str(key), str(text)) for key, text in factor.raw.items()),
        "csv_href": history.download_address(factor),
    }
    return render(request, "library/value.html", context)


@require_GET
@page(None)
def compare(request: PageRequest) -> HttpResponse:
    """Two sets side by side."""
    form = CompareForm(request.GET or None, actor=request.actor)
    context: dict[str, Any] = {"tabs": library_tabs(request.actor, "compare"), "form": form}
    if form.is_valid():
        first, second = form.cleaned_data["a"], form.cleaned_data["b"]
        found = compare_sets(first, second, year=form.cleaned_data["year"])
        pairs = found.differing if form.cleaned_data["show"] == "differing" else found.pairs
        context |= {
            "first": first,
            "second": second,
            "numbers": comparing.comparison_numbers(found, str(first), str(second)),
            "pairs": comparing.pair_rows(pairs),
            "found": found,
            "only_first": comparing.alone_rows(found.only_first),
            "only_second": comparing.alone_rows(found.only_second),
            "csv_href": f"csv/?{request.GET.urlencode()}",
        }
    return render(request, "library/compare.html", context)


@require_GET
@page(None)
def compare_csv(request: PageRequest) -> HttpResponse:
    """The comparison as a file, everything that only one set states included."""
    form = CompareForm(request.GET, actor=request.actor)
    if not form.is_valid():
        return HttpResponse(str(form.errors.as_text()), status=400, content_type="text/plain; charset=utf-8")
    first, second = form.cleaned_data["a"], form.cleaned_data["b"]
    found = compare_sets(first, second, year=form.cleaned_data["year"])
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{first.code}-{second.code}.csv"'
    csv.writer(response, lineterminator="\r\n").writerows(comparison_lines(found, str(first), str(second)))
    return response


@require_GET
@page(None)
def contradictions(request: PageRequest) -> HttpResponse:
    """Quantities for which sets in force state different values."""
    form = YearForm(request.GET or None)
    year = form.cleaned_data["year"] if form.is_valid() else None
    codes, rows = comparing.contradiction_table(find_contradictions(year=year))
    context = {"tabs": library_tabs(request.actor, "contradictions"), "form": form, "codes": codes, "rows": rows}
    return render(request, "library/contradictions.html", context)


@require_GET
@page(None)
def gwp(request: PageRequest) -> HttpResponse:
    """Warming potentials of all sets, compared with one."""
    sets, rows = gwp_sets(), potential_rows()
    codes = [found.code for found in sets]
    base = request.GET.get("base", "")
    base = base if base in codes else "AR5"
    context = {
        "tabs": library_tabs(request.actor, "gwp"),
        "codes": codes,
        "base": base,
        "charts": potentials.potential_charts(rows),
        "table": potentials.potential_table(sets, rows, base),
        "sources": potentials.set_facts(sets),
    }
    return render(request, "library/gwp.html", context)
