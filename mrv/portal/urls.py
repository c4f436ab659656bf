"""Addresses of the portal: the front page, language, theme, and the gallery in test builds."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from mrv.core.views import page
from mrv.portal.views.home import home
from mrv.portal.views.theme import set_theme

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", page(None)(home), name="home"),
    path("theme/", page(None)(set_theme), name="set_theme"),
    path("language/", page(None)(set_language), name="set_language"),
]

if getattr(settings, "MRV_GALLERY", False):
    from mrv.portal.views.gallery import gallery, gallery_grid, gallery_progress

    urlpatterns += [
        path("gallery/", page(None)(gallery), name="gallery"),
        path("gallery/grid/", page(None)(gallery_grid), name="gallery_grid"),
        path("gallery/progress/<int:done>/", page(None)(gallery_progress), name="gallery_progress"),
    ]
