"""WSGI door (gunicorn)."""

import os

from django.core.wsgi import get_wsgi_application

from mrv.embedded import ensure_services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")
ensure_services()
application = get_wsgi_application()
