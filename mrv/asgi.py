"""ASGI door, for servers that prefer it."""

import os

from django.core.asgi import get_asgi_application

from mrv.embedded import ensure_services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")
ensure_services()
application = get_asgi_application()
