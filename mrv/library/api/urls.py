"""Routes of the library, under /api/v1/."""

from django.urls import path

from mrv.library.api import views

urlpatterns = [
    path("factor-sets", views.FactorSetList.as_view(), name="factor-sets"),
    path("factor-sets/<str:code>", views.FactorSetDetail.as_view(), name="factor-set"),
    path("factors", views.FactorList.as_view(), name="factors"),
    path("gwp-sets", views.GwpSetList.as_view(), name="gwp-sets"),
]
