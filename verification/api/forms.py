"""Fields of what verifiers, enterprises and the authority send."""

from datetime import date
from typing import Any

from rest_framework import serializers

from mrv.core.api.decimals import ExactDecimalField, ExactIntegerField
from mrv.core.api.views import StrictSerializer
from verification.models.sample import OUTCOMES
from verification.states import AssuranceLevel, FindingType, Judgement, Opinion, Outcome, TeamRole

HASH: dict[str, Any] = {"max_length": 64, "help_text": "result_hash of the version as you saw it"}
TONNES: dict[str, Any] = {"max_digits": 24, "decimal_places": 9}


def words(kind: Any) -> list[str]:
    """The values of an enumeration."""
    return [member.value for member in kind]


class SeatForm(StrictSerializer):
    """One member of the team."""

    person = serializers.CharField(max_length=150, help_text="Sign-in name of the member")
    role = serializers.ChoiceField(choices=words(TeamRole))


class AssignForm(StrictSerializer):
    """Assignment of a report to a body."""

    version = serializers.UUIDField(help_text="Identifier of the computed report version")
    body = serializers.CharField(max_length=32, help_text="Code of the verification body")
    team = SeatForm(many=True)
    assurance_level = serializers.ChoiceField(choices=words(AssuranceLevel), default="reasonable")
    due_date = serializers.DateField(required=False)


class FindingForm(StrictSerializer):
    """A finding to raise."""

    type = serializers.ChoiceField(choices=words(FindingType))
    text = serializers.CharField(max_length=5000)
    section = serializers.CharField(max_length=48, required=False, default="", allow_blank=True)
    stream_code = serializers.CharField(max_length=32, required=False, default="", allow_blank=True)
    line_number = ExactIntegerField(min_value=1, max_value=2**31 - 1, required=False, allow_null=True)
    clause = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)
    effect_tco2e = ExactDecimalField(**TONNES, required=False, allow_null=True)
    is_material = serializers.BooleanField(required=False, default=False)


class AnswerForm(StrictSerializer):
    """Answer of the enterprise."""

    response = serializers.CharField(max_length=5000)


class JudgementForm(StrictSerializer):
    """Judgement of the verifier."""

    judgement = serializers.ChoiceField(choices=words(Judgement))
    text = serializers.CharField(max_length=5000)


class CaseReasonForm(StrictSerializer):
    """A written reason."""

    reason = serializers.CharField(max_length=5000)


class NothingForm(StrictSerializer):
    """An act without fields."""


class VisitForm(StrictSerializer):
    """A site visit."""

    visit_date = serializers.DateField(help_text=f"Day of the visit, such as {date(2018, 4, 12).isoformat()}")
    place = serializers.CharField(max_length=200)
    people_met = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
    observations = serializers.CharField(max_length=5000)


class SampleForm(StrictSerializer):
    """Outcome of looking at one line."""

    line_number = ExactIntegerField(min_value=1, max_value=2**31 - 1)
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    note = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


class ImposedForm(StrictSerializer):
    """A value imposed on one scope."""

    scope = serializers.ChoiceField(choices=[1, 2, 3])
    co2e_t = ExactDecimalField(**TONNES, min_value=0)


class StatementForm(StrictSerializer):
    """The statement to be signed."""

    opinion = serializers.ChoiceField(choices=words(Opinion))
    criteria = serializers.CharField(max_length=5000)
    scope_text = serializers.CharField(max_length=5000)
    justification = serializers.CharField(max_length=5000, required=False, default="", allow_blank=True)
    imposed = ImposedForm(many=True, required=False, default=list)
    result_hash = serializers.CharField(**HASH)


class SecondReviewForm(StrictSerializer):
    """Word of the independent reviewer."""

    revision = ExactIntegerField(min_value=1, max_value=2**31 - 1)
    is_agreed = serializers.BooleanField()
    note = serializers.CharField(max_length=5000, required=False, default="", allow_blank=True)


class ConcludeForm(StrictSerializer):
    """Signature of the lead."""

    opinion = serializers.ChoiceField(choices=words(Opinion))
    result_hash = serializers.CharField(**HASH)


class DecisionForm(StrictSerializer):
    """Decision of the authority."""

    outcome = serializers.ChoiceField(choices=words(Outcome))
    result_hash = serializers.CharField(**HASH)
    reason = serializers.CharField(max_length=5000, required=False, default="", allow_blank=True)


class SignatureForm(StrictSerializer):
    """A statement to be verified."""

    jws = serializers.CharField(max_length=200_000)
