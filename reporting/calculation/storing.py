"""Write a run and its lines: one row for the run, COPY for the lines, with the uncertainty beside each line."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import connection

from mrv.accounting.methods.energy.market_based import METHOD as MARKET_BASED
from reporting.calculation.energy import energy_gj
from reporting.calculation.library import Library
from reporting.calculation.lines import NANO, Line
from reporting.calculation.market import ELECTRICITY, MarketRow, covers_by_stream, market_rows
from reporting.calculation.records import COLUMNS, Recorder, digest
from reporting.calculation.uncertainty import Assessor, store_profiles
from reporting.models import CalculationRun, CertificateAllocation, MarketResult, ReportVersion

_CHUNK = 2000
# Statistics about a line stand beside its record: they are no part of the result hash.
BESIDE = ("uncertainty_percent", "uncertainty_profile")
_COPY = f"COPY reporting_emissionline ({', '.join((*COLUMNS, *BESIDE))}) FROM STDIN"


def store_run(
    version: ReportVersion, lines: Sequence[Line], library: Library, *, build: str, at: datetime
) -> CalculationRun:
    """Store the run and its lines in the caller's transaction; IntegrityError if the same run is there already."""
    canonical = list(Recorder(build, library.gwp).canonical(lines))
    market = _market(version, lines, library)
    run = CalculationRun.objects.create(
        version=version,
        engine_build=build,
        factor_hash=library.factor_hash,
        line_count=len(lines),
        result_hash=digest(canonical),
        total_co2e_t=total(lines),
        energy_gj=energy_gj(lines),
        resolutions={name: found.to_dict() for name, found in sorted(library.resolutions.items())},
        computed_at=at,
    )
    assessor = Assessor(library.gwp)
    tails = [assessor.of(line).columns for line in lines]
    store_profiles(assessor.profiles)
    _copy_lines(run, version.pk, lines, canonical, tails)
    _store_market(run, market)
    return run


def _market(version: ReportVersion, lines: Sequence[Line], library: Library) -> list[MarketRow]:
    if not any(line.stream.method == ELECTRICITY for line in lines):
        return []
    held = CertificateAllocation.objects.filter(version=version).select_related("certificate")
    covers = covers_by_stream(
        (
            one.stream_code,
            one.volume_mwh,
            one.certificate.emission_factor,
            {
                "certificate": str(one.certificate.public_id),
                "number": str(one.certificate),
                "sha256": one.certificate.sha256,
                "retirement": one.retirement_reference,
            },
        )
        for one in held.order_by("stream_code", "pk")
    )
    return market_rows(lines, covers, library)


def _store_market(run: CalculationRun, rows: Sequence[MarketRow]) -> None:
    MarketResult.objects.bulk_create(
        [
            MarketResult(
                version_id=run.version_id,
                run_id=run.pk,
                method=MARKET_BASED.identifier,
                method_fingerprint=MARKET_BASED.fingerprint,
                rounding=MARKET_BASED.rounding.identifier,
                **{name: getattr(row, name) for name in MarketRow.__slots__},
            )
            for row in rows
        ],
        batch_size=500,
    )


def total(lines: Iterable[Line]) -> Decimal:
    """The total of record: the sum of the lines of scopes 1 and 2, as stored."""
    whole = sum(line.co2e for line in lines if line.stream.scope in (1, 2))
    return Decimal(whole).scaleb(-NANO)


def _copy_lines(
    run: CalculationRun, version_id: int, lines: Sequence[Line], canonical: Sequence[str], tails: Sequence[str]
) -> None:
    head = f"{version_id}\t{run.pk}\t"
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for start in range(0, len(lines), _CHUNK):
            block = range(start, min(start + _CHUNK, len(lines)))
            copy.write("".join(f"{head}{n + 1}\t{lines[n].stream.id}\t{canonical[n]}\t{tails[n]}\n" for n in block))
