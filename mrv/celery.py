"""The Celery application. Workers only wake up here: the jobs table is the queue of record."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, celeryd_init, setup_logging, task_postrun, task_prerun, worker_ready
from django_structlog.celery.steps import DjangoStructLogInitStep

from mrv.embedded import ensure_services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")

app = Celery("mrv")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ("mrv.health",)
app.steps["worker"].add(DjangoStructLogInitStep)
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def start_embedded_servers(**_: Any) -> None:
    """Workers and beat may be the first to need the embedded servers."""
    ensure_services()


@setup_logging.connect
def use_project_logging(**_: Any) -> None:
    """Keep the project's log format instead of Celery's own."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@task_prerun.connect
@task_postrun.connect
def keep_good_connections_alone(**_: Any) -> None:
    """As around a request: a connection that broke or is too old is closed, and a new one is asked whether it works."""
    from django.db import close_old_connections

    close_old_connections()


@worker_ready.connect
def prove_life_at_once(**_: Any) -> None:
    """The first task, so that /readyz need not wait for the clock."""
    app.send_task("mrv.health.prove_life")
