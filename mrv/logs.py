"""Structured logs: one JSON object per line on standard error, so any collector reads them unparsed."""

from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]
PROBES = ("GET /healthz", "GET /readyz", "GET /metrics")
QUIET = ("django.server", "celery", "kombu", "axes")


def without_probes(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop the lines about successful probes, which would be most of the log."""
    if event.get("request") in PROBES and event.get("code", 200) == 200:
        raise structlog.DropEvent
    return event


def logging_of(*, readable: bool, level: str) -> dict[str, Any]:
    """The LOGGING setting; also configures structlog, so both kinds of logger write alike."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            without_probes,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": _formatter(readable)},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {name: {"level": "WARNING"} for name in QUIET},
    }


def _formatter(readable: bool) -> dict[str, Any]:
    last: list[Any] = (
        [structlog.dev.ConsoleRenderer()]
        if readable
        else [
            # Local variables stay out of the log: they may hold what nobody should read there.
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*SHARED, structlog.stdlib.ExtraAdder()],
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    }
