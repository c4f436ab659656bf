"""What the registry pages show, as plain component values."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from inventory.registry.models import VerifiedEmission, WebhookDelivery
from mrv.core.models import ApiClient
from mrv.portal.components.tables import Cell, Column, Row, Table
from mrv.roles import Role
from mrv.words.role_names import names_of

DELIVERY_STATES = {"pending": "queued", "delivered": "succeeded", "failed": "failed"}
RECORD_STATES = {"valid": "published", "superseded": "superseded", "withdrawn": "withdrawn"}


def client_table(clients: Iterable[ApiClient]) -> Table:
    """Machine clients with their roles and scope."""
    columns = [
        Column(_("Organization"), is_wide=True),
        Column(_("Client ID"), "code"),
        Column(_("Roles")),
        Column(_("Jurisdiction")),
        Column(_("Webhooks"), "number"),
    ]
    rows = [
        Row(
            [
                Cell(client.organization.name, href=reverse("registry:client", args=[client.pk])),
                client.application.client_id,
                _(", ").join(map(str, names_of(map(Role, client.roles)))) or _("revoked"),
                client.jurisdiction.name if client.jurisdiction else "",
                len([hook for hook in client.webhooks.all() if hook.is_active]),
            ]
        )
        for client in clients
    ]
    return Table(_("Machine clients"), columns, rows, empty_title=_("No client yet"))


def delivery_table(deliveries: Iterable[WebhookDelivery]) -> Table:
    """Webhook deliveries, newest first."""
    columns = [
        Column(_("Event"), "code"),
        Column(_("Address"), is_wide=True),
        Column(_("State"), "state"),
        Column(_("Attempts"), "number"),
        Column(_("Answer"), is_wide=True),
        Column(_("Last try"), "datetime"),
    ]
    rows = [
        Row([d.event.name, d.webhook.url, DELIVERY_STATES[d.state], d.attempt, _answer(d), d.tried_time])
        for d in deliveries
    ]
    empty = _("Deliveries appear here once a client has registered a webhook.")
    return Table(_("Webhook deliveries"), columns, rows, empty_title=_("No delivery yet"), empty_text=empty)


def _answer(delivery: WebhookDelivery) -> str:
    return delivery.error_text or str(delivery.status_code or "")


def record_table(records: Iterable[VerifiedEmission]) -> Table:
    """Verified emissions as the market sees them."""
    columns = [
        Column(_("Facility"), is_wide=True),
        Column(_("Year"), "code"),
        Column(_("State"), "state"),
        Column(_("Scope 1"), "tonnes"),
        Column(_("Scope 2"), "tonnes"),
        Column(_("Changed"), "datetime"),
    ]
    rows = [
        Row(
            [
                Cell(r.facility.name, hint=r.facility.code),
                r.compliance_year,
                RECORD_STATES[r.state],
                r.scope_1_co2e_t,
                r.scope_2_co2e_t,
                r.updated_time,
            ]
        )
        for r in records
    ]
    empty = _("A record appears here when the authority decides on a verified report.")
    return Table(_("Verified emissions"), columns, rows, empty_title=_("No verified emissions yet"), empty_text=empty)
