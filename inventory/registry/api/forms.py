"""Fields of what registries send and get, for checking and for the interface description."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from mrv.core.api.decimals import ExactDecimalField
from mrv.core.api.views import StrictSerializer


class AcknowledgementForm(StrictSerializer):
    """Body of an acknowledgement."""

    reference = serializers.CharField(max_length=120, help_text="Identifier of the record in the registry")


class SurrenderForm(StrictSerializer):
    """Body of a surrender."""

    quantity_t = ExactDecimalField(max_digits=24, decimal_places=9, help_text="Allowances, tCO2e, as a string")
    reference = serializers.CharField(max_length=120, help_text="Transaction identifier in the registry")

    def validate_quantity_t(self, value: Any) -> Any:
        """Nothing surrendered is not a surrender."""
        if value == 0:
            raise serializers.ValidationError(_("The quantity is zero. Post what was surrendered."), code="zero")
        return value


class WebhookForm(StrictSerializer):
    """Body of a webhook registration."""

    url = serializers.URLField(max_length=500, help_text="https address the events are posted to")


class PartyForm(serializers.Serializer[Any]):
    """Enterprise or facility in a record."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()


class VerifiedEmissionForm(serializers.Serializer[Any]):
    """A verified emission. Tonnes are decimal strings."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=["valid", "superseded", "withdrawn"])
    compliance_year = serializers.IntegerField()
    jurisdiction = serializers.CharField()
    enterprise = PartyForm()
    facility = PartyForm()
    report_version = serializers.IntegerField()
    opinion = serializers.CharField()
    gwp_set = serializers.CharField()
    scope_1_co2e_t = serializers.DecimalField(max_digits=24, decimal_places=9)
    scope_2_co2e_t = serializers.DecimalField(max_digits=24, decimal_places=9)
    scope_1_fgas_co2e_t = serializers.DecimalField(max_digits=24, decimal_places=9)
    result_hash = serializers.CharField()
    decided_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
