"""Routes of verification, under /api/v1/."""

from django.urls import path

from verification.api import cases, statements

urlpatterns = [
    path("verification/queue", cases.Queue.as_view(), name="verification-queue"),
    path("engagements", cases.Engagements.as_view(), name="engagements"),
    path("engagements/<uuid:public_id>", cases.EngagementDetail.as_view(), name="engagement"),
    path("engagements/<uuid:public_id>/start-review", cases.StartReview.as_view(), name="start-review"),
    path("engagements/<uuid:public_id>/start-site-visit", cases.StartVisit.as_view(), name="start-site-visit"),
    path("engagements/<uuid:public_id>/visits", cases.Visits.as_view(), name="visits"),
    path("engagements/<uuid:public_id>/samples", cases.Samples.as_view(), name="samples"),
    path("engagements/<uuid:public_id>/findings", cases.Findings.as_view(), name="findings"),
    path("engagements/<uuid:public_id>/issue-findings", cases.IssueFindings.as_view(), name="issue-findings"),
    path("engagements/<uuid:public_id>/respond", cases.Respond.as_view(), name="respond"),
    path("engagements/<uuid:public_id>/review-again", cases.ReviewAgain.as_view(), name="review-again"),
    path("engagements/<uuid:public_id>/return", cases.Return.as_view(), name="return"),
    path("findings/<uuid:public_id>/answer", cases.Answer.as_view(), name="answer-finding"),
    path("findings/<uuid:public_id>/judgement", cases.Judge.as_view(), name="judge-finding"),
    path("engagements/<uuid:public_id>/statement-draft", statements.StatementDraftDoor.as_view(), name="draft"),
    path("engagements/<uuid:public_id>/second-review", statements.SecondReviewDoor.as_view(), name="second-review"),
    path("engagements/<uuid:public_id>/conclude", statements.Conclude.as_view(), name="conclude"),
    path("report-versions/<uuid:public_id>/decision", statements.DecisionDoor.as_view(), name="decision"),
    path("statements/verify", statements.VerifySignature.as_view(), name="verify-statement"),
    path("statements/<uuid:public_id>", statements.StatementDetail.as_view(), name="verification-statement"),
]
