"""Routes of the registry interface, under /api/v1/."""

from django.urls import path

from inventory.registry.api import views

urlpatterns = [
    path("verified-emissions", views.VerifiedEmissionList.as_view(), name="verified-emissions"),
    path("verified-emissions/<uuid:public_id>", views.VerifiedEmissionDetail.as_view(), name="verified-emission"),
    path("verified-emissions/<uuid:public_id>/statement", views.StatementView.as_view(), name="statement"),
    path(
        "verified-emissions/<uuid:public_id>/acknowledgements", views.AcknowledgementView.as_view(), name="acknowledge"
    ),
    path("verified-emissions/<uuid:public_id>/surrenders", views.SurrenderView.as_view(), name="surrender"),
    path("events", views.EventList.as_view(), name="events"),
    path("webhooks", views.WebhookList.as_view(), name="webhooks"),
]
