"""The platform's routes and, beside them, the references of the list measures."""

from django.urls import include, path

from bench.raw_views import raw_detail, raw_list

urlpatterns = [
    path("raw/reports", raw_list),
    path("raw/reports/<uuid:public_id>", raw_detail),
    path("", include("mrv.urls")),
]
