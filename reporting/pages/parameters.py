"""Words for what is declared of a stream: its activity, measured parameters, stock quantities."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from reporting.intake.rules import StreamRule, input_spec

STOCK: Mapping[str, str | Promise] = {
    "opening_stock": gettext_lazy("Opening stock"),
    "purchased": gettext_lazy("Purchased"),
    "exported": gettext_lazy("Delivered to others"),
    "closing_stock": gettext_lazy("Closing stock"),
}


def parameter_label(stream: StreamRule, parameter: str) -> str:
    """The parameter in words."""
    if parameter in STOCK:
        return str(STOCK[parameter])
    if parameter == stream.activity_parameter:
        return _("Amount used")
    spec = input_spec(stream.method, parameter)
    return spec.title.to(get_language() or "en") if spec else parameter
