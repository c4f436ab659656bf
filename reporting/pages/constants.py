"""Constants of a monitoring plan as lines of text: what is typed, what is read, what is shown.

``input = value unit | source | as received | fixed carbon | ± 1.5``: the source comes first, what follows is known by
its words, in either language. A choice of the method has no unit.
"""

from collections.abc import Mapping

from django.utils.translation import get_language

from mrv.accounting.methods.base import Method
from mrv.accounting.rules.conditions import BASES, COMPONENTS, basis_code, component_code


def read_constants(text: str, method: Method) -> dict[str, dict[str, str]]:
    """The lines as the plan stores them: name -> {value, unit, source, uncertainty_percent, basis, component}."""
    numbers = {spec.name for spec in method.inputs}
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        name, _equals, rest = line.partition("=")
        amount, *said = rest.split("|")
        value, _blank, unit = amount.strip().partition(" ")
        if name.strip() not in numbers:
            value, unit = amount.strip(), ""
        if name.strip():
            constant = {"value": value, "unit": unit.strip(), **_said(said)}
            found[name.strip()] = {key: part for key, part in constant.items() if part}
    return found


def _said(parts: list[str]) -> dict[str, str]:
    """What follows the amount; words that are nothing else belong to the source."""
    found = {"source": "", "basis": "", "component": "", "uncertainty_percent": ""}
    sources: list[str] = []
    for part in (one.strip() for one in parts):
        if part.startswith("±"):
            found["uncertainty_percent"] = part.removeprefix("±").strip().removesuffix("%").strip()
        elif not found["basis"] and (basis := basis_code(part)):
            found["basis"] = basis
        elif not found["component"] and (component := component_code(part)):
            found["component"] = component
        elif part:
            sources.append(part)
    return {**found, "source": " | ".join(sources)}


def write_constants(constants: Mapping[str, Mapping[str, str]]) -> str:
    """The reverse of ``read_constants``."""
    return "\n".join(f"{name} = {' | '.join(_parts(kept))}" for name, kept in constants.items())


def shown_constant(title: str, kept: Mapping[str, str]) -> str:
    """A constant in one line of a table."""
    return f"{title} = {' · '.join(_parts(kept))}"


def _parts(kept: Mapping[str, str]) -> list[str]:
    language = get_language() or "en"
    basis, component = BASES.get(kept.get("basis", "")), COMPONENTS.get(kept.get("component", ""))
    spread = kept.get("uncertainty_percent", "")
    parts = [
        f"{kept.get('value', '')} {kept.get('unit', '')}".strip(),
        kept.get("source", ""),
        basis[0].to(language) if basis else "",
        component[0].to(language) if component else "",
        f"± {spread}" if spread else "",
    ]
    return [part for part in parts if part]
