"""Compute everything a version declares; whatever stands in the way becomes an outcome with its place.

Nothing a report says may stop a worker: a GWP set that is not in the library, a place outside of the known
districts, a stream the engine stumbles over. Each is named, so that the report ends with its reasons.
"""

from collections.abc import Sequence

import structlog

from mrv.accounting.errors import AccountingError
from mrv.accounting.messages import Text
from mrv.core.models import GwpSet
from mrv.reference.tables import FixtureError
from reporting.calculation.declared import Stream
from reporting.calculation.library import Library
from reporting.calculation.lines import Computation, compute, placed
from reporting.calculation.loading import load_library, load_streams
from reporting.calculation.own_results import own_outcomes
from reporting.checks.outcome import Outcome, pointer
from reporting.models import ReportVersion

log = structlog.get_logger(__name__)
FAULTS = (ArithmeticError, LookupError, ValueError, TypeError)


def compute_whole(version: ReportVersion) -> tuple[Library | None, Computation]:
    """The library and the lines, or the outcomes. The version may be a draft; nothing is stored."""
    streams = load_streams(version)
    try:
        library = _library(version, streams)
    except GwpSet.DoesNotExist:
        return None, Computation(outcomes=[gwp_unknown(version.gwp_set_code)])
    except FixtureError:
        return None, Computation(outcomes=[place_unknown(version)])
    return library, _compared(compute_or_blame(version, streams, library), streams, library)


def compute_or_blame(version: ReportVersion, streams: Sequence[Stream], library: Library) -> Computation:
    """The lines, or the outcomes; a fault of the engine is one, at the stream it comes from."""
    try:
        return compute(streams, library)
    except AccountingError as refused:
        return Computation(outcomes=_blamed(streams, library, refused))
    except FAULTS as fault:
        log.exception("calculation_fault", version=version.pk)
        return Computation(outcomes=_blamed(streams, library, fault))


def _compared(computation: Computation, streams: Sequence[Stream], library: Library) -> Computation:
    """The lines, held against what the enterprise computed itself."""
    if not computation.outcomes:
        computation.outcomes += own_outcomes(streams, computation.lines, library.gwp)
    return computation


def _library(version: ReportVersion, streams: Sequence[Stream]) -> Library:
    report = version.report
    subjects = {stream.fuel for stream in streams if stream.fuel}
    return load_library(version, subjects=subjects, facility=report.facility, year=report.compliance_year)


def _blamed(streams: Sequence[Stream], library: Library, fault: Exception) -> list[Outcome]:
    """The streams that fail on their own; the whole report if none does."""
    found: list[Outcome] = []
    for stream in streams:
        try:
            compute([stream], library)
        except AccountingError as refused:
            found += placed(refused.problems, stream, None)
        except FAULTS as own:
            found.append(_stumbled(pointer(stream.code), own))
    return found or [_stumbled("/", fault)]


def _stumbled(place: str, fault: Exception) -> Outcome:
    kind = type(fault).__name__
    text = Text(
        f"The calculation stopped at a fault ({kind}: {str(fault)[:200]}). Check amounts, units and the inputs of the "
        "monitoring plan here; if they are right, tell the operator of the platform.",
        f"核算因故障中止（{kind}：{str(fault)[:200]}）。请核对此处的数量、单位以及数据质量控制方案中的参数；"
        "如均无误，请联系平台运维人员。",
    )
    return Outcome("calculation_fault", "error", place, text, {"kind": kind})


def place_unknown(version: ReportVersion) -> Outcome:
    """What stands in the way when the factor library does not know the district."""
    facility = version.report.facility
    code = facility.district.code
    text = Text(
        f"The district code {code} of facility {facility.code} is not one of GB/T 2260 that the factor library knows, "
        "so no factor applies there. The authority corrects the district of the facility in the register.",
        f"设施 {facility.code} 的行政区划代码 {code} 不在因子库所用的 GB/T 2260 代码之内，无法选取排放因子。"
        "请主管部门在名录中更正该设施的行政区划。",
    )
    return Outcome("place_unknown", "error", "/", text, {"district": code})


def gwp_unknown(code: str) -> Outcome:
    """What stands in the way when the GWP set of a plan is not there."""
    text = Text(
        f"The GWP set {code} of the monitoring plan is not in the library. Choose another set in the plan.",
        f"数据质量控制方案所列 GWP 集 {code} 不在库中，请在方案中选择其他集合。",
    )
    return Outcome("gwp_set_unknown", "error", "/", text, {"code": code})
