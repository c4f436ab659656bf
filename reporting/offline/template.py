"""Compute a filled-in activity template offline: its source streams are read as names of fuels and carriers."""

from collections.abc import Sequence

from reporting.calculation.declared import Declared, Stream
from reporting.calculation.library import Library
from reporting.calculation.lines import Computation, compute
from reporting.intake.check_rows import Columns, check_rows
from reporting.intake.files import read_file
from reporting.intake.problems import Problem
from reporting.intake.rows import RawColumns
from reporting.intake.rules import PlanRules, StreamRule
from reporting.offline.facts import GENERAL, METHODS, fuels_by_name

_MEASURED = ("net_calorific_value", "carbon_content", "oxidation_factor", "emission_factor")


def compute_file(data: bytes, library: Library) -> Computation | list[Problem]:
    """The lines of a template file, or every problem with its rows."""
    reading = read_file(data).reading
    if reading.table is None:
        return reading.problems
    columns = _of_one_facility(reading.table.columns)
    rules = _rules(columns.source_streams)
    checked = check_rows(columns, rules, numbers=reading.table.numbers)
    return checked.problems if checked.columns is None else compute(_streams(rules, checked.columns), library)


def _of_one_facility(columns: RawColumns) -> RawColumns:
    """Offline nobody owns a facility: the code is not compared with anything."""
    blank = ("",) * len(columns)
    kept = {name: getattr(columns, name) for name in RawColumns.__slots__}
    return RawColumns(**{**kept, "facility_codes": blank})


def _rules(names: Sequence[str]) -> PlanRules:
    streams: list[StreamRule] = []
    for name in dict.fromkeys(text.strip() for text in names):
        fuel = fuels_by_name().get(name.lower())
        if fuel is not None:
            method = METHODS.get(fuel.kind, GENERAL)
            streams.append(
                StreamRule(len(streams) + 1, name, method, "activity", fuel.unit, _MEASURED, (fuel.code, fuel.name_en))
            )
    return PlanRules("", tuple(streams))


def _streams(rules: PlanRules, columns: Columns) -> list[Stream]:
    streams = {rule.id: _stream(rule) for rule in rules.streams}
    rows = zip(
        columns.stream_ids, columns.parameters, columns.months, columns.quantities, columns.units,
        columns.data_sources, columns.evidence_refs, columns.numbers, strict=True,
    )  # fmt: skip
    for stream_id, parameter, month, *declared in rows:
        streams[stream_id].rows[parameter, month] = Declared(*declared)
    return list(streams.values())


def _stream(rule: StreamRule) -> Stream:
    fuel = fuels_by_name()[rule.code.lower()]
    scope = 2 if fuel.kind in ("electricity", "heat") else 1
    approved = {"gas": {"value": "CO2"}} if rule.method == GENERAL else {}
    return Stream(rule.id, rule.code, rule.method, fuel.code, scope, rule.activity_parameter, approved)
