"""Doors whose ``format`` parameter names a file format of ours (csv, xlsx), not a renderer."""

from typing import Any

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

FORMAT = "format"


class FormatIsData(BaseContentNegotiation):
    """The first parser and renderer, whatever ``format`` says."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type
