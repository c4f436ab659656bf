"""What a reader asks for, checked: every wrong parameter is named with what was expected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from inventory.states import Gas
from inventory.tables.axes import Axis, Scope, View
from mrv.accounting.messages import Text

MAX_AXES = 3
_CODE = Text("a code of at most 64 printable characters", "不超过 64 个可打印字符的代码")
PARAMETERS = frozenset({"view", "by", "gas", "scope", "gwp", "release", "sector", "district", "fuel"})


def _one_of(codes: Iterable[str]) -> Text:
    known = ", ".join(codes)
    return Text(f"one of {known}", f"下列之一：{known}")


@dataclass(frozen=True)
class Fault:
    """One wrong parameter."""

    parameter: str
    value: str
    expected: Text


class RequestRefused(ValueError):
    """The question cannot be answered; ``faults`` say why, one per parameter."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{f.parameter}={f.value!r}: expected {f.expected.en}" for f in self.faults))


@dataclass(frozen=True)
class TableRequest:
    """A question to the inventory of one jurisdiction and one or more years.

    ``gas`` empty means all gases in CO2e; ``gwp`` empty means as reported; ``release`` None means the live cells.
    """

    by: tuple[Axis, ...] = (Axis.SECTOR, Axis.DISTRICT)
    view: View = View.INVENTORY
    gas: Gas | None = None
    scope: Scope = Scope.DIRECT
    gwp: str = ""
    release: str = ""
    sector: str = ""
    district: str = ""
    fuel: str = ""

    @property
    def measure(self) -> str:
        """``mass`` of one gas in t, or ``co2e``."""
        return "mass" if self.gas is not None and self.gas is not Gas.FGAS else "co2e"

    @property
    def unit(self) -> str:
        """What the numbers are."""
        return f"t {self.gas}" if self.gas is not None and self.measure == "mass" else "t CO2e"

    @property
    def adds_up(self) -> bool:
        """Whether a grand total means anything: scopes are never added to each other."""
        return self.scope is not Scope.ALL

    def with_axes(self, *by: Axis) -> "TableRequest":
        """The same question along other axes."""
        return replace(self, by=by)


@dataclass
class _Reader:
    """Reads parameters one by one and collects what is wrong."""

    given: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def one_of(self, name: str, kind: Any, default: Any) -> Any:
        text = self.given.get(name, "")
        if not text:
            return default
        try:
            return kind(text)
        except ValueError:
            self.faults.append(Fault(name, text, _one_of(item.value for item in kind)))
            return default

    def gwp(self, sets: Mapping[str, str]) -> str:
        """A set that covers every gas cells hold by mass; a gap would count that gas as nothing."""
        text = self.code("gwp", sets.keys())
        if sets.get(text):
            gas, whole = sets[text], ", ".join(sorted(code for code, missing in sets.items() if not missing))
            expected = Text(
                f"a GWP set with a value for {gas}, which {text} lacks; one of {whole}",
                f"包含 {gas} 数值的 GWP 集（{text} 缺少该值），可选：{whole}",
            )
            self.faults.append(Fault("gwp", text, expected))
        return text

    def code(self, name: str, known: Iterable[str] | None = None) -> str:
        text = self.given.get(name, "")
        if len(text) > 64 or not text.isprintable():
            self.faults.append(Fault(name, text[:64], _CODE))
            return ""
        if text and known is not None and text not in known:
            self.faults.append(Fault(name, text, _one_of(sorted(known))))
        return text

    def axes(self, default: tuple[Axis, ...]) -> tuple[Axis, ...]:
        names = [name.strip() for name in self.given.get("by", "").split(",") if name.strip()]
        if not names:
            return default
        unknown = [name for name in names if name not in {axis.value for axis in Axis}]
        if unknown or len(set(names)) != len(names) or len(names) > MAX_AXES:
            axes = ", ".join(axis.value for axis in Axis)
            expected = Text(
                f"1 to {MAX_AXES} different axes of {axes}", f"下列维度中互不相同的 1 至 {MAX_AXES} 个：{axes}"
            )
            self.faults.append(Fault("by", ",".join(names)[:64], expected))
            return default
        return tuple(Axis(name) for name in names)


def parse_request(given: Mapping[str, str], *, gwp_sets: Mapping[str, str]) -> TableRequest:
    """The question behind query parameters; RequestRefused names every fault at once.

    ``gwp_sets`` says of each known set which gas it lacks; blank = none.
    """
    reader = _Reader(given)
    by = reader.axes((Axis.SECTOR, Axis.DISTRICT))
    default_scope = Scope.ALL if Axis.SCOPE in by else Scope.DIRECT
    request = TableRequest(
        by=by,
        view=reader.one_of("view", View, View.INVENTORY),
        gas=reader.one_of("gas", Gas, None) if given.get("gas") != "CO2e" else None,
        scope=reader.one_of("scope", Scope, default_scope),
        gwp=reader.gwp(gwp_sets),
        release=reader.code("release"),
        sector=reader.code("sector"),
        district=reader.code("district"),
        fuel=reader.code("fuel"),
    )
    if reader.faults:
        raise RequestRefused(reader.faults)
    return request
