"""Filters of the interface: every parameter is known and plausible, or the answer says which is not."""

from django.utils.translation import gettext as _
from rest_framework.request import Request

from mrv.core.actor import Actor
from mrv.core.api.problems import Problem
from mrv.library.selectors.search import Question
from mrv.library.selectors.sets import find_set

PAGING = frozenset({"after", "page_size", "format", "sort"})
FILTERS = frozenset(
    {"q", "fuel", "parameter", "gas", "geography", "year", "set", "grade", "purpose", "flag"}
)  # fmt: skip
SET_FILTERS = frozenset({"purpose", "grade", "state", "year"})
SET_STATES = frozenset({"released", "superseded"})
SORTS = {
    "fuel": ("rank", "fuel", "parameter", "gas", "geography", "id"),
    "set": ("factor_set__code", "fuel", "parameter", "gas", "geography", "id"),
    "-set": ("-factor_set__code", "fuel", "parameter", "gas", "geography", "id"),
    "id": ("id",),
    "-id": ("-id",),
}


def factor_question(request: Request, actor: Actor) -> Question:
    """What is asked of the factors; a Problem naming each parameter that cannot be read."""
    given = given_parameters(request, FILTERS)
    factor_set = given.pop("set", "")
    found = find_set(factor_set, actor) if factor_set else None
    if factor_set and found is None:
        raise refused("set", _("a code of /factor-sets, such as NDRC-2015 or NDRC-2015@1"))
    year = year_of(given.pop("year", ""))
    return Question(text=given.pop("q", ""), year=year, factor_set=found.pk if found else None, **given)


def given_parameters(request: Request, known: frozenset[str]) -> dict[str, str]:
    """The filters of the query, without those that page; unknown ones are refused."""
    given = {name: str(text).replace("\x00", "") for name, text in request.query_params.items()}
    unknown = sorted(given.keys() - known - PAGING)
    if unknown:
        raise refused(unknown[0], ", ".join(sorted(known | PAGING)), code="unknown_parameter")
    return {name: text for name, text in given.items() if name in known and text}


def year_of(text: str) -> int | None:
    """A year, None when none is given."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2200):
        raise refused("year", _("a year such as 2024"))
    return int(text)


def sorting(request: Request) -> tuple[str, ...]:
    """The order of the rows."""
    wanted = request.query_params.get("sort") or "fuel"
    if wanted not in SORTS:
        raise refused("sort", ", ".join(SORTS))
    return SORTS[wanted]


def refused(name: str, expected: str, *, code: str = "bad_parameter") -> Problem:
    """The refusal of one parameter."""
    detail = _("Expected %(what)s.") % {"what": expected}
    errors = [{"pointer": f"?{name}", "code": code, "detail": detail}]
    return Problem(400, code, _("The question is not understood."), f"{name}: {detail}", errors=errors)
