"""What a declared figure refers to: the state of the material, and what was analyzed (GB/T 32151.34-2024, 5.2.2-5.2.4).

Tables B.3 to B.5 of the standard take masses and contents as received. A laboratory that analyzes another state says
so, and the declared figure is what it converted; a figure in another state is not taken.
"""

import re
from collections.abc import Mapping

from mrv.accounting.messages import Text
from mrv.accounting.rules.carbon_materials import Basis, Component

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
_FURNACES = ("carbon_materials.calcination", "carbon_materials.baking", "carbon_materials.graphitization")
_CONTENTS = {"_fixed_carbon": Component.FIXED_CARBON, "_volatile": Component.VOLATILE_MATTER}
#: Masses whose name is longer than what their contents begin with.
_MASSES = {"raw": "raw_material"}
_CONTENT = re.compile("(.+)(_fixed_carbon|_volatile)")


def expected_component(method: str, parameter: str) -> Component | None:
    """What the content of a furnace balance is a content of; None for any other input."""
    found = _CONTENT.fullmatch(parameter)
    return _CONTENTS[found[2]] if found and method in _FURNACES else None


def material_of(parameter: str) -> str:
    """The input that holds the mass a content refers to."""
    found = _CONTENT.fullmatch(parameter)
    return _MASSES.get(found[1], found[1]) if found else ""


def asks_conditions(method: str, parameter: str) -> bool:
    """Whether a declared figure must say what it refers to."""
    return expected_component(method, parameter) is not None


def basis_code(text: str) -> str | None:
    """The code of a basis written as code or in words of either language; None for an unknown one."""
    return _code(text, {code: words for code, (words, *_) in BASES.items()})


def component_code(text: str) -> str | None:
    """The code of a component written as code or in words of either language; None for an unknown one."""
    return _code(text, {code: words for code, (words, _) in COMPONENTS.items()})


def _code(text: str, known: Mapping[str, Text]) -> str | None:
    plain = text.strip().casefold()
    return next((code for code, words in known.items() if plain in {code, words.en, words.zh}), None)
