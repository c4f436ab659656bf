"""Routes of the pages of the factor library, under /factors/."""

from django.urls import path

from mrv.library.views import search, stewards, values

app_name = "factors"
urlpatterns = [
    path("", search.library, name="library"),
    path("sets/", search.sets, name="sets"),
    path("sets/<str:code>/", search.set_version, name="set"),
    path("sets/<str:code>/<int:version>/", search.set_version, name="set_version"),
    path("values/<int:factor_id>/", values.value, name="value"),
    path("compare/", values.compare, name="compare"),
    path("compare/csv/", values.compare_csv, name="compare_csv"),
    path("contradictions/", values.contradictions, name="contradictions"),
    path("gwp/", values.gwp, name="gwp"),
    path("proposals/", stewards.proposals, name="proposals"),
    path("proposals/new/", stewards.new, name="new"),
    path("sets/<str:code>/<int:version>/propose/", stewards.propose, name="propose"),
    path("sets/<str:code>/<int:version>/release/", stewards.release, name="release"),
    path("sets/<str:code>/<int:version>/reject/", stewards.reject, name="reject"),
    path("sets/<str:code>/<int:version>/impact/", stewards.impact, name="impact"),
]
