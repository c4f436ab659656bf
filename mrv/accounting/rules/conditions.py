"""What a declared figure refers to: the state of the material, and what was analyzed (GB/T 32151.34-2024, 5.2.2-5.2.4).

Tables B.3 to B.5 of the standard take masses and contents as received. A laboratory that analyzes another state says
so, and the declared figure is what it converted; a figure in another state is not taken.
"""

import re
from collections.abc import Mapping

from mrv.accounting.messages import Text
from mrv.accounting.rules.carbon_materials import Basis, Component, Declaration, MaterialContent, check_declaration
from mrv.accounting.rules.note import Note

#: Code of a declared basis: its words, the basis of the figure, the basis of the analysis behind it.
BASES: Mapping[str, tuple[Text, Basis, Basis]] = {
    "as_received": (Text("as received", "收到基"), Basis.RECEIVED, Basis.RECEIVED),
    "converted": (Text("converted to as received", "已换算为收到基"), Basis.RECEIVED, Basis.DRY),
    "dry": (Text("dry", "干基"), Basis.DRY, Basis.DRY),
    "air_dried": (Text("air-dried", "空气干燥基"), Basis.OTHER, Basis.OTHER),
}
COMPONENTS: Mapping[str, tuple[Text, Component]] = {
    "fixed_carbon": (Text("fixed carbon", "固定碳"), Component.FIXED_CARBON),
    "volatile_matter": (Text("volatile matter", "挥发分"), Component.VOLATILE_MATTER),
    "total_carbon": (Text("total carbon", "全碳"), Component.TOTAL_CARBON),
    "furnace_body": (Text("carbon of the furnace body", "炉体炭质材料"), Component.UNKNOWN),
}
FURNACES = ("carbon_materials.calcination", "carbon_materials.baking", "carbon_materials.graphitization")
_CONTENTS = {"_fixed_carbon": Component.FIXED_CARBON, "_volatile": Component.VOLATILE_MATTER}
#: Masses whose name is longer than what their contents begin with.
_MASSES = {"raw": "raw_material"}
_CONTENT = re.compile("(.+)(_fixed_carbon|_volatile)")


def expected_component(method: str, parameter: str) -> Component | None:
    """What the content of a furnace balance is a content of; None for any other input."""
    found = _CONTENT.fullmatch(parameter)
    return _CONTENTS[found[2]] if found and method in FURNACES else None


def material_of(parameter: str) -> str:
    """The input that holds the mass a content refers to."""
    found = _CONTENT.fullmatch(parameter)
    return _MASSES.get(found[1], found[1]) if found else ""


def asks_conditions(method: str, parameter: str) -> bool:
    """Whether a declared figure must say what it refers to."""
    return expected_component(method, parameter) is not None


def content_notes(
    parameter: str, expected: Component, *, basis: str, component: str, evidence: str = "", mass_basis: str = ""
) -> tuple[Note, ...]:
    """What the standard finds about a content, wherever it is written: a declared row, a constant of the plan.

    ``basis``, ``component`` and ``mass_basis`` are codes; a mass that says nothing is taken as weighed, as received.
    """
    _, given, analyzed = BASES.get(basis, (None, Basis.UNKNOWN, Basis.RECEIVED))
    _, kind = COMPONENTS.get(component, (None, Component.UNKNOWN))
    content = MaterialContent(
        field=parameter,
        expected=expected,
        component=kind,
        mass_basis=BASES[mass_basis][1] if mass_basis in BASES else Basis.RECEIVED,
        content_basis=given,
        analyzed_basis=analyzed,
        conversion_evidence=evidence,
    )
    return check_declaration(Declaration(materials=(content,)))


def basis_code(text: str) -> str | None:
    """The code of a basis written as code or in words of either language; None for an unknown one."""
    return _code(text, {code: words for code, (words, *_) in BASES.items()})


def component_code(text: str) -> str | None:
    """The code of a component written as code or in words of either language; None for an unknown one."""
    return _code(text, {code: words for code, (words, _) in COMPONENTS.items()})


def _code(text: str, known: Mapping[str, Text]) -> str | None:
    plain = text.strip().casefold()
    return next((code for code, words in known.items() if plain in {code, words.en, words.zh}), None)
