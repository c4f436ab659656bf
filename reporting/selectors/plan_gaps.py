"""What a plan must say of furnaces and of the contents it holds as constants (GB/T 32151.34-2024, 5.2.2 to 5.2.4)."""

from collections.abc import Iterator, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.accounting.rules.conditions import BASES, COMPONENTS, FURNACES, content_notes, expected_component, material_of
from reporting.models import MonitoringPlan

Constants = Mapping[str, Mapping[str, str]]


def condition_errors(method: str, constants: Constants) -> Iterator[str]:
    """What is wrong with basis and component of the constants of a stream, in the language of the reader."""
    language = get_language() or "en"
    for name, constant in constants.items():
        basis, component = constant.get("basis", ""), constant.get("component", "")
        if basis not in ("", *BASES) or component not in ("", *COMPONENTS):
            message = _("%(name)s: a basis is one of %(bases)s, a component one of %(components)s.")
            yield message % {"name": name, "bases": ", ".join(BASES), "components": ", ".join(COMPONENTS)}
            continue
        if component == "furnace_body" and method == FURNACES[-1]:
            yield _("%(name)s: carbon of the furnace body is not part of graphitization. Leave it out.") % {
                "name": name
            }
        expected = expected_component(method, name)
        if expected is None:
            continue
        notes = content_notes(
            name,
            expected,
            basis=basis,
            component=component,
            evidence=constant.get("source", ""),
            mass_basis=constants.get(material_of(name), {}).get("basis", ""),
        )
        if notes:
            words = COMPONENTS[expected][0].to(language)
            hint = _("Write behind the source what it refers to: | as received | %(component)s.") % {
                "component": words
            }
            yield " ".join([*(note.text.to(language) for note in notes), hint])


def plan_gaps(plan: MonitoringPlan) -> list[str]:
    """What keeps a plan from submission: a furnace balance without its furnace, constants of unknown condition."""
    found: list[str] = []
    for stream in plan.streams.order_by("code"):
        if stream.method in FURNACES and not stream.furnace_code:
            message = _("Stream %(code)s: name the furnace its balance is drawn around.")
            found.append(message % {"code": stream.code})
        errors = condition_errors(stream.method, stream.approved_inputs)
        found.extend(_("Stream %(code)s: %(problem)s") % {"code": stream.code, "problem": one} for one in errors)
    return found
