"""Names of the scopes (GHG Protocol)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

SCOPES: Mapping[int, str | Promise] = {
    1: gettext_lazy("Scope 1, direct"),
    2: gettext_lazy("Scope 2, purchased energy"),
    3: gettext_lazy("Scope 3, other indirect"),
}
