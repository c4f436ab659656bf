"""The engine's own methods, with the shipped factors, give the published city."""

from collections import defaultdict
from decimal import Decimal

from mrv.accounting.catalogue import method
from mrv.accounting.quantity import Quantity
from mrv.reference import demo_city, load_factor_set

FACTORS: dict[str, dict[str, tuple[Decimal, str]]] = defaultdict(dict)
for _factor in load_factor_set(demo_city.FACTOR_SET).factors:
    FACTORS[_factor.key][_factor.parameter] = (_factor.value, _factor.unit)


def tonnes(stream: str, quantity: Decimal, unit: str, identifier: str) -> Decimal:
    inputs = {name: Quantity.of(value, of_unit) for name, (value, of_unit) in FACTORS[stream].items()}
    inputs["activity"] = Quantity.of(quantity, unit)
    if "emission_factor" in inputs:
        inputs["gas"] = "CO2"
    return method(identifier).calculate(inputs).masses["CO2"]


def test_engine_gives_the_published_sectors_of_2016() -> None:
    city = demo_city.build(2016)
    sector_of = {facility.code: facility.sector for facility in city.facilities}
    computed: dict[str, Decimal] = defaultdict(Decimal)
    for row in city.activity_rows:
        if row.scope == 1:
            computed[sector_of[row.facility]] += tonnes(row.stream, row.quantity, row.unit, row.method)
    for source in city.area_sources:
        computed[source.sector] += tonnes(source.stream, source.quantity, source.unit, source.method)
    for cell in city.published:
        if cell.fuel == demo_city.TOTAL:
            assert abs(computed[cell.sector] - cell.mt_co2 * 1_000_000) < Decimal("0.05"), cell.sector
    assert (sum(computed.values()) / 1_000_000).quantize(Decimal("0.0001")) == Decimal("194.7098")
