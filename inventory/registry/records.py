"""A verified emission as the market reads it: one plain record, the same in the list, the feed and the signature."""

from typing import Any

from inventory.registry.models import VerifiedEmission

# Columns the record needs, joined once; the list reads them as plain values (P8).
COLUMNS = (
    "id", "public_id", "state", "opinion", "compliance_year", "gwp_set_code", "scope_1_co2e_t", "scope_2_co2e_t",
    "co2_t", "ch4_t", "n2o_t", "fgas_co2e_t", "result_hash", "decided_time", "updated_time",
    "enterprise__code", "enterprise__uscc", "enterprise__name_zh", "enterprise__name_en", "facility__code",
    "facility__name_zh", "facility__name_en", "facility__is_synthetic", "jurisdiction__code", "version__number",
)  # fmt: skip


def as_record(row: dict[str, Any]) -> dict[str, Any]:
    """The public form of one row of ``COLUMNS``. Tonnes are decimal strings."""
    return {
        "id": str(row["public_id"]),
        "state": row["state"],
        "compliance_year": row["compliance_year"],
        "jurisdiction": row["jurisdiction__code"],
        "enterprise": {
            "code": row["enterprise__code"],
            "uscc": row["enterprise__uscc"],
            "name_zh": row["enterprise__name_zh"],
            "name_en": row["enterprise__name_en"],
        },
        "facility": {
            "code": row["facility__code"],
            "name_zh": row["facility__name_zh"],
            "name_en": row["facility__name_en"],
            "is_synthetic": row["facility__is_synthetic"],
        },
        "report_version": row["version__number"],
        "opinion": row["opinion"],
        "gwp_set": row["gwp_set_code"],
        "scope_1_co2e_t": row["scope_1_co2e_t"],
        "scope_2_co2e_t": row["scope_2_co2e_t"],
        "scope_1_gases_t": {"co2": row["co2_t"], "ch4": row["ch4_t"], "n2o": row["n2o_t"]},
        "scope_1_fgas_co2e_t": row["fgas_co2e_t"],
        "result_hash": row["result_hash"],
        "decided_at": row["decided_time"],
        "updated_at": row["updated_time"],
    }


def record_of(verified: VerifiedEmission) -> dict[str, Any]:
    """The record of one row, read afresh."""
    return as_record(VerifiedEmission.objects.values(*COLUMNS).get(pk=verified.pk))
