"""Worked examples of GB/T 32151.34-2024, with the symbols of the standard as input names."""

from collections.abc import Mapping

from mrv.examples.engine import calculate, outcomes, renamed
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_CALCINATION = {
    "GC": "raw_material",
    "WFC": "raw_fixed_carbon",
    "CC": "calcined",
    "UCC": "under_calcined",
    "DU": "dust",
    "WFC_C": "calcined_fixed_carbon",
    "WVar": "raw_volatile",
    "WVar_C": "calcined_volatile",
    "K1": "volatile_factor",
}
_BAKING = {
    "BPM": "packing",
    "BPMFC": "packing_fixed_carbon",
    "BG": "green",
    "BGFC": "green_fixed_carbon",
    "BWT": "carbon_out",
    "BP": "baked",
    "BPFC": "baked_fixed_carbon",
    "BPMVar": "packing_volatile",
    "BGVar": "green_volatile",
    "K2": "volatile_factor",
}
_GRAPHITIZATION = {
    "GPM": "packing",
    "GPMFC": "packing_fixed_carbon",
    "GTA": "baked",
    "GTAFC": "baked_fixed_carbon",
    "GWT": "carbon_out",
    "GP": "graphitized",
    "GPFC": "graphitized_fixed_carbon",
    "GPMVar": "packing_volatile",
    "K3": "volatile_factor",
}
_INCINERATION = {
    "Q": "flow",
    "QVar": "tar",
    "HM": "net_calorific_value",
    "FCh": "carbon_content",
    "FOx": "oxidation_factor",
    "T": "duration",
}


def _co2(identifier: str, inputs: Inputs, names: Mapping[str, str]) -> Mapping[str, Outcome]:
    return outcomes(calculate(identifier, renamed(inputs, names)), co2="co2")


@example("carbon_calcination")
def _calcination(inputs: Inputs) -> Mapping[str, Outcome]:
    return _co2("carbon_materials.calcination", inputs, _CALCINATION)


@example("carbon_baking")
def _baking(inputs: Inputs) -> Mapping[str, Outcome]:
    return _co2("carbon_materials.baking", inputs, _BAKING)


@example("carbon_graphitisation", "carbon_graphitization")
def _graphitization(inputs: Inputs) -> Mapping[str, Outcome]:
    return _co2("carbon_materials.graphitization", inputs, _GRAPHITIZATION)


@example("fume_incineration")
def _incineration(inputs: Inputs) -> Mapping[str, Outcome]:
    return _co2("carbon_materials.fume_incineration", inputs, _INCINERATION)


@example("desulphurisation", "desulfurization")
def _desulfurization(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"CAL": "agent", "I": "content", "EF1": "emission_factor", "EF": "emission_factor", "TR": "conversion"}
    return _co2("process.desulfurization", inputs, names)


@example("fuel_by_carbon_content_mass", "fuel_by_carbon_content_volume")
def _carbon_content(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {
        "AFm": "activity",
        "AFV": "activity",
        "FCm": "carbon_content",
        "FCV": "carbon_content",
        "FOx": "oxidation_factor",
    }
    return _co2("carbon_materials.fuel.carbon_content", inputs, names)


@example("fuel_by_heat")
def _fuel_by_heat(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"AFh": "heat", "FCh": "carbon_content", "FOx": "oxidation_factor"}
    return _co2("carbon_materials.fuel.heat", inputs, names)


@example("heat_from_mass", "heat_from_volume")
def _heat(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"AFm": "activity", "AFV": "activity", "HM": "net_calorific_value", "HV": "net_calorific_value"}
    return outcomes(calculate("carbon_materials.heat", renamed(inputs, names)), AFh="heat")


@example("sum")
def _flue_gas(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"ER": "incineration", "ED": "desulfurization"}
    return outcomes(calculate("total.flue_gas_treatment", renamed(inputs, names)), EP="co2")


@example("sum_direct")
def _direct(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"EFu": "fuel", "EC": "calcination", "EB": "baking", "EG": "graphitization", "EP": "flue_gas_treatment"}
    return outcomes(calculate("total.direct", renamed(inputs, names)), ES="co2")


@example("net_purchased_energy")
def _net_energy(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {
        "EGe": "electricity_purchased",
        "EGd": "heat_purchased",
        "ESe": "electricity_exported",
        "ESd": "heat_exported",
    }
    return outcomes(calculate("total.net_purchased_energy", renamed(inputs, names)), EI="co2")


@example("total")
def _total(inputs: Inputs) -> Mapping[str, Outcome]:
    given = renamed(inputs, {"ES": "direct", "EI": "energy"})
    direct = inputs.quantity("ES")
    return outcomes(calculate("total.all", given), ET="co2") | {
        "ES_reported_separately": Outcome(direct.value, direct.unit.symbol)
    }
