"""Settings of a simulation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mrv.core.exact_fields import ExactIntegerField
from reporting.calculation.simulating import DRAWS, KINDS, SEEDS, Settings, new_seed
from reporting.pages.simulation import WORDS

CHOICES = [(kind, WORDS[kind]) for kind in KINDS]


class SimulationForm(forms.Form):
    """Draws, seed, distributions."""

    draws = ExactIntegerField(label=_("Draws"), min_value=DRAWS[0], max_value=DRAWS[1], initial=10_000)
    seed = ExactIntegerField(
        label=_("Seed"), min_value=0, max_value=SEEDS - 1, required=False,
        help_text=_("The same seed gives the same result. Blank: one is chosen and shown."),
    )  # fmt: skip
    activity = forms.ChoiceField(label=_("Distribution of activity data"), choices=CHOICES, initial="auto")
    factors = forms.ChoiceField(label=_("Distribution of factors"), choices=CHOICES, initial="auto")

    def settings(self) -> Settings:
        """What was entered."""
        given: dict[str, Any] = self.cleaned_data
        seed = given["seed"] if given["seed"] is not None else new_seed()
        return Settings(seed=seed, draws=given["draws"], activity=given["activity"], factors=given["factors"])
