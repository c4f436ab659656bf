"""Addresses of the portal: the front page, language, theme, and the gallery in test builds."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from mrv.portal.views.home import home
from mrv.portal.views.theme import set_theme

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("theme/", set_theme, name="set_theme"),
    path("language/", set_language, name="set_language"),
]

if getattr(settings, "MRV_GALLERY", False):
    from mrv.portal.views.gallery import gallery, gallery_grid, gallery_progress

    urlpatterns += [
        path("gallery/", gallery, name="gallery"),
        path("gallery/grid/", gallery_grid, name="gallery_grid"),
        path("gallery/progress/<int:done>/", gallery_progress, name="gallery_progress"),
    ]
