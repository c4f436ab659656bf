"""Pages of the statement: prepare it with the materiality in view, review it, sign it, read it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mrv.core.actor import Actor
from mrv.core.views import PageRequest, page
from mrv.portal.components import DiffRow, Fact, Receipt
from reporting.models import ReportVersion
from reporting.states import COUNTED
from verification.forms import ConcludeForm, SecondReviewForm, StatementForm
from verification.models import Decision, StatementDraft, VerificationStatement
from verification.selectors.appeals import appeal_of, last_day_to_appeal
from verification.selectors.conclusion import Standing, imposed_of, verified_figures
from verification.selectors.figures import ScopeFigures, total_of
from verification.services.conclude import conclude
from verification.services.prepare_statement import prepare_statement
from verification.services.second_review import second_review
from verification.states import Opinion
from verification.templatetags.verification import trimmed
from verification.views.acting import case_or_404, status_of, submitted
from verification.views.case import address, frame_of
from verification.wording import OPINIONS, WHY_CLOSED, default_criteria


@page("engagement:read")
def statement(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Prepare the statement; shows the computed materiality and which opinions it leaves open."""
    engagement, version = case_or_404(request, public_id)
    context = frame_of(request, engagement, version, tab="statement")
    draft = StatementDraft.objects.filter(version=version).select_related("prepared_by").first()
    form = StatementForm(
        request.POST or None,
        opinions=_open_opinions(context["case"].standing),
        initial=_initial(version, draft),
    )

    def act() -> StatementDraft:
        digits = form.cleaned_data["result_hash"]
        return prepare_statement(version=version, statement=form.statement(), result_hash=digits, by=request.actor)

    def done(kept: StatementDraft) -> str:
        messages.success(request, _("The statement is prepared. The independent reviewer looks at it next."))
        return address("statement", engagement)

    answer = submitted(request, form, act, done=done)
    context |= {
        "form": form,
        **(_draft_state(draft) if draft else {}),
        "signed": version.statements.order_by("-pk").first(),
        "choices": _explained_opinions(context["case"].standing),
    }
    return answer or render(request, "verification/statement.html", context, status=status_of(form))


def _draft_state(draft: StatementDraft) -> dict[str, Any]:
    review = draft.reviews.filter(revision=draft.revision).order_by("-pk").select_related("reviewed_by").first()
    return {
        "draft": draft,
        "opinion_word": OPINIONS[draft.opinion],
        "review": review,
        "is_agreed": review is not None and review.is_agreed,
        "is_objected": review is not None and not review.is_agreed,
    }


def _open_opinions(standing: Standing) -> list[tuple[str, Any]]:
    return [(choice.opinion.value, OPINIONS[choice.opinion.value]) for choice in standing.opinions if choice.is_open]


def _explained_opinions(standing: Standing) -> list[dict[str, Any]]:
    return [
        {
            "label": OPINIONS[choice.opinion.value],
            "is_open": choice.is_open,
            "reason": WHY_CLOSED.get(choice.reason, ""),
        }
        for choice in standing.opinions
    ]


def _initial(version: ReportVersion, draft: StatementDraft | None) -> dict[str, Any]:
    if draft is None:
        scope = _("All sources and gases of the approved monitoring plan, scopes 1 and 2")
        return {"criteria": default_criteria(), "scope_text": scope, "result_hash": version.result_hash}
    imposed = {f"imposed_{scope}": f"{value.normalize():f}" for scope, value in imposed_of(draft).items()}
    kept = {name: getattr(draft, name) for name in ("opinion", "criteria", "scope_text", "justification")}
    return {**kept, **imposed, "result_hash": version.result_hash}


def draft_facts(draft: StatementDraft) -> list[Fact]:
    """What a draft says."""
    return [
        Fact(_("Opinion"), OPINIONS[draft.opinion]),
        Fact(_("Criteria"), draft.criteria),
        Fact(_("What was covered"), draft.scope_text),
        Fact(_("Comments or reasons"), draft.justification),
        Fact(_("Prepared by"), draft.prepared_by),
        Fact(_("Prepared at"), draft.prepared_at),
    ]


def figure_rows(computed: list[ScopeFigures], verified: list[ScopeFigures]) -> list[DiffRow]:
    """Computed against verified, per scope and in total of scopes 1 and 2."""
    before = {row.scope: row.co2e_t for row in computed}
    rows = [
        DiffRow(_("Scope %(n)d") % {"n": row.scope}, trimmed(before.get(row.scope)), trimmed(row.co2e_t), unit="t")
        for row in verified
    ]
    total_before, total_after = total_of(computed), total_of(verified)
    return [*rows, DiffRow(_("Scopes 1 and 2"), trimmed(total_before), trimmed(total_after), unit="t", is_total=True)]


def _draft_or_404(version: ReportVersion) -> StatementDraft:
    draft = StatementDraft.objects.filter(version=version).select_related("prepared_by").first()
    if draft is None:
        raise Http404
    return draft


def _draft_context(context: dict[str, Any], draft: StatementDraft) -> dict[str, Any]:
    computed = context["case"].standing.figures
    figures = figure_rows(computed, verified_figures(computed, imposed_of(draft)))
    return {"draft": draft, "facts": draft_facts(draft), "figures": figures}


@page("engagement:second_review")
def review_draft(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """The independent reviewer reads the draft and gives the word."""
    engagement, version = case_or_404(request, public_id)
    draft = StatementDraft.objects.filter(version=version).select_related("prepared_by").first()
    context = frame_of(request, engagement, version, tab="statement")
    if draft is None:
        return render(request, "verification/second_review.html", context)
    form = SecondReviewForm(request.POST or None, initial={"revision": draft.revision})

    def act() -> object:
        data = form.cleaned_data
        return second_review(
            version=version, revision=data["revision"], is_agreed=data["word"] == "agree", note=data["note"],
            by=request.actor,
        )  # fmt: skip

    answer = submitted(request, form, act, done=lambda _review: address("statement", engagement))
    context |= {"form": form, **_draft_context(context, draft)}
    return answer or render(request, "verification/second_review.html", context, status=status_of(form))


@page("engagement:conclude")
def sign(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """The lead reads once more what is signed, confirms, and gets a receipt."""
    engagement, version = case_or_404(request, public_id)
    draft = _draft_or_404(version)
    form = ConcludeForm(request.POST or None, initial={"opinion": draft.opinion, "result_hash": draft.result_hash})

    def act() -> VerificationStatement:
        data = form.cleaned_data
        opinion = Opinion(data["opinion"]) if data["opinion"] in OPINIONS else Opinion(draft.opinion)
        return conclude(
            engagement=engagement, version=version, opinion=opinion, result_hash=data["result_hash"], by=request.actor
        )

    answer = submitted(
        request, form, act, done=lambda s: f"{reverse('verification:signed', args=[s.public_id])}?receipt=1"
    )
    context = frame_of(request, engagement, version, tab="statement")
    context |= {"form": form, **_draft_context(context, draft)}
    return answer or render(request, "verification/conclude.html", context, status=status_of(form))


def statement_or_404(request: PageRequest, public_id: uuid.UUID) -> VerificationStatement:
    """The signed statement, if this actor may see it."""
    found = (
        VerificationStatement.objects.visible_to(request.actor)
        .select_related("version__report__facility__enterprise", "engagement__body", "signed_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


@require_GET
@page("finding:read")
def signed(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """A signed statement; with ``?receipt=`` as confirmation of the signature just given."""
    found = statement_or_404(request, public_id)
    decision = found.decisions.select_related("decided_by").first()
    context = {
        "statement": found,
        "facts": statement_facts(found),
        "figures": found.figures.all(),
        "receipt": _receipt(found) if request.GET.get("receipt") else None,
        "decision": decision,
        "can_open_queue": request.actor.may("engagement:read"),
        **(_appealing(request.actor, decision) if decision else {}),
    }
    return render(request, "verification/signed.html", context)


def _appealing(actor: Actor, decision: Decision) -> dict[str, Any]:
    """The appeal against the decision; where there is none, until when this actor can file one."""
    appeal, until, version = appeal_of(decision), last_day_to_appeal(decision), decision.version
    is_own = version.report.facility.enterprise_id in actor.enterprise_ids
    is_open = appeal is None and timezone.localdate() <= until
    return {
        "appeal": appeal,
        "appeal_until": until,
        "can_appeal": is_own and is_open and actor.may("finding:answer"),
        "can_rule": appeal is not None and not appeal.ruling and actor.may("report:reopen"),
        "can_reopen": version.state in COUNTED and actor.may("report:reopen"),
    }


@require_GET
@page("finding:read")
def signature(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """The compact JWS as a file."""
    found = statement_or_404(request, public_id)
    name = f"statement-{found.public_id}.jws"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(found.signature, content_type="application/jose", headers=headers)


def statement_facts(found: VerificationStatement) -> list[Fact]:
    """What a signed statement says."""
    version, facility = found.version, found.version.report.facility
    return [
        Fact(_("Enterprise"), facility.enterprise),
        Fact(_("Facility"), facility),
        Fact(_("Period"), f"{found.period_from.isoformat()} – {found.period_to.isoformat()}"),
        Fact(_("Report version"), version.number),
        Fact(_("Verification body"), found.engagement.body),
        Fact(_("Criteria"), found.criteria),
        Fact(_("What was covered"), found.scope_text),
        Fact(_("Comments or reasons"), found.justification),
        Fact(_("Materiality threshold"), trimmed(found.threshold_percent), kind="number", unit="%"),
        Fact(_("Uncorrected misstatements"), trimmed(found.misstatement_percent), kind="number", unit="%"),
        Fact(_("Site visit"), found.site_visit_date or _("none")),
        Fact(_("Signed by"), found.signed_by),
        Fact(_("Signed at"), found.signed_at),
        Fact(_("Digits signed"), found.result_hash, kind="code"),
        Fact(_("Content hash"), found.content_hash, kind="code"),
        Fact(_("Signing key"), found.key_id, kind="code"),
    ]


def _receipt(found: VerificationStatement) -> Receipt:
    return Receipt(
        title=_("The statement is signed"),
        reference_label=_("Statement"),
        reference=str(found.public_id),
        facts=[
            Fact(_("Opinion"), OPINIONS[found.opinion]),
            Fact(_("Verified emissions"), found.verified_tco2e, kind="tonnes"),
            Fact(_("Signed at"), found.signed_at),
        ],
        next_steps=[
            _("The authority decides on it."),
            _("The enterprise sees the statement in its report."),
        ],
    )
