"""Django configuration of the factor library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "mrv.library"
    label = "library"
