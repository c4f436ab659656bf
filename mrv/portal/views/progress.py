"""The answer to a progress panel that polls: the panel while the work runs, the whole page anew once it is over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mrv.portal.components import Progress


def progress_part(request: HttpRequest, progress: Progress, *, reloads: bool = True) -> HttpResponse:
    """The panel alone. When the work is over, the page around it is loaded again, because all of it has changed;
    not where it ``reloads`` a form that somebody may be filling in: there the panel leads to the result.
    """
    answer = render(request, "portal/progress_part.html", {"progress": progress})
    if progress.is_over and reloads:
        answer["HX-Refresh"] = "true"
    return answer
