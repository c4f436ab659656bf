"""Follow a sector template: name it in the draft plan and propose a stream for every source it asks for.

Proposed is what needs no further choice: method, unit and scope of the template. A source of combustion is left to
the enterprise, which knows its fuels; until then it is shown as missing.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.accounting.catalogue import all_methods
from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.reference.templates import RequiredSource, load_sector_templates
from reporting.checks.template_cover import BY_FAMILY, family
from reporting.models import MonitoringPlan, SourceStream
from reporting.selectors.templates import missing_sources
from reporting.services.access import require_own
from reporting.services.draft_plan import require_draft
from reporting.services.save_stream import StreamText, activity_of, save_stream


@transaction.atomic
def apply_template(
    *, plan: MonitoringPlan, template_code: str, by: Actor, at: datetime | None = None, with_streams: bool = True
) -> list[SourceStream]:
    """The streams that were added. ValidationError for an unknown template or a plan that is no draft."""
    require_own(by, "plan:edit", plan.facility)
    locked = require_draft(plan)
    if template_code and template_code not in load_sector_templates():
        raise ValidationError({"template": _("There is no such sector template. Choose one of the 24 sectors.")})
    at = at or timezone.now()
    locked.template_code = plan.template_code = template_code
    locked.save(update_fields=["template_code"])
    wanted = missing_sources(locked) if with_streams else ()
    texts = [proposal(locked, source) for source in wanted if not needs_choice(source)]
    made = [save_stream(plan=locked, text=text, by=by, at=at) for text in texts]
    record(
        "reporting:monitoring_plan:template", about=locked, by=by, at=at, organization_id=plan.facility.enterprise_id,
        payload={"template": template_code, "streams": [stream.code for stream in made]},
    )  # fmt: skip
    return made


def needs_choice(source: RequiredSource) -> bool:
    """Whether the enterprise has to say what is burned before a stream can be proposed."""
    return family(all_methods(), source.methods[0]) == BY_FAMILY


def proposal(plan: MonitoringPlan, source: RequiredSource) -> StreamText:
    """The stream that serves a source by its preferred method."""
    method = all_methods()[source.methods[0]]
    return StreamText(
        code=_free_code(plan, source.symbol),
        name_zh=source.name_zh,
        name_en=source.name_en,
        method=method.identifier,
        unit=activity_of(method).bases[0].unit.symbol,
        scope=int(source.scope),
        fuel="electricity" if method.identifier.startswith("scope2.electricity") else "",
    )


def _free_code(plan: MonitoringPlan, symbol: str) -> str:
    taken = set(plan.streams.values_list("code", flat=True))
    codes = (symbol[:28], *(f"{symbol[:28]}-{number}" for number in range(2, 100)))
    return next(code for code in codes if code not in taken)
