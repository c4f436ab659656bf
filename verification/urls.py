"""Pages of verification, under /verification/."""

from django.urls import path

from verification.views import assign, decision, fieldwork, findings, queue, review, signature, statement

app_name = "verification"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("versions/<uuid:public_id>/assign/", assign.assign, name="assign"),
    path("versions/<uuid:public_id>/decide/", decision.decision, name="decide"),
    path("versions/<uuid:public_id>/reopen/", decision.reopen, name="reopen"),
    path("engagements/<uuid:public_id>/", review.review, name="review"),
    path("engagements/<uuid:public_id>/begin/", review.begin, name="start_review"),
    path("engagements/<uuid:public_id>/go-to-site/", review.go_to_site, name="start_site_visit"),
    path("engagements/<uuid:public_id>/look-again/", review.look_again, name="review_again"),
    path("engagements/<uuid:public_id>/return/", review.return_report, name="return_report"),
    path("engagements/<uuid:public_id>/history/", review.history, name="history"),
    path("engagements/<uuid:public_id>/findings/", findings.findings, name="findings"),
    path("engagements/<uuid:public_id>/findings/raise/", findings.raise_one, name="raise_finding"),
    path("engagements/<uuid:public_id>/findings/send/", findings.send, name="send_findings"),
    path("engagements/<uuid:public_id>/sample/", fieldwork.sample, name="sample"),
    path("engagements/<uuid:public_id>/visit/", fieldwork.visit, name="visit"),
    path("engagements/<uuid:public_id>/statement/", statement.statement, name="statement"),
    path("engagements/<uuid:public_id>/second-review/", statement.review_draft, name="second_review"),
    path("engagements/<uuid:public_id>/sign/", statement.sign, name="conclude"),
    path("findings/<uuid:public_id>/judge/", findings.judge, name="judge_finding"),
    path("findings/<uuid:public_id>/drop/", findings.drop, name="drop_finding"),
    path("findings/<uuid:public_id>/answer/", findings.answer, name="answer_finding"),
    path("reports/<uuid:public_id>/findings/", findings.to_answer, name="to_answer"),
    path("reports/<uuid:public_id>/findings/send/", findings.send_answers, name="send_answers"),
    path("statements/<uuid:public_id>/", statement.signed, name="signed"),
    path("statements/<uuid:public_id>/signature/", statement.signature, name="signature"),
    path("decisions/<uuid:public_id>/appeal/", decision.appeal, name="appeal"),
    path("appeals/<uuid:public_id>/", decision.ruling, name="ruling"),
    path("verify-signature/", signature.verify_signature, name="verify_signature"),
]
