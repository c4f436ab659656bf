"""Tables that print a total and its split by gas in one row, read as one value per gas.

The UK conversion factors print kg CO2e and, beside it, the part of it due to CO2, CH4 and N2O; the parts are
CO2e already, so their parameter is ``co2e_component`` and they are never multiplied by a potential again.
What stands "outside of scopes" is CO2 of biogenic origin.
"""

from collections.abc import Iterator

COMPONENTS = {"co2e_of_co2": "CO2", "co2e_of_ch4": "CH4", "co2e_of_n2o": "N2O"}


def split_row(row: dict[str, str]) -> Iterator[dict[str, str]]:
    """The rows of a value table that one row of the split layout stands for; empty cells give none."""
    if row["scope"] == "outside":
        yield _value(row, "emission_factor", "CO2_biogenic", row["co2e_of_co2"], "kgCO2")
        return
    if row["co2e"]:
        yield _value(row, "emission_factor", "CO2e", row["co2e"], "kgCO2e")
    for column, gas in COMPONENTS.items():
        if row[column]:
            yield _value(row, "co2e_component", gas, row[column], "kgCO2e")
    if row["energy_kwh"]:
        yield _value(row, "energy_use", "", row["energy_kwh"], "kWh")


def _value(row: dict[str, str], parameter: str, gas: str, value: str, numerator: str) -> dict[str, str]:
    bounded = value.startswith("<")
    return {
        "key": row["key"],
        "parameter": parameter,
        "gas": gas,
        "value": value.removeprefix("<").strip(),
        "unit": f"{numerator}/{row['per']}",
        "kind": f"per_{row['basis']}",
        "sector": f"scope_{row['scope']}",
        "name_en": row["activity"],
        "flag": "upper_bound" if bounded else "",
        "note": f'Printed "{value}": an upper bound.' if bounded else "",
    }
