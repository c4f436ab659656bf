"""Roles and permissions as data a lawyer can read.

Pure. A permission is ``noun:verb``. A role belongs to one kind of organization; what a person may do
is the union of the grants of the memberships in force, and on which records is ``visible_to(actor)``.
"""

from enum import StrEnum


class OrganizationKind(StrEnum):
    """What an organization is in the scheme."""

    ENTERPRISE = "enterprise"
    VERIFICATION_BODY = "verification_body"
    AUTHORITY = "authority"
    REGISTRY = "registry"


class Role(StrEnum):
    """What a member does for the organization."""

    REPORTER = "reporter"
    RESPONSIBLE_PERSON = "responsible_person"
    VERIFIER = "verifier"
    LEAD_VERIFIER = "lead_verifier"
    INDEPENDENT_REVIEWER = "independent_reviewer"
    REGULATOR = "regulator"
    FACTOR_STEWARD = "factor_steward"
    INVENTORY_COMPILER = "inventory_compiler"
    DISTRICT_OFFICER = "district_officer"
    OPERATOR = "operator"
    REGISTRY_CLIENT = "registry_client"


PERMISSIONS: dict[str, str] = {
    "plan:read": "Read the monitoring plans in scope",
    "plan:edit": "Draft and change monitoring plans of own facilities",
    "plan:approve": "Approve a monitoring plan",
    "report:read": "Read the reports in scope",
    "report:edit": "Edit drafts of own facilities, import files, upload evidence",
    "report:submit": "Sign and submit a report",
    "report:recall": "Recall a submitted report before review starts",
    "report:correct": "Open a corrected version of a returned report",
    "finding:read": "Read findings in scope",
    "finding:answer": "Answer findings and appeal",
    "finding:raise": "Raise and judge findings on assigned reports",
    "engagement:read": "Read verification engagements in scope",
    "engagement:assign": "Assign a verification body to a report",
    "engagement:review": "Review an assigned report: documents, site visit, return",
    "engagement:conclude": "Sign the conclusion of an assigned verification",
    "engagement:second_review": "Independent second review before the statement",
    "report:decide": "Decide (shending) on a verified report",
    "report:reopen": "Reopen a decided report",
    "deadline:manage": "Manage deadlines and the working calendar",
    "certificate_rule:manage": "Set which green-power certificates serve the consumption of a year",
    "organization:manage": "Manage enterprises, facilities and members",
    "organization:read": "Read the register of enterprises and facilities in scope",
    "factor:propose": "Propose a factor set",
    "factor:release": "Release a factor set somebody else proposed",
    "inventory:read": "Read unpublished inventory cells in scope",
    "inventory:compile": "Maintain area sources and compile the city inventory",
    "inventory:release": "Release an inventory",
    "inventory:recalculate": "Compute a city again and read the differences",
    "analysis:read": "Use the analysis pages",
    "registry:read": "Read verified emissions and statements by the registry interface",
    "registry:acknowledge": "Acknowledge records and post surrenders",
    "registry:manage": "Manage registry clients and deliveries",
    "operations:read": "See jobs, ledger and deadlines",
    "job:read": "See own background jobs",
}

GRANTS: dict[Role, frozenset[str]] = {
    Role.REPORTER: frozenset(
        {"plan:read", "plan:edit", "report:read", "report:edit", "report:correct", "finding:read", "job:read"}
    ),
    Role.RESPONSIBLE_PERSON: frozenset(
        {
            "plan:read",
            "report:read",
            "report:submit",
            "report:recall",
            "report:correct",
            "finding:read",
            "finding:answer",
            "job:read",
        }
    ),
    Role.VERIFIER: frozenset(
        {
            "plan:read",
            "report:read",
            "engagement:read",
            "engagement:review",
            "finding:read",
            "finding:raise",
            "job:read",
        }
    ),
    Role.LEAD_VERIFIER: frozenset(
        {
            "plan:read",
            "report:read",
            "engagement:read",
            "engagement:review",
            "engagement:conclude",
            "finding:read",
            "finding:raise",
            "job:read",
        }
    ),
    Role.INDEPENDENT_REVIEWER: frozenset(
        {
            "plan:read",
            "report:read",
            "engagement:read",
            "engagement:second_review",
            "finding:read",
            "job:read",
        }
    ),
    Role.REGULATOR: frozenset(
        {
            "plan:read",
            "plan:approve",
            "report:read",
            "report:decide",
            "report:reopen",
            "engagement:read",
            "engagement:assign",
            "finding:read",
            "deadline:manage",
            "certificate_rule:manage",
            "organization:read",
            "organization:manage",
            "inventory:read",
            "inventory:recalculate",
            "analysis:read",
            "registry:manage",
            "operations:read",
            "job:read",
        }
    ),
    Role.FACTOR_STEWARD: frozenset({"factor:propose", "factor:release", "inventory:recalculate", "job:read"}),
    Role.INVENTORY_COMPILER: frozenset(
        {
            "report:read",
            "organization:read",
            "inventory:read",
            "inventory:compile",
            "inventory:release",
            "inventory:recalculate",
            "analysis:read",
            "job:read",
        }
    ),
    Role.DISTRICT_OFFICER: frozenset({"report:read", "organization:read", "inventory:read", "analysis:read"}),
    Role.OPERATOR: frozenset({"operations:read", "registry:manage", "job:read"}),
    Role.REGISTRY_CLIENT: frozenset({"registry:read", "registry:acknowledge"}),
}

ROLES_OF_KIND: dict[OrganizationKind, frozenset[Role]] = {
    OrganizationKind.ENTERPRISE: frozenset({Role.REPORTER, Role.RESPONSIBLE_PERSON}),
    OrganizationKind.VERIFICATION_BODY: frozenset({Role.VERIFIER, Role.LEAD_VERIFIER, Role.INDEPENDENT_REVIEWER}),
    OrganizationKind.AUTHORITY: frozenset(
        {Role.REGULATOR, Role.FACTOR_STEWARD, Role.INVENTORY_COMPILER, Role.DISTRICT_OFFICER, Role.OPERATOR}
    ),
    OrganizationKind.REGISTRY: frozenset({Role.REGISTRY_CLIENT}),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[str]:
    """Everything these roles may do."""
    return frozenset().union(*(GRANTS[role] for role in roles)) if roles else frozenset()
