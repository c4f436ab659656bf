"""Totals of GB/T 32151.34-2024: equations (11), (14), (15) and (16).

What is exported is subtracted. Both totals are reported: without purchased and exported energy (ES) and
with it (ET). Each line of a report enters once; a sum never converts or rounds again.
"""

from datetime import date

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, InputSpec, Validity, WorkedExample, mass_of, number

_STANDARD = "GB/T 32151.34-2024"
_IN_FORCE = Validity(date(2025, 3, 1))


def _line(name: str, symbol: str, en: str, zh: str, lowest: str = "0") -> InputSpec:
    return number(name, symbol, (en, zh), ("tCO2", lowest, "1e10"))


def _total(
    identifier: str, title: Text, clause: str, inputs: tuple[InputSpec, ...], formula: str, worked: WorkedExample
) -> Method:
    return Method(
        identifier=f"total.{identifier}",
        family="totals",
        title=title,
        citation=Citation(_STANDARD, clause),
        validity=_IN_FORCE,
        inputs=inputs,
        formula=f"co2 = {formula}",
        outputs=(mass_of("CO2"),),
        worked=(worked,),
    )


def _example(expected: str, **tonnes: str) -> WorkedExample:
    inputs = {name: (value, "tCO2") for name, value in tonnes.items()}
    return WorkedExample(inputs=inputs, expected={"co2": expected}, source="round numbers, by hand")


METHODS = (
    _total(
        "flue_gas_treatment",
        Text("Flue-gas treatment in all", "烟气治理合计"),
        "5.2.5.3, equation (11)",
        (
            _line("incineration", "ER", "Fume incineration", "烟气焚烧治理排放量"),
            _line("desulfurization", "ED", "Desulfurization", "烟气脱硫净化排放量"),
        ),
        "ER + ED",
        _example("0.300000", incineration="0.1", desulfurization="0.2"),
    ),
    _total(
        "direct",
        Text("Direct emissions", "直接排放总量"),
        "5.2.7.1, equation (14)",
        (
            _line("fuel", "EFu", "Fuel combustion", "化石燃料燃烧排放量"),
            _line("calcination", "EC", "Calcination", "原料煅烧排放量"),
            _line("baking", "EB", "Baking", "焙烧（炭化）排放量"),
            _line("graphitization", "EG", "Graphitization", "石墨化排放量"),
            _line("flue_gas_treatment", "EP", "Flue-gas treatment", "烟气治理排放量"),
        ),
        "EFu + EC + EB + EG + EP",
        _example("19.300000", fuel="10", calcination="2", baking="3", graphitization="4", flue_gas_treatment="0.3"),
    ),
    _total(
        "net_purchased_energy",
        Text("Purchased less exported energy", "净购入电力和热力排放量"),
        "5.2.7.2, equation (15)",
        (
            _line("electricity_purchased", "EGe", "Purchased electricity", "购入电力排放量"),
            _line("heat_purchased", "EGd", "Purchased heat", "购入热力排放量"),
            _line("electricity_exported", "ESe", "Exported electricity", "输出电力排放量"),
            _line("heat_exported", "ESd", "Exported heat", "输出热力排放量"),
        ),
        "EGe + EGd - ESe - ESd",
        _example(
            "45.246400",
            electricity_purchased="50",
            heat_purchased="0.308",
            electricity_exported="5",
            heat_exported="0.0616",
        ),
    ),
    _total(
        "all",
        Text("Direct and purchased energy", "温室气体排放总量"),
        "5.2.7.3, equation (16)",
        (
            _line("direct", "ES", "Direct emissions", "直接排放量"),
            _line("energy", "EI", "Purchased less exported energy", "净购入电力和热力排放量", "-1e10"),
        ),
        "ES + EI",
        _example("64.546400", direct="19.3", energy="45.2464"),
    ),
)
