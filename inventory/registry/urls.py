"""Routes of the registry pages."""

from django.urls import path

from inventory.registry import views

app_name = "registry"
urlpatterns = [
    path("registry/", views.clients, name="clients"),
    path("registry/clients/new/", views.new_client, name="new_client"),
    path("registry/clients/<int:pk>/", views.client, name="client"),
    path("registry/clients/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("registry/records/", views.records, name="records"),
]
