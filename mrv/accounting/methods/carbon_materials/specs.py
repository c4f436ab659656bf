"""Inputs that the equations of GB/T 32151.34-2024 share.

Masses and contents of equations (6) to (8) are on the as-received basis; contents are fixed carbon
and volatile matter, never total carbon (5.2.2 to 5.2.4 with tables B.3 to B.5).
"""

from mrv.accounting.methods.carbon_materials import DOCUMENT
from mrv.accounting.methods.spec import InputSpec, number

OXIDATION = number("oxidation_factor", "FOx", ("Carbon oxidation factor", "碳氧化率"), ("1", "0.5", "1"))
CARBON_PER_HEAT = number(
    "carbon_content", "FCh", ("Carbon content per unit of heat", "单位热值含碳量"), ("tC/GJ", "0", "0.1")
)


def mass(name: str, symbol: str, en: str, zh: str) -> InputSpec:
    """Declare an as-received mass in tonnes."""
    return number(name, symbol, (en, zh), ("t", "0", "1e8"))


def share(name: str, symbol: str, en: str, zh: str) -> InputSpec:
    """Declare an as-received content as a share of the mass."""
    return number(name, symbol, (en, zh), ("1", "0", "1"))


def carbon(name: str, symbol: str, en: str, zh: str) -> InputSpec:
    """Declare a mass of carbon that leaves with dust, scrap and by-products."""
    return number(name, symbol, (en, zh), ("tC", "0", "1e8"))


def volatile_factor(symbol: str, clause: str) -> InputSpec:
    """Declare K1, K2 or K3: the share of volatile matter that counts as CH4, 0.35 unless measured."""
    return number(
        "volatile_factor",
        symbol,
        ("Conversion of volatile matter to CH4", "挥发分折算为CH4的碳排放因子"),
        ("1", "0", "1"),
        default=("0.35", "1", f"{DOCUMENT} {clause}"),
    )
