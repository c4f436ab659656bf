"""Doors of sector templates: the 24 national sectors, and a monitoring plan held against its own."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import conditional
from mrv.core.api.problems import not_found
from mrv.reference.templates import RequiredSource, SectorTemplate, load_sector_templates
from reporting.api import forms
from reporting.api.base import Permissions, ReportView
from reporting.api.certificates import refused
from reporting.models import MonitoringPlan
from reporting.selectors.templates import source_stands, template_of
from reporting.services.apply_template import apply_template


def source_record(source: RequiredSource) -> dict[str, Any]:
    """A source as the doors answer it."""
    names = ("code", "symbol", "name_zh", "name_en", "methods", "gases", "scope", "grade", "note")
    return {name: getattr(source, name) for name in names}


def template_record(template: SectorTemplate) -> dict[str, Any]:
    """A sector with its sources."""
    return {
        "code": template.code,
        "name_zh": template.name_zh,
        "name_en": template.name_en,
        "sources": [source_record(source) for source in template.sources],
    }


class SectorTemplates(ReportView):
    """The templates."""

    permissions: ClassVar[Permissions] = {"GET": "plan:read"}

    @extend_schema(operation_id="sector_templates_list", responses=dict)
    def get(self, request: Request) -> Response | HttpResponse:
        """All 24 sectors with the sources they ask for and the methods that serve them."""
        return conditional(request, {"results": [template_record(one) for one in load_sector_templates().values()]})


class PlanTemplate(ReportView):
    """A plan held against the template it follows."""

    permissions: ClassVar[Permissions] = {"GET": "plan:read", "PUT": "plan:edit"}

    @extend_schema(operation_id="monitoring_plans_template", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Every source with the stream that serves it; ``stream`` is null where it is missing."""
        return conditional(request, self._answer(self._plan(public_id)))

    @extend_schema(operation_id="monitoring_plans_follow_template", request=forms.TemplateForm, responses=dict)
    def put(self, request: Request, public_id: uuid.UUID) -> Response:
        """Follow a template in a draft; with ``with_streams`` the missing streams are added."""
        plan, sent = self._plan(public_id), self.sent(forms.TemplateForm)
        try:
            made = apply_template(
                plan=plan, template_code=sent["template"], by=self.actor, with_streams=sent["with_streams"]
            )
        except ValidationError as error:
            raise refused(error) from error
        return Response({**self._answer(plan), "added": [stream.code for stream in made]})

    def _plan(self, public_id: uuid.UUID) -> MonitoringPlan:
        visible = MonitoringPlan.objects.visible_to(self.actor).select_related("facility")
        found = visible.filter(public_id=public_id).first()
        if found is None:
            raise not_found()
        return found

    def _answer(self, plan: MonitoringPlan) -> dict[str, Any]:
        template = template_of(plan)
        stands = source_stands(plan, template) if template else []
        return {
            "template": plan.template_code or None,
            "sources": [{**source_record(one.source), "stream": one.stream_code or None} for one in stands],
            "missing": [one.source.code for one in stands if not one.stream_code],
        }
