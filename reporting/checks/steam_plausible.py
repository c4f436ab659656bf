"""An enthalpy agrees with its state by IAPWS-IF97; printed tables hold misprints, too."""

from collections.abc import Iterator
from decimal import Decimal

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.steam_rules import shown, steams

#: Half of what one printed digit too many or a wrong unit of pressure would shift.
TOLERANCE = Decimal("0.01")
#: Lowest and highest enthalpy of steam, kJ/kg: wet steam begins below, 800 degC lies above.
LOWEST, HIGHEST = Decimal(2400), Decimal(4200)


def find(declaration: Declaration) -> Iterator[Hit]:
    """Enthalpies, declared or of the tables, that lie more than 1 % from IAPWS-IF97 or are not of steam."""
    for steam in steams(declaration):
        used, right = steam.used, steam.plausible
        if used is None:
            continue
        for cell in steam.misprints:
            yield steam.place, _words(steam.stream, cell.enthalpy_kj_per_kg, shown(cell.check_kj_per_kg or used))
        if steam.misprints:
            continue
        if right is None and not LOWEST <= used <= HIGHEST:
            yield steam.place, _words(steam.stream, used, f"{LOWEST} - {HIGHEST}")
        elif right is not None and abs(used - right) > TOLERANCE * right:
            yield steam.place, _words(steam.stream, used, shown(right))


def _words(stream: str, used: Decimal, expected: str) -> dict[str, str]:
    return {"stream": stream, "used": shown(used), "expected": expected}


CHECK = Check(
    code="steam_plausible",
    severity="warning",
    title=Text("Enthalpy not plausible", "焓值与水蒸气性质不符"),
    message=Text(
        "Stream {stream}: enthalpy {used} kJ/kg; IAPWS-IF97 gives {expected} kJ/kg. Check pressure (absolute, MPa), temperature and unit; the printed tables hold misprints.",
        "源流 {stream}：焓值为 {used} kJ/kg，按 IAPWS-IF97 应为 {expected} kJ/kg。请核对压力（绝对压力，MPa）、温度及单位；标准表列值存在印刷错误。",
    ),
    find=find,
    explanation=Text(
        "How the enthalpy was measured, or which state the printed value belongs to.",
        "说明焓值如何测得，或表列值对应的状态。",
    ),
)
