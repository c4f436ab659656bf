"""Shapes of the answers, for the interface description."""

from rest_framework import serializers


class AreaFileForm(serializers.Serializer[object]):
    """A table of area sources."""

    file = serializers.FileField(help_text="csv or xlsx with the columns of the template")


class ReleaseReference(serializers.Serializer[object]):
    """Which release answered."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()


class InventoryRow(serializers.Serializer[object]):
    """One combination of axis values (each axis is a member of its own name)."""

    value = serializers.CharField(allow_null=True, help_text="Exact decimal; null where confidential")
    lines = serializers.IntegerField()
    notation = serializers.CharField(allow_blank=True)
    sector = serializers.CharField(required=False)
    district = serializers.CharField(required=False)
    fuel = serializers.CharField(required=False)
    gas = serializers.CharField(required=False)
    scope = serializers.CharField(required=False)
    year = serializers.CharField(required=False)
    origin = serializers.CharField(required=False)


class InventoryForm(serializers.Serializer[object]):
    """A table of the inventory."""

    jurisdiction = serializers.CharField()
    year = serializers.IntegerField()
    release = ReleaseReference(allow_null=True)
    view = serializers.CharField()
    by = serializers.ListField(child=serializers.CharField())
    gas = serializers.CharField()
    scope = serializers.CharField()
    gwp = serializers.CharField(allow_null=True)
    unit = serializers.CharField()
    synthetic = serializers.BooleanField()
    rows = InventoryRow(many=True)
    totals = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))
    total = serializers.CharField(allow_null=True)
    is_partial = serializers.BooleanField()


class Scope2Row(serializers.Serializer[object]):
    """Purchased electricity of a place, both ways."""

    sector = serializers.CharField(required=False)
    district = serializers.CharField(required=False)
    electricity_mwh = serializers.CharField(allow_null=True)
    certified_mwh = serializers.CharField(allow_null=True, help_text="Of it covered by certificates")
    location_based_t = serializers.CharField(allow_null=True, help_text="t CO2, contained in the inventory")
    market_based_t = serializers.CharField(allow_null=True, help_text="t CO2, never added to the other")
    notation = serializers.CharField(allow_blank=True)


class Scope2Form(serializers.Serializer[object]):
    """Scope 2 both ways."""

    jurisdiction = serializers.CharField()
    year = serializers.IntegerField()
    release = serializers.UUIDField(allow_null=True)
    synthetic = serializers.BooleanField()
    of_record = serializers.CharField()
    by = serializers.ListField(child=serializers.CharField())
    location_based_co2e_t = serializers.CharField()
    market_based_co2e_t = serializers.CharField(allow_null=True, help_text="Null: confidential, or nothing was bought")
    is_partial = serializers.BooleanField()
    rows = Scope2Row(many=True)


class ReleaseForm(serializers.Serializer[object]):
    """A released inventory."""

    id = serializers.UUIDField()
    jurisdiction = serializers.CharField()
    year = serializers.IntegerField()
    number = serializers.IntegerField()
    supersedes = serializers.UUIDField(allow_null=True)
    is_latest = serializers.BooleanField()
    note = serializers.CharField()
    scope_1_co2e_t = serializers.CharField()
    scope_2_co2e_t = serializers.CharField(help_text="Location-based, the figure of record")
    scope_2_market_based_co2e_t = serializers.CharField(allow_null=True, help_text="Beside it, never added to it")
    reports = serializers.IntegerField()
    area_sources = serializers.IntegerField()
    lines = serializers.IntegerField()
    min_enterprises = serializers.IntegerField()
    synthetic = serializers.BooleanField()
    content_hash = serializers.CharField()
    merkle_root = serializers.CharField()
    signature = serializers.CharField()
    released_at = serializers.DateTimeField()
    bundle = serializers.CharField()


class ReleaseList(serializers.Serializer[object]):
    """Releases, newest first."""

    results = ReleaseForm(many=True)


class DifferencePart(serializers.Serializer[object]):
    """A part of the difference between two releases."""

    cause = serializers.CharField()
    sector = serializers.CharField()
    co2e_t = serializers.CharField()


class DifferenceForm(serializers.Serializer[object]):
    """Two releases compared: totals, difference, parts that add up to it."""

    before = ReleaseReference()
    after = ReleaseReference()
    before_co2e_t = serializers.CharField()
    after_co2e_t = serializers.CharField()
    difference_co2e_t = serializers.CharField()
    parts = DifferencePart(many=True)
