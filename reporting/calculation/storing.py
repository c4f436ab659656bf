"""Write a run and its lines: one row for the run, COPY for the lines."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import connection

from reporting.calculation.library import Library
from reporting.calculation.lines import NANO, Line
from reporting.calculation.records import COLUMNS, Recorder, digest
from reporting.models import CalculationRun, ReportVersion

_CHUNK = 2000
_COPY = f"COPY reporting_emissionline ({', '.join(COLUMNS)}) FROM STDIN"


def store_run(
    version: ReportVersion, lines: Sequence[Line], library: Library, *, build: str, at: datetime
) -> CalculationRun:
    """Store the run and its lines in the caller's transaction; IntegrityError if the same run is there already."""
    canonical = list(Recorder(build, library.gwp).canonical(lines))
    run = CalculationRun.objects.create(
        version=version,
        engine_build=build,
        factor_hash=library.factor_hash,
        line_count=len(lines),
        result_hash=digest(canonical),
        total_co2e_t=total(lines),
        resolutions={name: found.to_dict() for name, found in sorted(library.resolutions.items())},
        computed_at=at,
    )
    _copy_lines(run, version.pk, lines, canonical)
    return run


def total(lines: Iterable[Line]) -> Decimal:
    """The total of record: the sum of the lines of scopes 1 and 2, as stored."""
    whole = sum(line.co2e for line in lines if line.stream.scope in (1, 2))
    return Decimal(whole).scaleb(-NANO)


def _copy_lines(run: CalculationRun, version_id: int, lines: Sequence[Line], canonical: Sequence[str]) -> None:
    head = f"{version_id}\t{run.pk}\t"
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for start in range(0, len(lines), _CHUNK):
            block = range(start, min(start + _CHUNK, len(lines)))
            copy.write("".join(f"{head}{n + 1}\t{lines[n].stream.id}\t{canonical[n]}\n" for n in block))
