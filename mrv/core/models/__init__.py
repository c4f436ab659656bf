"""Records shared by all apps."""

from mrv.core.models.access import ApiClient, IdempotencyRecord
from mrv.core.models.audit import AuditEvent, AuditSeal, append_only, no_truncate
from mrv.core.models.factor import EmissionFactor, FactorSet, Fuel, GwpSet, GwpValue
from mrv.core.models.job import Job
from mrv.core.models.organization import Authority, Enterprise, Membership, Organization, VerificationBody
from mrv.core.models.outbox import OutboxEvent
from mrv.core.models.person import Person
from mrv.core.models.place import District, Facility, Sector, SectorMapping

__all__ = [
    "ApiClient",
    "AuditEvent",
    "AuditSeal",
    "Authority",
    "District",
    "EmissionFactor",
    "Enterprise",
    "Facility",
    "FactorSet",
    "Fuel",
    "GwpSet",
    "GwpValue",
    "IdempotencyRecord",
    "Job",
    "Membership",
    "Organization",
    "OutboxEvent",
    "Person",
    "Sector",
    "SectorMapping",
    "VerificationBody",
    "append_only",
    "no_truncate",
]
