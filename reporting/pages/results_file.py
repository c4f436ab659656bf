"""The results of a version as a file: a row per stream, location-based and market-based in columns of their own."""

from collections.abc import Iterator, Mapping

from mrv.core.exports.table import ExportTable, Value
from reporting.models import MarketResult, ReportVersion, SourceStream
from reporting.selectors.emissions import GASES, Sums, lines_in_force, sums_by
from reporting.selectors.market import by_code, market_results
from reporting.selectors.uncertainty import uncertainty_cells, uncertainty_columns, uncertainty_of

ABOUT = (
    "Emissions of a report version by source stream. co2e_t is the result of record (scope 2: location-based); "
    "scope_2_market_based_t stands beside it and is never added to it. "
    "Uncertainty: 95 % interval of co2e_t, of the share of tonnes whose uncertainty is known; unknown is not zero. "
    "按源流列示的报告版本核算结果。co2e_t 为正式结果（范围二为基于位置）；scope_2_market_based_t 为基于市场的结果，仅并列展示，不得相加。"
    "不确定性为 co2e_t 的 95% 置信区间，仅针对不确定性已知的部分；未知并不等于零。"
)
SYNTHETIC = "Demonstration data, synthetic. 合成演示数据。"
MARKET = ("electricity_mwh", "certified_mwh", "residual_factor", "residual_basis")


def results_file(version: ReportVersion) -> ExportTable:
    """The table ready to be written."""
    facility, report = version.report.facility, version.report
    streams = {one.code: one for one in SourceStream.objects.filter(plan_id=version.plan_id)}
    market = by_code(market_results(version))
    sums = sums_by(lines_in_force(version), "scope", "stream_code")
    columns = [
        "source_stream", "name_zh", "name_en", "method", "scope", *GASES, "scope_2_market_based_t", *MARKET,
        *uncertainty_columns(),
    ]  # fmt: skip
    spread = uncertainty_of(lines_in_force(version)).streams
    rows = [
        [*_row(one, streams, market), *uncertainty_cells(spread.get((int(str(one.key[0])), str(one.key[1]))))]
        for one in sums
    ]
    facts = [
        ("about", ABOUT),
        ("facility", f"{facility.code} {facility.name_zh} {facility.name_en}"),
        ("compliance year", str(report.compliance_year)),
        ("version", f"{version.number}, {version.state}"),
        ("GWP set", version.gwp_set_code),
        ("result hash", version.result_hash),
        *([("data", SYNTHETIC)] if facility.is_synthetic else []),
    ]
    return ExportTable(f"results-{facility.code}-{report.compliance_year}-v{version.number}", columns, rows, facts)


def _row(one: Sums, streams: Mapping[str, SourceStream], market: Mapping[str, MarketResult]) -> Iterator[Value]:
    scope, code = int(str(one.key[0])), str(one.key[1])
    stream, beside = streams.get(code), market.get(code)
    yield from (
        code,
        stream.name_zh if stream else "",
        stream.name_en if stream else "",
        stream.method if stream else "",
    )
    yield scope
    yield from (one.amounts[gas] for gas in GASES)
    yield beside.market_co2_t if beside else one.co2e_t if scope == 2 else None
    yield from (getattr(beside, name) if beside else None for name in MARKET)


def as_records(table: ExportTable) -> list[dict[str, Value]]:
    """The rows by name of column, for JSON."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]
