"""What may be declared for a facility: the streams of its monitoring plan and, per stream, parameters and units.

A stream takes its activity parameter, what the plan lets the enterprise measure, and the four quantities of the
stock identity (opening, purchased, exported, closing) that prove the activity, and
the emissions the enterprise computed itself, which the platform compares with its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mrv.accounting.catalogue import all_methods
from mrv.accounting.methods.spec import InputSpec, number

#: The enterprise's own result, never an input: the platform's is compared with it.
OWN_RESULT = "own_co2e"
OWN_RESULT_SPEC = number(
    OWN_RESULT, "E", ("Emissions by own calculation", "企业自行核算的排放量"), ("tCO2e", "0", "1e12")
)
#: State of purchased steam, from which its enthalpy is read in the tables (GB/T 32151.34-2024, 5.2.6.2, Annex C).
STEAM_METHOD, ENTHALPY = "scope2.steam.purchased", "enthalpy"
STEAM_SPECS = {
    "steam_pressure": number(
        "steam_pressure", "p", ("Absolute pressure of the steam", "蒸汽绝对压力"), ("MPa", "0", "100")
    ),
    "steam_temperature": number(
        "steam_temperature", "T", ("Temperature of the steam", "蒸汽温度"), ("degC", "0", "800")
    ),
}
STOCK_PARAMETERS = ("opening_stock", "purchased", "exported", "closing_stock")


def input_spec(method: str, name: str) -> InputSpec | None:
    """The method's declaration of an input; None if there is no such method or input."""
    if name == OWN_RESULT:
        return OWN_RESULT_SPEC
    if name in STEAM_SPECS:
        return STEAM_SPECS[name]
    found = all_methods().get(method)
    return next((spec for spec in found.inputs if spec.name == name), None) if found else None


@dataclass(slots=True)
class StreamRule:
    """One source stream as the plan describes it."""

    id: int
    code: str
    method: str
    activity_parameter: str
    unit: str
    measured: tuple[str, ...] = ()
    names: Sequence[str] = ()

    def takes(self, parameter: str) -> bool:
        """Whether a parameter may be declared."""
        own = parameter in STOCK_PARAMETERS or parameter == OWN_RESULT
        return own or parameter in self.states or parameter == self.activity_parameter or parameter in self.measured

    @property
    def states(self) -> tuple[str, ...]:
        """What may be declared in place of an enthalpy."""
        return tuple(STEAM_SPECS) if self.method == STEAM_METHOD else ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """Parameters that may be declared, the activity first."""
        return tuple(
            dict.fromkeys((self.activity_parameter, *self.measured, *self.states, *STOCK_PARAMETERS, OWN_RESULT))
        )

    def input_name(self, parameter: str) -> str:
        """The input of the method a parameter stands for; stock quantities are amounts of the activity."""
        return self.activity_parameter if parameter in STOCK_PARAMETERS else parameter

    def spec(self, parameter: str) -> InputSpec | None:
        """The method's declaration of what a parameter stands for."""
        return input_spec(self.method, self.input_name(parameter))

    def expected_unit(self, parameter: str) -> str:
        """The unit to fill in for a parameter: the plan's for amounts, else the method's."""
        if parameter == self.activity_parameter or parameter in STOCK_PARAMETERS:
            return self.unit
        spec = input_spec(self.method, parameter)
        return spec.bases[0].unit.symbol if spec else self.unit


@dataclass(frozen=True)
class PlanRules:
    """The streams of one plan; found by code or by either name."""

    facility_code: str
    streams: tuple[StreamRule, ...]

    @cached_property
    def by_name(self) -> Mapping[str, StreamRule]:
        """Streams by code and, where unambiguous, by name."""
        found: dict[str, StreamRule | None] = {}
        for stream in self.streams:
            for name in stream.names:
                found[name] = None if name in found else stream
        codes = {stream.code: stream for stream in self.streams}
        return {name: stream for name, stream in found.items() if stream is not None} | codes

    def codes(self, limit: int = 12) -> str:
        """The codes for a message."""
        return listed((stream.code for stream in self.streams), limit)


def listed(names: Iterable[str], limit: int = 12) -> str:
    """Names for a message, shortened."""
    found = list(names)
    return ", ".join(found[:limit]) + (" …" if len(found) > limit else "")
