"""Gallery: one chart of every kind."""

from decimal import Decimal

from mrv.portal.components import (
    About,
    Chart,
    Item,
    Series,
    heat_chart,
    map_chart,
    ranked_chart,
    stacked_chart,
    trend_chart,
    waterfall_chart,
)
from mrv.portal.figures import scale_for, unit_text
from mrv.portal.gallery.tables import DISTRICTS, SECTORS, matrix_values
from mrv.portal.gallery.words import pick

MEGATONNE = Decimal(1_000_000)
YEARS = ("2010", "2011", "2012", "2013", "2014", "2015", "2016", "2017")
TOTALS = ("178.4", "186.9", "189.2", "197.8", "188.1", "187.6", "192.6", "196.2")


def _unit() -> str:
    return unit_text(scale_for(MEGATONNE))


def _scaled(value: object) -> Decimal:
    """Tonnes in the unit of the chart: Mt in English, 万吨 in Chinese."""
    return (Decimal(str(value)) / scale_for(MEGATONNE).tonnes).quantize(Decimal("0.001"))


def _mega(value: str | int) -> Decimal:
    return _scaled(Decimal(value) * MEGATONNE)


def trend() -> Chart:
    """City total with band and target."""
    about = About(
        "trend",
        pick("City total over the years", "历年全市排放总量"),
        _unit(),
        pick(
            "Rising again since 2014; 3.2 Mt above the cap in 2017.", "2014年以来重新上升，2017年高于控制目标320万吨。"
        ),
    )
    values = [_mega(total) for total in TOTALS]
    low = [value * Decimal("0.968") for value in values]
    high = [value * Decimal("1.032") for value in values]
    cap = [None, None, None, None, None, _mega(195), _mega(194), _mega(193)]
    series = [
        Series(pick("City total", "全市总量"), values, low, high),
        Series(pick("Cap", "控制目标"), cap, is_target=True),
    ]
    return trend_chart(about, years=YEARS, series=series)


def stacked() -> Chart:
    """Sectors over years."""
    about = About(
        "stacked",
        pick("Sectors over the years", "历年分行业排放"),
        _unit(),
        pick("Transport gains share, industry loses share.", "交通占比上升，工业占比下降。"),
    )
    series = []
    for place, (_key, english, chinese, total) in enumerate(SECTORS[:5]):
        values = [_scaled(total * (100 - (7 - year) * (place - 1)) / 100) for year in range(8)]
        series.append(Series(pick(english, chinese), values))
    return stacked_chart(about, categories=YEARS, series=series, heading=pick("Year", "年度"))


def waterfall() -> Chart:
    """What changed between two releases."""
    about = About(
        "waterfall",
        pick("From release 1 to release 2", "从第1版到第2版"),
        _unit(),
        pick(
            "The restatement lowers the total by 0.458 Mt, mostly by newer factors.",
            "重述使总量下降45.8万吨，主要源于因子更新。",
        ),
    )
    steps = (
        ("Activity data", "活动数据", "0.822"),
        ("Factors", "排放因子", "-1.404"),
        ("Boundary", "边界", "0.317"),
        ("Errors", "差错更正", "-0.193"),
    )
    items = [Item(pick(english, chinese), _mega(value)) for english, chinese, value in steps]
    first = Item(pick("Release 1", "第1版"), _mega("196.611"), is_total=True)
    last = Item(pick("Release 2", "第2版"), _mega("196.153"), is_total=True)
    return waterfall_chart(about, items=[first, *items, last])


def _by_district(href: str) -> list[Item]:
    values = matrix_values()
    items = []
    for code, english, chinese in DISTRICTS:
        amounts = [v for (_sector, district), v in values.items() if district == code and isinstance(v, Decimal)]
        items.append(Item(pick(english, chinese), _scaled(sum(amounts, Decimal(0))), href, code))
    return sorted(items, key=lambda item: item.value, reverse=True)


def ranked() -> Chart:
    """Districts, largest first."""
    about = About(
        "ranked",
        pick("Districts, largest first", "各区排放量排序"),
        _unit(),
        pick("Four districts hold almost half of the tonnes.", "四个区占全市排放量近一半。"),
    )
    return ranked_chart(about, items=_by_district("#chart-ranked"), heading=pick("District", "区"))


def district_map() -> Chart:
    """Districts on the schematic map."""
    about = About(
        "map",
        pick("Districts on the map", "各区排放分布"),
        _unit(),
        pick("Schematic outline; the table gives the numbers.", "轮廓为示意图，数值以数据表为准。"),
    )
    return map_chart(about, items=_by_district("#chart-map"), heading=pick("District", "区"))


def heat() -> Chart:
    """Sectors by year as a heat map."""
    about = About(
        "heat",
        pick("Sectors by year", "分行业逐年热力图"),
        _unit(),
        pick("Power and heat leads in every year.", "电力与热力历年均为最大排放源。"),
    )
    rows = [pick(english, chinese) for _key, english, chinese, _total in SECTORS]
    values = [
        [_scaled(total * (92 + (year * (place + 2)) % 13) / 100) for year in range(8)]
        for place, (_key, _en, _zh, total) in enumerate(SECTORS)
    ]
    return heat_chart(about, rows=rows, columns=YEARS, values=values)


def all_charts() -> list[Chart]:
    """Every kind once."""
    return [trend(), stacked(), waterfall(), ranked(), district_map(), heat()]
