"""Greenhouse gases the platform knows, and which of them count in a total.

Gases of the Kyoto Protocol as amended in Doha (Annex A): CO2, CH4, N2O, HFCs, PFCs, SF6, NF3, the F-gases by
species. Biogenic CO2 is recorded beside them and never enters a total (IPCC 2006 vol. 1 ch. 8.2.1). Methane
of biogenic origin is a gas of its own because AR6 gives it another GWP (AR6 WG1 table 7.15: 29.8 fossil,
27.0 non-fossil); sets that do not distinguish use the one value of CH4.
"""

import unicodedata
from dataclasses import dataclass

from mrv.accounting.errors import RegistryError, problem
from mrv.accounting.messages import Text


@dataclass(frozen=True, slots=True)
class Gas:
    """One species: `code` is stored; the GWP of `fallback` applies where a set has none."""

    code: str
    name: Text
    family: str
    counts_in_total: bool = True
    fallback: str = ""


_SPECIES = {
    "HFCs": (
        "HFC-23", "HFC-32", "HFC-41", "HFC-125", "HFC-134", "HFC-134a", "HFC-143", "HFC-143a", "HFC-152",
        "HFC-152a", "HFC-161", "HFC-227ea", "HFC-236cb", "HFC-236ea", "HFC-236fa", "HFC-245ca", "HFC-245fa",
        "HFC-365mfc", "HFC-43-10mee",
    ),
    "PFCs": ("CF4", "C2F6", "C3F8", "c-C3F6", "c-C4F8", "C4F10", "C5F12", "C6F14", "C10F18"),
}  # fmt: skip

_NAMED = (
    Gas("CO2", Text("carbon dioxide", "二氧化碳"), "CO2"),
    Gas("CO2_biogenic", Text("carbon dioxide of biogenic origin", "生物源二氧化碳"), "CO2", False, "CO2"),
    Gas("CH4", Text("methane", "甲烷"), "CH4"),
    Gas("CH4_biogenic", Text("methane of biogenic origin", "生物源甲烷"), "CH4", True, "CH4"),
    Gas("N2O", Text("nitrous oxide", "氧化亚氮"), "N2O"),
    Gas("SF6", Text("sulfur hexafluoride", "六氟化硫"), "SF6"),
    Gas("NF3", Text("nitrogen trifluoride", "三氟化氮"), "NF3"),
    Gas("CO2e", Text("carbon dioxide equivalent", "二氧化碳当量"), "CO2e"),
)

GASES: dict[str, Gas] = {found.code: found for found in _NAMED} | {
    code: Gas(code, Text(code, code), family) for family, codes in _SPECIES.items() for code in codes
}

_ALIASES = {
    "sulphur hexafluoride": "SF6",
    "PFC-14": "CF4",
    "PFC-116": "C2F6",
    "PFC-218": "C3F8",
    "PFC-318": "c-C4F8",
    "CHF3": "HFC-23",
    "CH2F2": "HFC-32",
}


_BY_NAME = {
    name.casefold(): found for found in GASES.values() for name in (found.code, found.name.en, found.name.zh)
} | {name.casefold(): GASES[code] for name, code in _ALIASES.items()}


def gas(code: str) -> Gas:
    """Return a gas by its code or name, in whichever letter case; raise RegistryError naming the codes there are."""
    found = GASES.get(code) or _BY_NAME.get(unicodedata.normalize("NFKC", code).strip().casefold())
    if found is None:
        raise RegistryError(problem("gas_unknown", "gas", text=code, expected=", ".join(GASES)))
    return found
