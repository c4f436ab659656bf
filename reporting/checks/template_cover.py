"""Which sources a sector template asks for a plan has: each source by a stream of its own, by method.

A stream named after the source (its code is the symbol of the source) comes first; a stream of combustion serves a
source of combustion whichever method of that family it uses. Streams are dealt out so that as many sources as
possible are served: one stream is not counted for two of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mrv.accounting.catalogue import all_methods
from mrv.reference.templates import RequiredSource

BY_FAMILY = "combustion"


@dataclass(frozen=True, slots=True)
class PlannedStream:
    """A stream of a plan: its code and method."""

    code: str
    method: str


def cover(sources: Sequence[RequiredSource], streams: Sequence[PlannedStream]) -> Mapping[str, str]:
    """Source code -> code of the stream that serves it; sources left out are missing."""
    fitting = {source.code: _fitting(source, streams) for source in sources}
    taken: dict[str, str] = {}
    for source in sources:
        _deal(source.code, fitting, taken, set())
    return {source: stream for stream, source in taken.items()}


def _deal(source: str, fitting: Mapping[str, Sequence[str]], taken: dict[str, str], seen: set[str]) -> bool:
    """Give the source a stream, moving others on where that makes room (an augmenting path)."""
    for stream in fitting[source]:
        if stream in seen:
            continue
        seen.add(stream)
        if stream not in taken or _deal(taken[stream], fitting, taken, seen):
            taken[stream] = source
            return True
    return False


def _fitting(source: RequiredSource, streams: Sequence[PlannedStream]) -> list[str]:
    found = [stream.code for stream in streams if serves(stream.method, source)]
    return sorted(found, key=lambda code: (code != source.symbol, code))


def serves(method: str, source: RequiredSource) -> bool:
    """Whether a method serves a source."""
    if method in source.methods:
        return True
    known = all_methods()
    return family(known, method) == BY_FAMILY == family(known, source.methods[0])


def family(known: Mapping[str, object], method: str) -> str:
    """The family of a method; blank for one that is not in this build."""
    return str(getattr(known.get(method), "family", ""))
