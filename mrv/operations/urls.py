"""Routes of the operations pages."""

from django.urls import path

from mrv.operations import views

app_name = "operations"
urlpatterns = [
    path("operations/", views.home, name="home"),
    path("operations/jobs/<uuid:public_id>/", views.job, name="job"),
    path("operations/jobs/<uuid:public_id>/retry/", views.retry, name="retry"),
    path("operations/ledger/", views.ledger, name="ledger"),
    path("operations/ledger/verify/", views.verify_ledger, name="verify_ledger"),
    path("register/", views.register, name="register"),
    path("register/<str:code>/", views.enterprise, name="enterprise"),
]
