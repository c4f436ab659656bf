"""Enter a facility of an enterprise in the register."""

from datetime import date, datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import District, Facility, Organization, Sector
from mrv.core.services.record import record


@transaction.atomic
def register_facility(  # noqa: PLR0913 - a register entry has that many facts
    *,
    enterprise: Organization,
    code: str,
    name_zh: str,
    name_en: str,
    district: District,
    sector: Sector,
    opened_date: date,
    by: Actor,
    at: datetime | None = None,
    industry_code: str = "",
    is_synthetic: bool = False,
) -> Facility:
    """A new facility. ValidationError for a code that is taken or a sector of another code system."""
    if not by.is_system:
        by.require("organization:manage")
    facility = Facility(
        enterprise_id=enterprise.pk,
        code=code,
        name_zh=name_zh,
        name_en=name_en,
        district=district,
        sector=sector,
        industry_code=industry_code,
        opened_date=opened_date,
        is_synthetic=is_synthetic,
    )
    facility.full_clean(exclude=["enterprise"])
    facility.save(force_insert=True)
    payload = {"district": district.code, "sector": sector.code}
    record("core:facility:registered", about=facility, by=by, at=at, organization_id=enterprise.pk, payload=payload)
    return facility
