"""Probes for the validation rules of GB/T 32151.34-2024: each shows the engine's behavior in one case."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from mrv.accounting.catalogue import all_methods
from mrv.accounting.errors import AccountingError
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.reading import Given
from mrv.accounting.methods.spec import WorkedExample
from mrv.accounting.quantity import Quantity
from mrv.accounting.rules.carbon_materials import (
    Basis,
    Component,
    Declaration,
    ElectricitySource,
    FuelPath,
    FuelUse,
    MaterialContent,
    check_declaration,
    notes_on_steam,
)
from mrv.accounting.rules.note import Note, Severity
from mrv.reference.steam import saturated_steam, steam_enthalpy

_OWN = ("carbon_materials.", "process.desulfurization", "scope2.")
_BALANCES = ("carbon_materials.calcination", "carbon_materials.baking", "carbon_materials.graphitization")


def _methods() -> Iterator[Method]:
    return (found for name, found in all_methods().items() if name.startswith(_OWN))


def _inputs(worked: WorkedExample) -> dict[str, Given]:
    """Inputs of a worked example without tables, as quantities."""
    read: dict[str, Given] = {}
    for name, given in worked.inputs.items():
        if isinstance(given, str):
            read[name] = given
        else:
            value, unit = given
            read[name] = Quantity.of(value, str(unit))
    return read


def _refusal(method: Method, inputs: dict[str, Given]) -> str:
    try:
        method.calculate(inputs)
    except AccountingError as error:
        return f"ERROR: {error.problems[0].text()}"
    return f"accepted by {method.identifier}"


def _all_refused(answers: Iterable[str]) -> str:
    listed = list(answers)
    return next((answer for answer in listed if not answer.startswith("ERROR")), listed[0])


def _plain_methods() -> Iterator[tuple[Method, dict[str, Given]]]:
    for method in _methods():
        if not any(spec.rows for spec in method.inputs):
            yield method, _inputs(method.worked[0])


def negative_amount(_: str) -> str:
    """Every input of every method of the standard, made negative."""
    return _all_refused(
        _refusal(method, {**inputs, spec.name: Quantity(Decimal(-1), spec.bases[0].unit)})
        for method, inputs in _plain_methods()
        for spec in method.inputs
    )


def share_above_one(_: str) -> str:
    """Every share of every method of the standard, raised to 101 %."""
    return _all_refused(
        _refusal(method, {**inputs, spec.name: Quantity.of("101", "%")})
        for method, inputs in _plain_methods()
        for spec in method.inputs
        if spec.bases[0].unit.symbol == "1"
    )


def _default(identifiers: Iterable[str], name: str) -> str:
    told: dict[str, str] = {}
    for identifier in identifiers:
        method = all_methods()[identifier]
        inputs = _inputs(method.worked[0])
        inputs.pop(name, None)
        read = next(found for found in method.calculate(inputs).explanation.inputs if found.name == name)
        told[f"use {read.given.removesuffix(' 1')} + INFO, {read.origin} source {read.source}"] = identifier
    return "; ".join(told)


def volatile_factor(_: str) -> str:
    """K1, K2 and K3 left out."""
    answers = {_default([identifier], "volatile_factor") for identifier in _BALANCES}
    return sorted(answers)[0] if len({answer.split(" + ")[0] for answer in answers}) == 1 else "; ".join(answers)


def carbonate_content(_: str) -> str:
    """Carbonate content of the desulfurizing agent left out."""
    return _default(["process.desulfurization"], "content")


def conversion(_: str) -> str:
    """Conversion of the desulfurizing agent left out."""
    return _default(["process.desulfurization"], "conversion")


def component_sum(_: str) -> str:
    """Components of a carbonate mixture that add up to 100.01 %."""
    method = all_methods()["process.carbonate_mixture"]
    shares = (Quantity.of("60", "%"), Quantity.of("40.01", "%"))
    factor, whole = Quantity.of("0.440", "tCO2/t"), Quantity.of("100", "%")
    return _refusal(
        method,
        {
            "material": Quantity.of("100", "t"),
            "share": shares,
            "emission_factor": (factor, factor),
            "conversion": (whole, whole),
        },
    )


def negative_balance(_: str) -> str:
    """Balances whose product carries more carbon than entered."""
    product = {"calcination": "calcined", "baking": "baked", "graphitization": "graphitized"}
    answers = []
    for identifier in _BALANCES:
        method = all_methods()[identifier]
        inputs = _inputs(method.worked[0])
        name = product[identifier.split(".")[1]]
        answers.append(
            _refusal(
                method,
                {
                    **inputs,
                    name: Quantity.of("100000", "t"),
                    f"{name}_fixed_carbon": Quantity.of("90", "%"),
                },
            )
        )
    return _all_refused(answers)


def _told(notes: Iterable[Note], code: str) -> str:
    note = next((found for found in notes if found.code == code), None)
    if note is None:
        return f"accepted without {code}"
    return f"{note.severity}: {note.text.en}"


def green_power(_: str) -> str:
    """A zero factor of electricity without evidence."""
    source = ElectricitySource("electricity", Decimal(0))
    return _told(check_declaration(Declaration(electricity=(source,))), "green_power_evidence")


def _steam_answer(pressure: str, temperature: str = "") -> str:
    try:
        found = steam_enthalpy(Decimal(pressure), Decimal(temperature) if temperature else None)
    except AccountingError as error:
        return f"ERROR: {error}"
    return f"accepted: {found} kJ/kg"


def steam_outside(_: str) -> str:
    """States outside both steam tables."""
    return _all_refused([_steam_answer("23"), _steam_answer("1", "700")])


def steam_interpolation(_: str) -> str:
    """A state between printed ones."""
    note = notes_on_steam([saturated_steam().at(Decimal("1.75"))])[0]
    return f"{note.severity}, end points {'; '.join(note.keep[:-1])}, algorithm {note.keep[-1]}"


def furnace_body(_: str) -> str:
    """Loss of the furnace body counted as graphitization."""
    return _told(check_declaration(Declaration(furnace_body_loss_counted=True)), "furnace_body_loss")


def two_paths(_: str) -> str:
    """One fuel accounted by mass and by heat."""
    fuels = (FuelUse("natural gas", FuelPath.VOLUME), FuelUse("natural gas", FuelPath.HEAT))
    return _told(check_declaration(Declaration(fuels=fuels)), "fuel_counted_twice")


def other_activity(_: str) -> str:
    """Another industry's activity declared by the producer."""
    note = check_declaration(Declaration(other_activities=("road transport",)))[0]
    blocked = "merged" if note.severity is Severity.INFO else "not merged"
    return f"{note.severity}: prompt for other standard ({note.text.en}), {blocked}"


def _material(code: str, *, component: Component, content: Basis, analyzed: Basis = Basis.RECEIVED) -> str:
    declared = MaterialContent(
        field="BGFC",
        expected=Component.FIXED_CARBON,
        component=component,
        mass_basis=Basis.RECEIVED,
        content_basis=content,
        analyzed_basis=analyzed,
    )
    return _told(check_declaration(Declaration(materials=(declared,))), code)


def basis_inconsistent(_: str) -> str:
    """Mass as received, content dry."""
    return _material("material_basis", component=Component.FIXED_CARBON, content=Basis.DRY)


def total_carbon(_: str) -> str:
    """Total carbon where fixed carbon is required."""
    return _material("component_kind", component=Component.TOTAL_CARBON, content=Basis.RECEIVED)


def dry_without_evidence(_: str) -> str:
    """An analysis on dry basis without moisture and conversion."""
    return _material("basis_conversion", component=Component.FIXED_CARBON, content=Basis.RECEIVED, analyzed=Basis.DRY)


PROBES: tuple[tuple[str, Callable[[str], str]], ...] = (
    (r"material balance|\bE[CBG]\b.*<\s*0", negative_balance),
    (r"\bnegative\b", negative_amount),
    (r"components?\b.*100\.0|carbonate components", component_sum),
    (r">\s*100\s*%", share_above_one),
    (r"\bK[123]\b.*missing", volatile_factor),
    (r"^I missing|carbonate content.*missing", carbonate_content),
    (r"\bTR missing|conversion.*missing", conversion),
    (r"green.?power", green_power),
    (r"steam.*(outside|out of range)", steam_outside),
    (r"steam.*interpolat", steam_interpolation),
    (r"furnace body", furnace_body),
    (r"two paths|twice|several paths", two_paths),
    (r"other industry|transport present", other_activity),
    (r"total carbon", total_carbon),
    (r"dry basis", dry_without_evidence),
    (r"basis.*(inconsistent|unknown|not as-received)", basis_inconsistent),
)
