"""Write a run and its lines: one row for the run, COPY for the lines, with the uncertainty beside each line.

The lines go first, in pieces, so that never all of them are held as text; the digest over them is then known and the
row of the run follows, in the same transaction.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import connection

from mrv.accounting.methods.energy.market_based import METHOD as MARKET_BASED
from reporting.calculation.energy import energy_gj
from reporting.calculation.library import Library
from reporting.calculation.lines import NANO, Line
from reporting.calculation.market import ELECTRICITY, MarketRow, covers_by_stream, market_rows
from reporting.calculation.records import COLUMNS, Digest, Recorder
from reporting.calculation.uncertainty import Assessor, store_profiles
from reporting.models import CalculationRun, CertificateAllocation, MarketResult, ReportVersion

_CHUNK = 64
# Statistics about a line stand beside its record: they are no part of the result hash.
BESIDE = ("uncertainty_percent", "uncertainty_profile")
_COPY = f"COPY reporting_emissionline ({', '.join((*COLUMNS, *BESIDE))}) FROM STDIN"
_NEXT_RUN = "SELECT nextval(pg_get_serial_sequence('reporting_calculationrun', 'id'))"


@dataclass
class _Rows:
    """Lines on their way to the server, and the digest over those that went."""

    lines: Sequence[Line]
    tails: Sequence[str]
    recorder: Recorder
    digest: Digest = field(default_factory=Digest)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, part: slice) -> "_Rows":
        return _Rows(self.lines[part], self.tails[part], self.recorder)

    def pieces(self, head: str) -> Iterator[str]:
        """Some rows at a time, each after this head and its number."""
        for start in range(0, len(self.lines), _CHUNK):
            lines = self.lines[start : start + _CHUNK]
            canonical = list(self.recorder.canonical(lines))
            self.digest.include(canonical)
            rows = enumerate(zip(lines, canonical, self.tails[start : start + _CHUNK], strict=True), start + 1)
            yield "".join([f"{head}{n}\t{line.stream.id}\t{text}\t{tail}\n" for n, (line, text, tail) in rows])


def store_run(
    version: ReportVersion, lines: Sequence[Line], library: Library, *, build: str, at: datetime
) -> CalculationRun:
    """Store the run and its lines in the caller's transaction; IntegrityError if the same run is there already."""
    market = _market(version, lines, library)
    assessor = Assessor(library.gwp)
    rows = _Rows(lines, [assessor.of(line).columns for line in lines], Recorder(build, library.gwp))
    store_profiles(assessor.profiles)
    run = CalculationRun(
        pk=_next_run(),
        version=version,
        engine_build=build,
        factor_hash=library.factor_hash,
        line_count=len(lines),
        total_co2e_t=total(lines),
        energy_gj=energy_gj(lines),
        resolutions={name: found.to_dict() for name, found in sorted(library.resolutions.items())},
        computed_at=at,
    )
    _copy_lines(run, version.pk, rows)
    run.result_hash = rows.digest.text()
    run.save(force_insert=True)
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


def _copy_lines(run: CalculationRun, version_id: int, rows: _Rows) -> None:
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for piece in rows.pieces(f"{version_id}\t{run.pk}\t"):
            copy.write(piece)


def _next_run() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_RUN)
        return int(cursor.fetchone()[0])
