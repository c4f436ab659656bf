"""Shapes of the answers and the parameters, for the description of the interface."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

PURPOSES = ["any", "statistical", "compliance"]
GRADES = ["A", "B", "C", "D"]
PAGE = [
    OpenApiParameter("after", str, description="Place of the next page, from the Link header"),
    OpenApiParameter("page_size", int, description="1 to 1000"),
]
FACTOR_PARAMETERS = [
    OpenApiParameter("q", str, description="Words in Chinese or English: names, keys, quantities, places, sets"),
    OpenApiParameter("fuel", str, description="Fuel code or activity key, e.g. natural_gas"),
    OpenApiParameter("parameter", str, description="emission_factor, net_calorific_value, carbon_content ..."),
    OpenApiParameter("gas", str, description="CO2, CH4, N2O, CO2e ..."),
    OpenApiParameter("geography", str, description="GB/T 2260 code, grid region, CN, WORLD, GB, US"),
    OpenApiParameter("year", int, description="Only values that apply on a day of this year"),
    OpenApiParameter("set", str, description="CODE (the version in force) or CODE@VERSION; default: all in force"),
    OpenApiParameter("grade", str, enum=GRADES),
    OpenApiParameter("purpose", str, enum=PURPOSES),
    OpenApiParameter("flag", str, description="misprint, suspect ..., or any"),
    OpenApiParameter("sort", str, enum=["fuel", "set", "-set", "id", "-id"]),
    OpenApiParameter("format", str, enum=["json", "csv"]),
    *PAGE,
]
SET_PARAMETERS = [
    OpenApiParameter("purpose", str, enum=PURPOSES),
    OpenApiParameter("grade", str, enum=GRADES),
    OpenApiParameter("state", str, enum=["released", "superseded"]),
    OpenApiParameter("year", int, description="Only sets valid on a day of this year"),
    *PAGE,
]


class SourcedForm(serializers.Serializer[Any]):
    """A record with its ``source``, a name the serializer itself uses for something else."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """The declared fields and the source."""
        return {**super().get_fields(), "source": serializers.CharField()}


class FactorForm(SourcedForm):
    """One value; ``value_text`` is the number as published."""

    id = serializers.IntegerField()
    set = serializers.CharField()
    version = serializers.IntegerField()
    state = serializers.CharField()
    fuel = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    parameter = serializers.CharField()
    gas = serializers.CharField()
    value = serializers.DecimalField(max_digits=38, decimal_places=18)
    value_text = serializers.CharField()
    unit = serializers.CharField()
    geography = serializers.CharField()
    sector = serializers.CharField()
    kind = serializers.CharField()
    purpose = serializers.ChoiceField(choices=PURPOSES)
    uncertainty_low = serializers.DecimalField(max_digits=8, decimal_places=3, allow_null=True)
    uncertainty_high = serializers.DecimalField(max_digits=8, decimal_places=3, allow_null=True)
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    grade = serializers.ChoiceField(choices=GRADES)
    flag = serializers.CharField()
    note = serializers.CharField()


class FactorSetForm(serializers.Serializer[Any]):
    """One version of a set."""

    code = serializers.CharField()
    version = serializers.IntegerField()
    title_zh = serializers.CharField()
    title_en = serializers.CharField()
    publisher = serializers.CharField()
    document = serializers.CharField()
    purpose = serializers.ChoiceField(choices=PURPOSES)
    grade = serializers.ChoiceField(choices=GRADES)
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    state = serializers.CharField()
    note = serializers.CharField()
    content_hash = serializers.CharField()
    supersedes = serializers.IntegerField(allow_null=True)
    proposed_at = serializers.DateTimeField(allow_null=True)
    proposed_by = serializers.CharField()
    released_at = serializers.DateTimeField(allow_null=True)
    released_by = serializers.CharField()


class GwpSetForm(SourcedForm):
    """A set of warming potentials."""

    code = serializers.CharField()
    title = serializers.CharField()
    values = serializers.DictField(child=serializers.CharField())
