"""The Celery application. Workers only wake up here: the jobs table is the queue of record."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")

app = Celery("mrv")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["mrv.core"])
