"""The size of the library in a few numbers."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.models import EmissionFactor, FactorSet
from mrv.portal.components.flow import KeyNumber


def library_numbers() -> list[KeyNumber]:
    """Sets and values in force, official ones, flagged ones."""
    values = EmissionFactor.objects.filter(factor_set__state="released")
    search = reverse("factors:library")
    return [
        KeyNumber(
            _("Released sets"),
            FactorSet.objects.filter(state="released").count(),
            "number",
            href=reverse("factors:sets"),
        ),
        KeyNumber(_("Values"), values.count(), "number", note=_("each with its source")),
        KeyNumber(
            _("Of official text"), values.filter(Q(grade="A") | Q(grade="B")).count(), "number", note=_("grade A or B")
        ),
        KeyNumber(_("Flagged"), values.exclude(flag="").count(), "number", href=f"{search}?flag=any"),
    ]
