"""Door of background jobs: how far one is, and what came of it."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.problems import not_found
from mrv.core.api.views import ApiView
from mrv.core.models import Job


class JobForm(serializers.Serializer[Any]):
    """A background job."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    state = serializers.ChoiceField(choices=["queued", "running", "done", "failed", "parked"])
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    result = serializers.DictField()
    error = serializers.CharField()


def job_record(job: Job) -> dict[str, Any]:
    """The public form of a job."""
    return {
        "id": str(job.public_id),
        "kind": job.kind,
        "state": job.state,
        "attempt": job.attempt,
        "progress_done": job.progress_done,
        "progress_total": job.progress_total,
        "result": job.result,
        "error": job.error_text,
        "created_at": job.created_at,
        "finished_at": job.finished_time,
    }


class JobDetail(ApiView):
    """One job of the own organization."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "job:read"}

    @extend_schema(operation_id="jobs_read", responses=JobForm)
    def get(self, request: Request, public_id: uuid.UUID) -> Response:
        """State, progress and result."""
        job = Job.objects.visible_to(self.actor).filter(public_id=public_id).first()
        if job is None:
            raise not_found()
        return Response(job_record(job))
