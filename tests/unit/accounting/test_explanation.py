"""The explanation of a line is complete, and its bytes do not change from one release to the next."""

import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal

from mrv.accounting import EmissionFactor, FactorRequest, GwpSet, Level, Quantity, Result, method, resolve

SAR = GwpSet("SAR", "IPCC SAR WG1 table 4", {"CO2": Decimal(1)})
NCV = EmissionFactor(
    set_code="GBT-32151",
    subject="diesel",
    parameter="net_calorific_value",
    value=Decimal("42.652"),
    unit="GJ/t",
    valid_from=date(2025, 3, 1),
    level=Level.NATION,
    geography="CN",
    source="GB/T 32151.34-2024, table C.1",
    grade="B",
)


def diesel() -> Result:
    """Return a diesel line with a resolved factor, evidence for the activity and a GWP set."""
    request = FactorRequest("diesel", "net_calorific_value", date(2025, 6, 30), ("GBT-32151",), geographies=("CN",))
    inputs = {
        "activity": Quantity.of("1000.5", "t"),
        "net_calorific_value": Quantity.of(NCV.value, NCV.unit),
        "carbon_content": Quantity.of("20.2", "tC/TJ"),
        "oxidation_factor": Quantity.of("98", "%"),
    }
    sources = {"activity": "invoice 2025-031", "net_calorific_value": resolve([NCV], request)}
    return method("cn.combustion.ncv_cc_of").calculate(inputs, gwp=SAR, sources=sources)


def test_explanation_tells_formula_inputs_factor_gwp_and_rounding() -> None:
    told = json.loads(diesel().explanation.to_bytes())
    assert told["formula"] == [
        {
            "name": "co2",
            "symbolic": "co2 = AD × NCV × CC × OF × 44/12",
            "substituted": "co2 = 1000.5 t × 42.652 GJ/t × 20.2 tC/TJ × 98 % × 44/12",
            "typst": '"co2" = "AD" times "NCV" times "CC" times "OF" times frac(44, 12)',
            "value": "3097.457592152",
            "unit": "t",
        }
    ]
    assert told["results"][0] == {
        "name": "co2",
        "gas": "CO2",
        "value": "3097.457592",
        "unit": "t",
        "unrounded": "3097.457592152000000000000000",
    }
    activity, heat, carbon, _ = told["inputs"]
    assert activity["source"] == "invoice 2025-031"
    assert heat["source"] == "GB/T 32151.34-2024, table C.1"
    assert (carbon["given"], carbon["used"]) == ("20.2 tC/TJ", "0.0202 tC/GJ")
    assert told["factors"]["net_calorific_value"]["chosen"]["set"] == "GBT-32151"
    assert told["factors"]["net_calorific_value"]["reason"]["en"] == "nearest allowed level: nation, set GBT-32151"
    assert told["gwp"] == {"code": "SAR", "citation": "IPCC SAR WG1 table 4", "values": {"CO2": "1"}}
    assert (told["rounding"], told["co2e_t"], told["engine"]) == ("half_up_6", "3097.457592", "1")


def test_every_number_in_an_explanation_is_text() -> None:
    def numbers(part: object) -> list[object]:
        if isinstance(part, dict):
            return [found for value in part.values() for found in numbers(value)]
        if isinstance(part, list):
            return [found for value in part for found in numbers(value)]
        return [part] if isinstance(part, int | float) and not isinstance(part, bool) else []

    assert numbers(json.loads(diesel().explanation.to_bytes())) == []


def test_bytes_are_the_same_for_ever() -> None:
    assert diesel().explanation.to_bytes() == diesel().explanation.to_bytes()
    assert diesel().explanation.digest() == "2c01c4fa850dd0d1d473d87bd9d221c176b54d67e85148df4853f0dc57e470f4"


def test_fingerprints_do_not_depend_on_the_hash_seed_of_the_process() -> None:
    code = "from mrv.accounting import all_methods; print([m.fingerprint for m in all_methods().values()])"
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
