"""Words for the codes of the library: parameters, purposes, flags, kinds, grades, places, gases."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from mrv.portal.states import Tone
from mrv.reference.geographies import load_geographies

Words = Mapping[str, str | Promise]

PARAMETERS: Words = {
    "emission_factor": gettext_lazy("Emission factor"),
    "net_calorific_value": gettext_lazy("Net calorific value"),
    "carbon_content": gettext_lazy("Carbon content"),
    "oxidation_factor": gettext_lazy("Oxidation factor"),
    "higher_heating_value": gettext_lazy("Higher heating value"),
    "co2e_component": gettext_lazy("Part of a CO₂e factor"),
    "energy_use": gettext_lazy("Energy use"),
    "density": gettext_lazy("Density"),
    "standard_coal_coefficient": gettext_lazy("Standard coal coefficient"),
    "carbon_stored_factor": gettext_lazy("Carbon stored in the product"),
    "carbonate_content": gettext_lazy("Carbonate content"),
    "conversion_rate": gettext_lazy("Conversion rate"),
    "molar_ratio": gettext_lazy("Molar ratio"),
    "ash_content": gettext_lazy("Ash content"),
    "sulphur_content": gettext_lazy("Sulfur content"),
    "net_consumption": gettext_lazy("Net consumption"),
    "methane_carbon_factor": gettext_lazy("Carbon emitted as methane"),
}

PURPOSES: Words = {
    "any": pgettext_lazy("purpose", "Any purpose"),
    "statistical": pgettext_lazy("purpose", "Inventories and statistics"),
    "compliance": pgettext_lazy("purpose", "Enterprise compliance"),
}

GRADES: Words = {
    "A": gettext_lazy("A: official text or its publisher's data"),
    "B": gettext_lazy("B: announcement, or several agreeing transcriptions"),
    "C": gettext_lazy("C: one transcription, or an analyst's choice"),
    "D": gettext_lazy("D: doubtful"),
}

FLAGS: Words = {
    "misprint": pgettext_lazy("flag", "Misprint in the source"),
    "suspect": pgettext_lazy("flag", "Suspect"),
    "unit_suspect": pgettext_lazy("flag", "Unit suspect"),
    "mislabelled": pgettext_lazy("flag", "Mislabeled in the source"),
    "defect": pgettext_lazy("flag", "Defect in the source"),
    "incomplete": pgettext_lazy("flag", "Incomplete in the source"),
    "unchecked": pgettext_lazy("flag", "Not checked against print"),
    "assumed_start": pgettext_lazy("flag", "Start of validity assumed"),
    "upper_bound": pgettext_lazy("flag", "Upper bound"),
    "lower_bound": pgettext_lazy("flag", "Lower bound"),
    "assigned": pgettext_lazy("flag", "Assigned from a similar fuel"),
    "group_default": pgettext_lazy("flag", "Default of its group"),
    "single_value": pgettext_lazy("flag", "Single measurement"),
    "derived": pgettext_lazy("flag", "Derived"),
    "recovered": pgettext_lazy("flag", "Recovered by back-calculation"),
}

_BAD = frozenset({"misprint", "suspect", "unit_suspect", "mislabelled", "defect"})
_WAIT = frozenset({"unchecked", "assumed_start", "upper_bound", "lower_bound", "incomplete", "single_value"})

KINDS: Words = {
    "average": pgettext_lazy("kind", "average"),
    "process": pgettext_lazy("kind", "process"),
    "stated": pgettext_lazy("kind", "as stated"),
    "generation": pgettext_lazy("kind", "generation"),
    "fossil_power": pgettext_lazy("kind", "fossil power"),
    "public_table": pgettext_lazy("kind", "public table"),
    "excluding_market_traded_non_fossil": pgettext_lazy("kind", "without traded non-fossil power"),
    "per_km": pgettext_lazy("kind", "per km"),
    "per_mile": pgettext_lazy("kind", "per mile"),
    "per_tonne_km": pgettext_lazy("kind", "per tonne-km"),
    "per_passenger_km": pgettext_lazy("kind", "per passenger-km"),
    "per_kg": pgettext_lazy("kind", "per kg"),
    "per_tonne": pgettext_lazy("kind", "per tonne"),
    "per_energy": pgettext_lazy("kind", "per unit of energy"),
    "per_unit": pgettext_lazy("kind", "per unit of fuel"),
    "per_kwh": pgettext_lazy("kind", "per kWh"),
    "per_kwh_net": pgettext_lazy("kind", "per kWh, net"),
    "per_kwh_gross": pgettext_lazy("kind", "per kWh, gross"),
    "per_litre": pgettext_lazy("kind", "per liter"),
    "per_m3": pgettext_lazy("kind", "per m³"),
    "per_gj": pgettext_lazy("kind", "per GJ"),
    "per_room_night": pgettext_lazy("kind", "per room-night"),
    "per_fte_hour": pgettext_lazy("kind", "per working hour"),
    "per_million_litres": pgettext_lazy("kind", "per million liters"),
    "mobile_per_L": pgettext_lazy("kind", "mobile, per liter"),
    "mobile_per_gallon": pgettext_lazy("kind", "mobile, per gallon"),
}

SECTORS: Words = {
    "energy_industries": pgettext_lazy("factor sector", "energy industries"),
    "manufacturing": pgettext_lazy("factor sector", "manufacturing"),
    "mobile": pgettext_lazy("factor sector", "transport"),
    "commercial_institutional": pgettext_lazy("factor sector", "commerce and institutions"),
    "residential": pgettext_lazy("factor sector", "households"),
    "agriculture_forestry_fishing": pgettext_lazy("factor sector", "agriculture, forestry, fishing"),
    "scope_1": pgettext_lazy("factor sector", "scope 1"),
    "scope_2": pgettext_lazy("factor sector", "scope 2"),
    "scope_3": pgettext_lazy("factor sector", "scope 3"),
    "scope_outside": pgettext_lazy("factor sector", "outside of scopes"),
}

ABROAD: Words = {
    "GB": pgettext_lazy("place", "United Kingdom"),
    "US": pgettext_lazy("place", "United States"),
    "BR": pgettext_lazy("place", "Brazil"),
    "TH": pgettext_lazy("place", "Thailand"),
    "TW": pgettext_lazy("place", "Taiwan, China"),
}

GASES: Mapping[str, str] = {
    "CO2": "CO₂", "CH4": "CH₄", "N2O": "N₂O", "CO2e": "CO₂e", "SF6": "SF₆", "NF3": "NF₃",
    "CF4": "CF₄", "C2F6": "C₂F₆", "C3F8": "C₃F₈",
}  # fmt: skip


def of(words: Words, code: str) -> str:
    """The word for a code; an unlisted code is shown plainly."""
    return str(words[code]) if code in words else code.replace("_", " ").replace(".", " / ")


def flag_tone(flag: str) -> Tone:
    """How loud a flag is shown."""
    return Tone.BAD if flag in _BAD else Tone.WAIT if flag in _WAIT else Tone.INFO


def is_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "").startswith("zh")


def place(code: str) -> str:
    """The name of a geography."""
    known = load_geographies().get(code)
    if known is None:
        return of(ABROAD, code)
    return known.name_zh if is_chinese() else known.name_en


def gas(code: str) -> str:
    """A gas as it is written: CO₂, biogenic CH₄, HFC-134a."""
    if code.endswith("_biogenic"):
        return _("biogenic %(gas)s") % {"gas": gas(code.removesuffix("_biogenic"))}
    return GASES.get(code, code)


def quantity_name(parameter: str, gas_code: str) -> str:
    """What a value measures: "Emission factor, CO₂"."""
    name = of(PARAMETERS, parameter)
    return _("%(parameter)s, %(gas)s") % {"parameter": name, "gas": gas(gas_code)} if gas_code else name


def variant(kind: str, sector: str) -> str:
    """What tells values of one key apart: "per km, scope 1"."""
    parts = [of(KINDS, kind) if kind else "", of(SECTORS, sector) if sector else ""]
    return _(", ").join(part for part in parts if part)


def validity(first: int | None, last: int | None) -> str:
    """The years of validity: "2013-2023", "from 2024", "2021"."""
    if first is None:
        return _("until %(year)d") % {"year": last} if last else _("always")
    if last is None:
        return _("from %(year)d") % {"year": first}
    return str(first) if first == last else f"{first}\u2013{last}"
