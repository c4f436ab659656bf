"""First values of the parameters; put in after every migration where they are missing, never over a change."""

from typing import Any

PLATFORM = "平台默认值，由主管部门另行规定 / Default of the platform; the competent authority sets its own"
MONTH, DAY = 3, 31


def seed(**_sent: Any) -> None:
    """Receiver of ``post_migrate``: the deadline of every year that has none of its own."""
    from reporting.models import SubmissionDeadline

    SubmissionDeadline.objects.get_or_create(
        compliance_year=None, defaults={"due_month": MONTH, "due_day": DAY, "reference": PLATFORM}
    )
