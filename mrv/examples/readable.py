"""Worked examples as a domain expert writes them: YAML, one group per method, one line per case.

- method: fuel_by_heat
  source: GB/T 32151.34-2024, equation (3)
  within: abs 0.001            # or: rel 1e-6, or both: abs 1 or rel 1e-6; nothing means exactly
  given: {AFh: GJ, FCh: tC/GJ, FOx: "%"}
  expect: {co2: tCO2}
  cases:
    Ten gigajoules: [10, 0.02, 100, 0.733]

The values of a case stand in the order of `given`, then of `expect`. Everything is read as text, so a
decimal keeps its digits.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from mrv.examples.format import Example, FormatError, Given, Tolerance

_WITHIN = re.compile(r"(abs|rel)\s+([0-9.eE+-]+)")


def _tolerance(text: str, where: str) -> Tolerance:
    found = dict(_WITHIN.findall(text))
    if text and not found:
        raise FormatError(f"{where}: 'within' is '{text}'; write for example: abs 0.001, or rel 1e-6.")
    return Tolerance(Decimal(found.get("abs", "0")), Decimal(found.get("rel", "0")))


def _columns(group: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    columns = group.get(key)
    if not isinstance(columns, Mapping) or not all(isinstance(unit, str) for unit in columns.values()):
        raise FormatError(f"{where}: '{key}' must name each value with its unit.")
    return dict(columns)


def _case(group: Mapping[str, Any], name: str, values: object, where: str) -> Example:
    given, expect = _columns(group, "given", where), _columns(group, "expect", where)
    if not isinstance(values, list) or len(values) != len(given) + len(expect):
        raise FormatError(f"{where}, {name}: expected {len(given) + len(expect)} values, {len(given)} of them given.")
    pairs = zip([*given.items(), *expect.items()], values, strict=True)
    read = [(column, Given(value, unit)) for (column, unit), value in pairs]
    return Example(
        identifier=name,
        method=group["method"],
        inputs=dict(read[: len(given)]),
        expected=dict(read[len(given) :]),
        tolerance=_tolerance(group.get("within", ""), where),
        source=group.get("source", ""),
    )


def read_document(text: str, name: str) -> Iterator[Example]:
    """Examples of one YAML document; `name` places messages. Raises FormatError."""
    try:
        groups = yaml.BaseLoader(text).get_single_data()
    except yaml.YAMLError as error:
        raise FormatError(f"{name}: not YAML ({error}).") from None
    for number, group in enumerate(groups or [], start=1):
        where = f"{name}, group {number}"
        if not isinstance(group, Mapping) or not isinstance(group.get("method"), str) or not group.get("source"):
            raise FormatError(f"{where}: a group needs method, source, given, expect and cases.")
        for case, values in group.get("cases", {}).items():
            yield _case(group, case, values, where)
