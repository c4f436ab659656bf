"""Forms of the pages; each turns what was typed into the value its service wants."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mrv.core.exact_fields import ExactIntegerField
from mrv.core.models import Person
from verification import wording
from verification.models import Finding
from verification.models.sample import OUTCOMES
from verification.services.assign_body import Seat
from verification.services.prepare_statement import StatementText
from verification.services.raise_finding import FindingText
from verification.services.record_visit import VisitNotes
from verification.states import AssuranceLevel, FindingType, Judgement, Opinion, TeamRole

PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
LONG = {"rows": 5}


class TonnesField(forms.CharField):
    """A decimal of record, typed plainly: no separators, no exponent, at most nine decimals."""

    default_error_messages = {
        "not_plain": _("Write a plain number such as 1234.5: digits, at most nine decimals, no separators.")
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=26, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def clean(self, value: Any) -> Decimal | None:
        """The exact number, or None when left empty and not required."""
        text = super().clean(value)
        if not text:
            return None
        if not PLAIN.fullmatch(text):
            raise forms.ValidationError(self.error_messages["not_plain"], code="not_plain")
        return Decimal(text)


def choices(words: dict[str, Any], order: list[str] | None = None) -> list[tuple[str, Any]]:
    """Codes with their words."""
    return [(code, words[code]) for code in order or words]


class TeamForm(forms.Form):
    """The team of an engagement; people in conflict are not on offer."""

    lead = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("Lead verifier"))
    verifiers = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(), label=_("Verifiers"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Those who do the work together with the lead."),
    )  # fmt: skip
    reviewer = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Independent reviewer"),
        help_text=_("The second pair of eyes before the statement; does no verification work here."),
    )  # fmt: skip
    assurance_level = forms.ChoiceField(
        label=_("Assurance level"), choices=choices(wording.ASSURANCE), initial=AssuranceLevel.REASONABLE.value
    )
    due_date = forms.DateField(
        label=_("Conclude by"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty, the period of the programme applies."),
    )  # fmt: skip

    def __init__(self, *args: Any, offers: dict[str, list[int]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, roles in (
            ("lead", ["lead_verifier"]),
            ("verifiers", ["verifier", "lead_verifier"]),
            ("reviewer", ["independent_reviewer"]),
        ):
            ids = {person_id for role in roles for person_id in offers.get(role, [])}
            field: Any = self.fields[name]
            field.queryset = Person.objects.filter(pk__in=ids).order_by("display_name", "username")

    def seats(self) -> list[Seat]:
        """The team as the service wants it; the lead is not a verifier a second time."""
        data = self.cleaned_data
        others = [person for person in data["verifiers"] if person != data["lead"]]
        return [
            Seat(data["lead"], TeamRole.LEAD),
            *(Seat(person, TeamRole.VERIFIER) for person in others),
            Seat(data["reviewer"], TeamRole.REVIEWER),
        ]


class FindingForm(forms.Form):
    """A finding to raise."""

    type = forms.ChoiceField(label=_("Kind of finding"), choices=choices(wording.FINDING_TYPES))
    line = forms.TypedChoiceField(
        label=_("Line it points to"), required=False, coerce=int, empty_value=None,
        help_text=_("Leave empty when the finding is about the whole report or its plan."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("What is wrong, and what is expected"), max_length=5000, widget=forms.Textarea(attrs=LONG)
    )
    clause = forms.CharField(
        label=_("Clause not met"), max_length=120, required=False,
        help_text=_("Standard, guideline or section of the monitoring plan."),
    )  # fmt: skip
    effect_tco2e = TonnesField(
        label=_("Effect in tCO2e"), required=False,
        help_text=_("Misstatements only: verified minus reported. Positive when the report is too low."),
    )  # fmt: skip
    is_material = forms.BooleanField(label=_("Material by its nature, whatever its tonnes"), required=False)

    def __init__(self, *args: Any, lines: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["line"]
        field.choices = [("", "—"), *lines]

    def finding(self) -> FindingText:
        """The finding as the service wants it."""
        data = self.cleaned_data
        return FindingText(
            type=FindingType(data["type"]),
            text=data["text"],
            line_number=data["line"],
            clause=data["clause"],
            effect_tco2e=data["effect_tco2e"],
            is_material=data["is_material"],
        )


class JudgementForm(forms.Form):
    """Judgement on an answer."""

    judgement = forms.ChoiceField(
        label=_("Your judgement"), choices=choices(wording.JUDGEMENTS), widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, is_unresolved: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_unresolved:  # it stands as not sufficient already
            field: Any = self.fields["judgement"]
            field.choices = [row for row in field.choices if row[0] != Judgement.INSUFFICIENT.value]

    def value(self) -> Judgement:
        """The judgement chosen."""
        return Judgement(self.cleaned_data["judgement"])


class ReasonForm(forms.Form):
    """One written reason."""

    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs=LONG))


class AnswerForm(forms.Form):
    """Answer of the enterprise to one finding."""

    response = forms.CharField(
        label=_("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What is so, what was corrected, and which evidence shows it."),
    )  # fmt: skip

    @classmethod
    def of(cls, finding: Finding, data: Any) -> "AnswerForm":
        """Pre-filled with the answer given so far."""
        return cls(data, initial={"response": finding.response})


class VisitForm(forms.Form):
    """Record of a site visit."""

    visit_date = forms.DateField(label=_("Day of the visit"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(label=_("What was visited"), max_length=200)
    people_met = forms.CharField(
        label=_("People met"), max_length=500, required=False, help_text=_("By function, not by name.")
    )
    observations = forms.CharField(
        label=_("What was looked at and what was seen"), max_length=5000, widget=forms.Textarea(attrs=LONG)
    )

    def notes(self) -> VisitNotes:
        """The visit as the service wants it."""
        return VisitNotes(**self.cleaned_data)


class SampleForm(forms.Form):
    """Outcome for one sampled line."""

    line_number = ExactIntegerField(min_value=1)
    outcome = forms.ChoiceField(choices=[(code, code) for code in OUTCOMES])
    note = forms.CharField(max_length=500, required=False)


class StatementForm(forms.Form):
    """The statement to be signed."""

    opinion = forms.ChoiceField(label=_("Opinion"), widget=forms.RadioSelect)
    criteria = forms.CharField(label=_("Criteria"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))
    scope_text = forms.CharField(
        label=_("What was covered"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Boundary, sources and gases."),
    )  # fmt: skip
    justification = forms.CharField(
        label=_("Comments or reasons"), max_length=5000, required=False, widget=forms.Textarea(attrs=LONG),
        help_text=_("Needed for every opinion but “verified”."),
    )  # fmt: skip
    imposed_1 = TonnesField(label=_("Imposed value, scope 1 (tCO2e)"), required=False)
    imposed_2 = TonnesField(label=_("Imposed value, scope 2 (tCO2e)"), required=False)
    result_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, opinions: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["opinion"]
        field.choices = opinions

    def statement(self) -> StatementText:
        """The statement as the service wants it."""
        data = self.cleaned_data
        imposed = {scope: data[f"imposed_{scope}"] for scope in (1, 2) if data[f"imposed_{scope}"] is not None}
        return StatementText(
            opinion=Opinion(data["opinion"]),
            criteria=data["criteria"],
            scope_text=data["scope_text"],
            justification=data["justification"],
            imposed=imposed,
        )


class SecondReviewForm(forms.Form):
    """Word of the independent reviewer."""

    word = forms.ChoiceField(
        label=_("Your word"), widget=forms.RadioSelect,
        choices=[("agree", _("I agree: the statement may be signed")), ("object", _("I object: it has to be changed"))],
    )  # fmt: skip
    note = forms.CharField(
        label=_("What you looked at, or your objection"), max_length=5000, required=False,
        widget=forms.Textarea(attrs=LONG),
    )  # fmt: skip
    revision = ExactIntegerField(widget=forms.HiddenInput, min_value=1)


class ConcludeForm(forms.Form):
    """Signature of the lead: what is signed travels with the form."""

    is_confirmed = forms.BooleanField(
        label=_("I sign this statement as lead verifier. It cannot be changed afterwards."),
        error_messages={"required": _("Confirm that you sign, or go back.")},
    )
    opinion = forms.CharField(widget=forms.HiddenInput)
    result_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DecisionForm(forms.Form):
    """Decision of the authority: the digits decided on travel with the form."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("authority", "Decision"), widget=forms.RadioSelect,
        choices=[
            ("accepted", _("Accept: the verified figures count")),
            ("sent_back", _("Send back to the verification body")),
        ],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=5000, required=False, widget=forms.Textarea(attrs=LONG),
        help_text=_("Needed to send back; the verification body and the enterprise read it."),
    )  # fmt: skip
    result_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SignatureForm(forms.Form):
    """A signed statement to be looked at."""

    jws = forms.CharField(
        label=_("Signed statement"), max_length=200_000, widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("The compact JWS: three parts, joined by points. Line breaks do no harm."),
    )  # fmt: skip


class AppealForm(forms.Form):
    """Appeal of an enterprise."""

    text = forms.CharField(
        label=_("What you object to, and why"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Name the figure or the finding, what you hold to be right, and the evidence for it."),
    )  # fmt: skip


class ReopenForm(forms.Form):
    """Why a decided report is opened again."""

    reason = forms.CharField(
        label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs=LONG),
        help_text=_("The enterprise and the verification body read it."),
    )  # fmt: skip


class RulingForm(forms.Form):
    """Ruling on an appeal."""

    ruling = forms.ChoiceField(
        label=_("Ruling"), widget=forms.RadioSelect,
        choices=[
            ("dismissed", _("Dismissed: the decision stands")),
            ("upheld", _("Upheld: the decision falls, the report is withdrawn")),
        ],
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs=LONG))


def year_choices() -> list[tuple[str, str]]:
    """Compliance years on offer in the queue's filter, the latest first."""
    this_year = timezone.localdate().year
    return [("", "—"), *((str(year), str(year)) for year in range(this_year, this_year - 20, -1))]
