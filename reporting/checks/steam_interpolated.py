"""An enthalpy between printed states says which, and by which algorithm (GB/T 32151.34-2024, 5.2.6.2)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.steam_rules import shown, steams


def find(declaration: Declaration) -> Iterator[Hit]:
    """Interpolated enthalpies, with their end points."""
    for steam in steams(declaration):
        if steam.refusal is not None or steam.state is None or not steam.state.is_interpolated:
            continue
        ends = "; ".join(
            f"{one.pressure_mpa:f} MPa, {one.temperature_c:f} degC, {one.enthalpy_kj_per_kg:f} kJ/kg"
            for one in steam.state.end_points
        )
        words = {"ends": ends, "value": shown(steam.state.enthalpy_kj_per_kg), "algorithm": steam.state.algorithm}
        yield steam.place, {"stream": steam.stream, **words}


CHECK = Check(
    code="steam_interpolated",
    severity="info",
    title=Text("Enthalpy interpolated", "焓值由内插得到"),
    message=Text(
        "Stream {stream}: enthalpy {value} kJ/kg is interpolated ({algorithm}) between {ends}.",
        "源流 {stream}：焓值 {value} kJ/kg 由相邻表列状态内插得到（{algorithm}）：{ends}。",
    ),
    find=find,
)
