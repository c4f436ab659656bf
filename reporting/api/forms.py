"""Fields of what enterprises send, for checking and for the interface description."""

from rest_framework import serializers

from mrv.accounting.rules.conditions import BASES, COMPONENTS
from mrv.core.api.decimals import ExactDecimalField, ExactIntegerField
from mrv.core.api.views import StrictSerializer
from reporting.models.certificate import INSTRUMENTS, SOURCES


class OpenForm(StrictSerializer):
    """Open a report."""

    facility_code = serializers.CharField(max_length=32)
    compliance_year = ExactIntegerField(min_value=1990, max_value=2100)


class SubmitForm(StrictSerializer):
    """Sign and submit."""

    acknowledgement = serializers.BooleanField(help_text="True: the data are true and complete")


class ReasonForm(StrictSerializer):
    """A written reason."""

    reason = serializers.CharField(max_length=2000)


class ExplanationForm(StrictSerializer):
    """Explanation of a warning."""

    explanation = serializers.CharField(max_length=2000)


class ActivityRowForm(serializers.Serializer[dict[str, object]]):
    """One declared row. The quantity is a decimal string."""

    source_stream = serializers.CharField()
    month = ExactIntegerField(min_value=1, max_value=12, allow_null=True, required=False)
    parameter = serializers.CharField(required=False)
    quantity = serializers.CharField()
    unit = serializers.CharField()
    data_source = serializers.CharField(required=False)
    evidence_ref = serializers.CharField(required=False)
    remark = serializers.CharField(required=False)
    uncertainty_percent = serializers.CharField(
        required=False, help_text="Half the 95 % interval in percent, decimal string; without it the default applies"
    )
    basis = serializers.CharField(
        required=False, help_text="What a content of a furnace balance refers to: " + ", ".join(BASES)
    )
    component = serializers.CharField(required=False, help_text="What was analyzed: " + ", ".join(COMPONENTS))


class ActivityForm(serializers.Serializer[dict[str, object]]):
    """All rows of a draft; they replace what was declared before."""

    rows = ActivityRowForm(many=True)
    expected_revision = ExactIntegerField(required=False)


class EvidenceFileForm(serializers.Serializer[dict[str, object]]):
    """A file of evidence."""

    file = serializers.FileField()
    reference = serializers.CharField(required=False, help_text="What activity data call it by")


class FileForm(serializers.Serializer[dict[str, object]]):
    """An activity file."""

    file = serializers.FileField()


class CalculationLineForm(StrictSerializer):
    """One line to compute: every input with its unit, or a choice as text."""

    method = serializers.CharField(max_length=64)
    inputs = serializers.DictField()


class CalculationForm(StrictSerializer):
    """Lines to compute without storing anything."""

    lines = CalculationLineForm(many=True)
    gwp = serializers.CharField(max_length=24, default="AR5")
    explain = serializers.BooleanField(default=True)


class CertificateForm(StrictSerializer):
    """A certificate or green-power contract with its file; sent as multipart form data."""

    instrument = serializers.ChoiceField(choices=INSTRUMENTS)
    number = serializers.CharField(max_length=120, help_text="First number as printed")
    last_number = serializers.CharField(max_length=120, required=False, help_text="Last number of a batch")
    issuer = serializers.CharField(max_length=120)
    volume_mwh = ExactDecimalField(max_digits=18, decimal_places=6)
    first_date = serializers.DateField(help_text="First day of generation")
    last_date = serializers.DateField(help_text="Last day of generation")
    geography = serializers.CharField(max_length=24, help_text="Province (GB/T 2260), grid region or CN")
    generation = serializers.ChoiceField(choices=SOURCES)
    emission_factor = ExactDecimalField(max_digits=10, decimal_places=6, required=False, help_text="tCO2/MWh")
    file = serializers.FileField()


class AllocationForm(StrictSerializer):
    """Part of a certificate for a stream, with the record of its cancellation."""

    certificate = serializers.UUIDField()
    source_stream = serializers.CharField(max_length=32)
    volume_mwh = ExactDecimalField(max_digits=18, decimal_places=6)
    retirement_reference = serializers.CharField(max_length=120)
    retired_date = serializers.DateField()


class RecheckForm(StrictSerializer):
    """The rule of certificates that was looked at."""

    rule = ExactIntegerField(allow_null=True, help_text="Identifier of the rule shown; null: none is set")


class TemplateForm(StrictSerializer):
    """The sector template a draft plan follows."""

    template = serializers.CharField(max_length=4, allow_blank=True, help_text="01 to 24; blank: none")
    with_streams = serializers.BooleanField(default=True)
