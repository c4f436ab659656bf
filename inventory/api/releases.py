"""Releases by REST: list, one, its signed bundle, the difference between two. Public: a release is published."""

import uuid
from decimal import Decimal
from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.forms import DifferenceForm, ReleaseForm, ReleaseList
from inventory.models import InventoryRelease
from inventory.selectors.comparison import Comparison, compare, stand_of_release
from inventory.selectors.market import market_totals
from mrv.core.api.etag import conditional
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from mrv.core.api.views import ApiView
from mrv.core.exports.table import plain

FILTERS = [
    OpenApiParameter("jurisdiction", str, description="GB/T 2260 code"),
    OpenApiParameter("year", str, description="Calendar year"),
    OpenApiParameter("after", str, description="Place of the next page, from the Link header"),
    OpenApiParameter("page_size", int, description="1 to 1000"),
]
PUBLIC: dict[str, str | None] = {"GET": None}


def release_or_404(public_id: uuid.UUID) -> InventoryRelease:
    """A release by its identifier."""
    releases = InventoryRelease.objects.select_related("jurisdiction", "supersedes", "superseded_by")
    found = releases.filter(public_id=public_id).first()
    if found is None:
        raise not_found()
    return found


class ReleaseListView(ApiView):
    """All releases."""

    permissions: ClassVar[dict[str, str | None]] = PUBLIC

    @extend_schema(operation_id="releases_list", parameters=FILTERS, responses=ReleaseList)
    def get(self, request: Request) -> Response | HttpResponse:
        """One page, newest first; follow ``Link: rel="next"``."""
        releases = InventoryRelease.objects.select_related("jurisdiction", "supersedes", "superseded_by")
        if code := request.query_params.get("jurisdiction"):
            releases = releases.filter(jurisdiction__code=code.replace("\x00", ""))
        if year := request.query_params.get("year"):
            releases = releases.filter(year=_year(year))
        rows, headers = keyset(request, releases, fields=("-released_at", "-id"))
        market = market_totals(rows)
        records = [as_record(row, market.get(row.pk)) for row in rows]
        return conditional(request, {"results": records}, headers=headers)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Problem(400, "bad_parameter", _("year must be four digits, for example 2017."))
    return int(text)


class ReleaseView(ApiView):
    """One release."""

    permissions: ClassVar[dict[str, str | None]] = PUBLIC

    @extend_schema(operation_id="releases_read", responses=ReleaseForm)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Totals, digests, signature, address of the bundle."""
        release = release_or_404(public_id)
        return conditional(request, as_record(release, market_totals([release]).get(release.pk)))


class BundleView(ApiView):
    """The signed bundle of a release."""

    permissions: ClassVar[dict[str, str | None]] = PUBLIC

    @extend_schema(operation_id="releases_bundle", responses={(200, "application/zip"): bytes})
    def get(self, request: Request, public_id: uuid.UUID) -> HttpResponse:
        """The zip, byte for byte as released; check it with ``manage.py inventory verify``."""
        return bundle_response(release_or_404(public_id))


def bundle_response(release: InventoryRelease) -> HttpResponse:
    """The zip as a download that a cache may keep for ever."""
    response = HttpResponse(bytes(release.bundle.content), content_type="application/zip")
    name = f"inventory-{release.jurisdiction.code}-{release.year}-release-{release.number}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = f'"{release.bundle.sha256}"'
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


class DifferenceView(ApiView):
    """Two releases compared."""

    permissions: ClassVar[dict[str, str | None]] = PUBLIC

    @extend_schema(operation_id="releases_difference", responses=DifferenceForm)
    def get(self, request: Request, public_id: uuid.UUID, other_id: uuid.UUID) -> Response | HttpResponse:
        """The difference of scope 1 from the first to the second, by cause and (if not confidential) sector."""
        before, after = release_or_404(public_id), release_or_404(other_id)
        if before.jurisdiction_id != after.jurisdiction_id:
            raise Problem(422, "other_jurisdiction", _("Releases of two jurisdictions cannot be compared."))
        found = compare(stand_of_release(before), stand_of_release(after))
        return conditional(request, difference_body(before, after, found))


def difference_body(before: InventoryRelease, after: InventoryRelease, found: Comparison) -> dict[str, Any]:
    """The JSON answer; with small-group protection the parts are given by cause alone."""
    is_open = before.min_enterprises == after.min_enterprises == 1
    parts = found.by_sector() if is_open else {(cause, ""): tonnes for cause, tonnes in found.by_cause().items()}
    return {
        "before": {"id": str(before.public_id), "number": before.number},
        "after": {"id": str(after.public_id), "number": after.number},
        "before_co2e_t": plain(found.before_t),
        "after_co2e_t": plain(found.after_t),
        "difference_co2e_t": plain(found.difference_t),
        "parts": [{"cause": c.value, "sector": s, "co2e_t": plain(tonnes)} for (c, s), tonnes in parts.items()],
    }


def as_record(release: InventoryRelease, market: Decimal | None) -> dict[str, Any]:
    """A release as JSON; `market` is its scope 2 market-based."""
    return {
        "id": str(release.public_id),
        "jurisdiction": release.jurisdiction.code,
        "year": release.year,
        "number": release.number,
        "supersedes": str(release.supersedes.public_id) if release.supersedes else None,
        "is_latest": not hasattr(release, "superseded_by"),
        "note": release.note,
        "scope_1_co2e_t": plain(release.scope_1_co2e_t),
        "scope_2_co2e_t": plain(release.scope_2_co2e_t),
        "scope_2_market_based_co2e_t": None if market is None else plain(market),
        "reports": release.version_count,
        "area_sources": release.area_source_count,
        "lines": release.line_count,
        "min_enterprises": release.min_enterprises,
        "synthetic": release.is_synthetic,
        "content_hash": release.content_hash,
        "merkle_root": release.merkle_root,
        "signature": release.signature,
        "released_at": release.released_at,
        "bundle": reverse("api:release_bundle", args=[release.public_id]),
    }
