"""Routes of the inventory under /api/v1/."""

from django.urls import path

from inventory.api.area_imports import AreaSourceImportDetail, AreaSourceImports
from inventory.api.area_sources import AreaSourceList
from inventory.api.inventories import InventoryView
from inventory.api.notation import NotationDetail, NotationList
from inventory.api.recalculations import (
    RecalculationDetail,
    RecalculationList,
    RecalculationResume,
    RecalculationTable,
)
from inventory.api.releases import BundleView, DifferenceView, ReleaseListView, ReleaseView
from inventory.api.scope2 import Scope2View
from inventory.api.simulations import CitySimulations

urlpatterns = [
    path("inventories/<str:jurisdiction>/<int:year>", InventoryView.as_view(), name="inventory"),
    path("inventories/<str:jurisdiction>/<int:year>/simulations", CitySimulations.as_view(), name="simulations"),
    path("inventories/<str:jurisdiction>/area-sources", AreaSourceList.as_view(), name="area_sources"),
    path("inventories/<str:jurisdiction>/<int:year>/scope-2", Scope2View.as_view(), name="inventory_scope_2"),
    path(
        "inventories/<str:jurisdiction>/area-sources/imports", AreaSourceImports.as_view(), name="area_source_imports"
    ),
    path(
        "inventories/<str:jurisdiction>/area-sources/imports/<uuid:public_id>",
        AreaSourceImportDetail.as_view(),
        name="area_source_import",
    ),
    path("inventories/<str:jurisdiction>/<int:year>/notation-keys", NotationList.as_view(), name="notation_keys"),
    path(
        "inventories/<str:jurisdiction>/<int:year>/notation-keys/<str:system>/<str:code>/<int:scope>",
        NotationDetail.as_view(),
        name="notation_key",
    ),
    path("recalculations", RecalculationList.as_view(), name="recalculations"),
    path("recalculations/<uuid:public_id>", RecalculationDetail.as_view(), name="recalculation"),
    path("recalculations/<uuid:public_id>/resume", RecalculationResume.as_view(), name="recalculation_resume"),
    path("recalculations/<uuid:public_id>/<str:name>", RecalculationTable.as_view(), name="recalculation_table"),
    path("releases", ReleaseListView.as_view(), name="releases"),
    path("releases/<uuid:public_id>", ReleaseView.as_view(), name="release"),
    path("releases/<uuid:public_id>/bundle", BundleView.as_view(), name="release_bundle"),
    path("releases/<uuid:public_id>/difference/<uuid:other_id>", DifferenceView.as_view(), name="release_difference"),
]
