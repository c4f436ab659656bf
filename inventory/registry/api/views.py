"""What registries read and post: keyset pages, conditional answers, idempotent posts."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.registry.api.forms import AcknowledgementForm, SurrenderForm, VerifiedEmissionForm, WebhookForm
from inventory.registry.models import RegistryEvent, VerifiedEmission
from inventory.registry.outbound import AddressRefused
from inventory.registry.records import COLUMNS, as_record
from inventory.registry.services.acknowledge import acknowledge
from inventory.registry.services.deliver_webhook import event_body
from inventory.registry.services.post_surrender import post_surrender
from inventory.registry.services.register_webhook import register_webhook
from mrv.core.api.etag import conditional
from mrv.core.api.idempotency import idempotent
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from mrv.core.api.views import ApiView
from mrv.core.services.signing import public_keys

FILTERS = [
    OpenApiParameter("compliance_year", int, description="Calendar year of the emissions"),
    OpenApiParameter("jurisdiction", str, description="GB/T 2260 code of the city"),
    OpenApiParameter("state", str, enum=["valid", "superseded", "withdrawn"]),
    OpenApiParameter("updated_since", datetime, description="Only records changed at or after this time"),
    OpenApiParameter("after", str, description="Place of the next page, from the Link header"),
    OpenApiParameter("page_size", int, description="1 to 1000"),
]


def _filters(request: Request) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    for name, column in (("jurisdiction", "jurisdiction__code"), ("state", "state")):
        if text := request.query_params.get(name):
            wanted[column] = text.replace("\x00", "")
    if year := request.query_params.get("compliance_year"):
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise Problem(400, "bad_filter", _("compliance_year must be a year such as 2017."))
        wanted["compliance_year"] = int(year)
    if since := request.query_params.get("updated_since"):
        wanted["updated_time__gte"] = _moment(since)
    return wanted


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Problem(400, "bad_filter", _("updated_since must be a time such as 2026-01-31T08:00:00Z."))
    return moment


def _find(view: ApiView, public_id: uuid.UUID) -> VerifiedEmission:
    found = VerifiedEmission.objects.visible_to(view.actor).filter(public_id=public_id).first()
    if found is None:
        raise not_found()
    return found


class VerifiedEmissionList(ApiView):
    """Verified emissions in the client's scope, oldest change first."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "registry:read"}

    @extend_schema(
        operation_id="verified_emissions_list", parameters=FILTERS, responses=VerifiedEmissionForm(many=True)
    )
    def get(self, request: Request) -> Response | HttpResponse:
        """One page; follow ``Link: rel="next"``."""
        wanted = VerifiedEmission.objects.visible_to(self.actor).filter(**_filters(request)).values(*COLUMNS)
        rows, headers = keyset(request, wanted, fields=("updated_time", "id"))
        return conditional(request, {"results": [as_record(row) for row in rows]}, headers=headers)


class VerifiedEmissionDetail(ApiView):
    """One record."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "registry:read"}

    @extend_schema(operation_id="verified_emissions_read", responses=VerifiedEmissionForm)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """The record with its acknowledgements and surrenders."""
        found = _find(self, public_id)
        body = as_record(VerifiedEmission.objects.values(*COLUMNS).get(pk=found.pk))
        body["acknowledgements"] = list(found.acknowledgements.values("reference", "acknowledged_at"))
        body["surrenders"] = list(found.surrenders.values("reference", "quantity_t", "posted_at"))
        return conditional(request, body)


class StatementView(ApiView):
    """The signed statement of one record."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "registry:read"}

    @extend_schema(operation_id="verified_emissions_statement", responses={(200, "application/jose"): str})
    def get(self, request: Request, public_id: uuid.UUID) -> HttpResponse:
        """Compact JWS; verify it with the keys at /.well-known/jwks.json."""
        return HttpResponse(_find(self, public_id).signature, content_type="application/jose")


class AcknowledgementView(ApiView):
    """Take over a record."""

    permissions: ClassVar[dict[str, str | None]] = {"POST": "registry:acknowledge"}

    @extend_schema(operation_id="acknowledgements_create", request=AcknowledgementForm, responses=AcknowledgementForm)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """201 when new, 200 when this registry had acknowledged before."""
        form = AcknowledgementForm(data=request.data)
        form.is_valid(raise_exception=True)
        found, is_new = acknowledge(verified=_find(self, public_id), by=self.actor, **form.validated_data)
        return Response(
            {"reference": found.reference, "acknowledged_at": found.acknowledged_at}, 201 if is_new else 200
        )


class SurrenderView(ApiView):
    """Post back surrendered allowances."""

    permissions: ClassVar[dict[str, str | None]] = {"POST": "registry:acknowledge"}

    @extend_schema(operation_id="surrenders_create", request=SurrenderForm, responses=SurrenderForm)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """201 when new; the same reference with another quantity is a conflict."""
        form = SurrenderForm(data=request.data)
        form.is_valid(raise_exception=True)
        found = _find(self, public_id)
        posted, is_new = post_surrender(verified=found, by=self.actor, **form.validated_data)
        if posted.quantity_t != form.validated_data["quantity_t"] or posted.verified_emission_id != found.pk:
            raise Problem(409, "reference_taken", _("This reference was posted before with other content."))
        return Response({"reference": posted.reference, "quantity_t": posted.quantity_t}, 201 if is_new else 200)


class EventList(ApiView):
    """The change feed in the order of commit; replay from any point."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "registry:read"}

    @extend_schema(
        operation_id="events_list",
        parameters=[OpenApiParameter("after", int), FILTERS[-1]],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        """Events with an id greater than ``after``."""
        text = request.query_params.get("after", "0")
        if not (text.isascii() and text.isdigit() and len(text) < 19):
            raise Problem(400, "bad_cursor", _("after must be the id of an event, or 0."))
        events = RegistryEvent.objects.visible_to(self.actor).filter(pk__gt=int(text)).order_by("pk")
        page = [event_body(event) for event in events.select_related("verified_emission")[:100]]
        headers = {}
        if len(page) == 100:
            headers["Link"] = f'<{request.build_absolute_uri(request.path)}?after={page[-1]["id"]}>; rel="next"'
        return Response({"results": page}, headers=headers)


class WebhookList(ApiView):
    """Ask to be told of events."""

    permissions: ClassVar[dict[str, str | None]] = {"POST": "registry:acknowledge"}

    @extend_schema(operation_id="webhooks_create", request=WebhookForm, responses=WebhookForm)
    @idempotent
    def post(self, request: Request) -> Response:
        """201 with the secret, shown once."""
        form = WebhookForm(data=request.data)
        form.is_valid(raise_exception=True)
        if not self.actor.client_id:
            raise Problem(403, "forbidden", _("Only a registered client can have a webhook."))
        try:
            webhook = register_webhook(url=form.validated_data["url"], by=self.actor)
        except AddressRefused as refusal:
            errors = [{"pointer": "/url", "code": "address_refused", "detail": str(refusal)}]
            raise Problem(422, "invalid", _("The data is not valid."), errors=errors) from refusal
        return Response({"id": str(webhook.public_id), "url": webhook.url, "secret": webhook.secret}, 201)


class JwksView(ApiView):
    """Public keys of everything the platform signs."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": None}
    authentication_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """A JWK set."""
        return Response(public_keys(), headers={"Cache-Control": "public, max-age=3600"})
