"""Pages of the inventory, under /inventory/."""

from django.urls import path

from inventory.views import (
    area_sources,
    area_upload,
    browse,
    compiling,
    filling,
    notation,
    recalculations,
    releases,
    uncertainty,
)

app_name = "inventory"

RELEASE = "releases/<uuid:public_id>"
RECALCULATION = "recalculations/<uuid:public_id>"

urlpatterns = [
    path("", browse.dashboard, name="dashboard"),
    path("cells/", browse.cells, name="cells"),
    path("sources/<int:pk>/", browse.posted_source, name="source"),
    path("uncertainty/", uncertainty.uncertainty, name="uncertainty"),
    path("uncertainty/simulate/", uncertainty.simulate, name="simulate"),
    path("downloads/", browse.downloads, name="downloads"),
    path("area-sources/", area_sources.area_sources, name="area_sources"),
    path("area-sources/new/", area_sources.new_area_source, name="new_area_source"),
    path("area-sources/upload/", area_upload.upload, name="upload_area_sources"),
    path("area-sources/uploads/<uuid:public_id>/", area_upload.uploaded, name="uploaded_area_sources"),
    path("area-sources/template.xlsx", area_upload.template, name="area_template"),
    path("area-sources/<uuid:public_id>/", area_sources.area_source, name="area_source"),
    path("area-sources/<uuid:public_id>/correct/", area_sources.correct_area_source, name="correct_area_source"),
    path("notation-keys/", notation.notation_keys, name="notation_keys"),
    path("notation-keys/<int:pk>/remove/", notation.drop, name="drop_notation"),
    path("compile/", compiling.compile_page, name="compile"),
    path("compile/<uuid:public_id>/", compiling.releasing, name="releasing"),
    path("releases/", releases.releases, name="releases"),
    path(f"{RELEASE}/", releases.release, name="release"),
    path(f"{RELEASE}/bundle/", releases.release_bundle, name="release_bundle"),
    path(f"{RELEASE}/compare/<uuid:other_id>/", releases.compare_releases, name="compare"),
    path("recalculations/", recalculations.recalculations, name="recalculations"),
    path("recalculations/uncertainty/", filling.fill_uncertainty, name="fill_uncertainty"),
    path(f"{RECALCULATION}/", recalculations.recalculation, name="recalculation"),
    path(f"{RECALCULATION}/sources/<int:source_id>/", recalculations.recalculated_source, name="recalculated_source"),
    path(f"{RECALCULATION}/files/<str:name>/", recalculations.recalculation_file, name="recalculation_file"),
    path("verify/", releases.verify_signature, name="verify_signature"),
]
