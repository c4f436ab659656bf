"""The data quality of cells by the marks of GPC, from the uncertainty profiles of the lines behind them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inventory.analysis.data_quality import Quality, of_activity, of_factors, of_tonnes
from inventory.selectors.sums import Source, spreads
from inventory.tables.axes import Axis
from inventory.tables.pivot import Key
from inventory.tables.request import TableRequest
from reporting.models import UncertaintyProfile


@dataclass(frozen=True)
class DataQuality:
    """The marks of activity and factors; None = most tonnes have none."""

    activity: Quality | None = None
    factors: Quality | None = None


def data_quality(source: Source, request: TableRequest, *by: Axis) -> Mapping[Key, DataQuality]:
    """The marks at every key of some axes of a question; the key of no axis is the whole."""
    held = list(spreads(source, request.with_axes(*by)))
    profiles = UncertaintyProfile.objects.filter(digest__in={one.profile for one in held} - {""})
    marks = {one.digest: (of_activity(one.parts), of_factors(one.parts)) for one in profiles}
    activity: dict[Key, list[tuple[Quality | None, Decimal]]] = defaultdict(list)
    factors: dict[Key, list[tuple[Quality | None, Decimal]]] = defaultdict(list)
    for one in held:
        first, second = marks.get(one.profile, (None, None))
        activity[one.key].append((first, one.amount))
        factors[one.key].append((second, one.amount))
    return {key: DataQuality(of_tonnes(activity[key]), of_tonnes(factors[key])) for key in activity}
