"""Write ``routes.txt`` from the URL configuration: ``python -m tests.integration.access.write_listing``."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.integration.access.routes import routes  # noqa: E402 - needs Django set up
from tests.integration.access.test_access_matrix import LISTING  # noqa: E402 - needs Django set up

HEAD = "# Route = permission. Generated; a change here is a change of who may do what.\n"

if __name__ == "__main__":
    LISTING.write_text(HEAD + "".join(f"{route.key} = {route.permission or 'public'}\n" for route in routes()))
