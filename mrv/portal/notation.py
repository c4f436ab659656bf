"""Notation keys of the GPC and of IPCC reporting, each with its meaning in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEANINGS: Mapping[str, str | Promise] = {
    "NO": _("Not occurring: the activity does not take place in the area"),
    "NE": _("Not estimated: emissions occur but have not been estimated"),
    "IE": _("Included elsewhere: counted in another category"),
    "C": _("Confidential: hidden to protect what one enterprise declared; not zero"),
}
