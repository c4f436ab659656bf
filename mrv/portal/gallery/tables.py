"""Gallery: data table, matrix, differences, grid."""

from datetime import date
from decimal import Decimal

from mrv.portal.components import (
    Cell,
    Column,
    DiffRow,
    GridCell,
    GridRow,
    Heading,
    Matrix,
    MatrixWords,
    MonthGrid,
    Row,
    Table,
    build_matrix,
)
from mrv.portal.gallery.words import pick

DISTRICTS = (
    ("310101", "Huangpu", "黄浦区"),
    ("310104", "Xuhui", "徐汇区"),
    ("310105", "Changning", "长宁区"),
    ("310106", "Jing'an", "静安区"),
    ("310107", "Putuo", "普陀区"),
    ("310109", "Hongkou", "虹口区"),
    ("310110", "Yangpu", "杨浦区"),
    ("310112", "Minhang", "闵行区"),
    ("310113", "Baoshan", "宝山区"),
    ("310114", "Jiading", "嘉定区"),
    ("310115", "Pudong New Area", "浦东新区"),
    ("310116", "Jinshan", "金山区"),
    ("310117", "Songjiang", "松江区"),
    ("310118", "Qingpu", "青浦区"),
    ("310120", "Fengxian", "奉贤区"),
    ("310151", "Chongming", "崇明区"),
)
SECTORS = (
    ("power", "Power and heat", "电力与热力", 71_420_318),
    ("steel", "Iron and steel", "钢铁", 41_865_004),
    ("petro", "Petrochemicals", "石油化工", 24_310_771),
    ("transport", "Transport", "交通运输", 37_902_664),
    ("buildings", "Buildings", "建筑", 13_447_230),
    ("cement", "Cement", "水泥", 1_204_118),
    ("waste", "Waste", "废弃物处理", 903_447),
)


def district_headings() -> list[Heading]:
    """Districts in the reader's language."""
    return [Heading(code, pick(english, chinese), "#matrix") for code, english, chinese in DISTRICTS]


def matrix_values() -> dict[tuple[str, str], Decimal | str | None]:
    """A spread of each sector over the districts; two cells carry notation keys."""
    values: dict[tuple[str, str], Decimal | str | None] = {}
    for place, (sector, _english, _chinese, total) in enumerate(SECTORS):
        weights = [1 + (7 * column + 11 * place * column + 3 * place) % 17 for column in range(len(DISTRICTS))]
        for (code, *_names), weight in zip(DISTRICTS, weights, strict=True):
            share = Decimal(total) * weight * weight / sum(w * w for w in weights)
            values[(sector, code)] = share.quantize(Decimal("0.0001"))
    values[("cement", "310101")] = "NO"
    values[("cement", "310105")] = "NO"
    values[("petro", "310106")] = "C"
    values[("waste", "310109")] = "IE"
    return values


def example_matrix() -> Matrix:
    """Sector by district."""
    words = MatrixWords(
        pick("Emissions by sector and district, 2017 (synthetic)", "2017年分行业、分区排放量（合成数据）"),
        pick("Sector", "行业"),
    )
    return build_matrix(
        words,
        rows=[Heading(key, pick(english, chinese), "#matrix") for key, english, chinese, _total in SECTORS],
        columns=district_headings(),
        values=matrix_values(),
        link=lambda row, column: f"#cell-{row or 'all'}-{column or 'all'}",
    )


def example_table() -> Table:
    """A verifier's queue."""
    columns = [
        Column(pick("Facility", "设施"), kind="text", is_wide=True),
        Column(pick("Sector", "行业")),
        Column(pick("Emissions", "排放量"), kind="tonnes", sort_href="#table", sorted="descending"),
        Column(pick("Risk", "风险"), kind="number", places=1, sort_href="#table"),
        Column(pick("State", "状态"), kind="state"),
        Column(pick("Due", "截止日期"), kind="date", sort_href="#table"),
    ]
    names = (
        ("Demo Steel 001", "示例钢铁001", "Baoshan", "宝山区", "Iron and steel", "钢铁", "document_review"),
        (
            "Demo Power 004",
            "示例电力004",
            "Pudong New Area",
            "浦东新区",
            "Power and heat",
            "电力与热力",
            "findings_issued",
        ),
        ("Demo Chemical 012", "示例化工012", "Jinshan", "金山区", "Petrochemicals", "石油化工", "enterprise_response"),
        ("Demo Cement 003", "示例水泥003", "Fengxian", "奉贤区", "Cement", "水泥", "assigned"),
        ("Demo Glass 002", "示例玻璃002", "Qingpu", "青浦区", "Glass", "玻璃", "verified"),
        ("Demo Foods 009", "示例食品009", "Songjiang", "松江区", "Food", "食品", "check_failed"),
    )
    rows = []
    for place, (english, chinese, district, district_zh, sector, sector_zh, state) in enumerate(names):
        tonnes = Decimal("8213457.2291") / (3**place)
        facility = Cell(pick(english, chinese), href="#table", hint=pick(district, district_zh))
        due = date(2018, 4, 16 + place)
        rows.append(Row([facility, pick(sector, sector_zh), tonnes, Decimal("87.25") - 11 * place, state, due]))
    return Table(pick("Verification queue", "核查任务队列"), columns, rows)


def empty_table() -> Table:
    """A table with nothing in it."""
    return Table(
        pick("Findings", "核查发现"),
        [Column(pick("Finding", "发现"))],
        [],
        empty_title=pick("No findings yet", "尚无核查发现"),
        empty_text=pick(
            "Findings you raise appear here, each beside its line.",
            "您提出的发现将逐条显示在此处，并与对应数据行关联。",
        ),
        empty_href="#empty",
        empty_action=pick("Raise a finding", "提出发现"),
    )


def example_differences() -> list[DiffRow]:
    """Two releases compared."""
    return [
        DiffRow(pick("Power and heat", "电力与热力"), Decimal("71398211.0400"), Decimal("71420318.0000"), "t CO₂e",
                pick("Activity data", "活动数据"), "#diff"),
        DiffRow(pick("Petrochemicals", "石油化工"), Decimal("24511090.7000"), Decimal("24310771.0000"), "t CO₂e",
                pick("Factor set changed", "排放因子集变更")),
        DiffRow(pick("Transport", "交通运输"), Decimal("37902664.0000"), Decimal("37902664.0000"), "t CO₂e"),
        DiffRow(pick("Boundary", "核算边界"), pick("15 districts", "15个区"), pick("16 districts", "16个区"), "",
                pick("Boundary", "边界"), kind="text"),
        DiffRow(pick("Total", "合计"), Decimal("133811965.7400"), Decimal("133633753.0000"), "t CO₂e", is_total=True),
    ]  # fmt: skip


def example_grid() -> MonthGrid:
    """Three streams of a year, one cell wrong, one needing an explanation."""
    coal = [f"{4100 + 37 * month}.5" for month in range(1, 13)]
    gas = [f"{212 + 3 * month}.25" for month in range(1, 13)]
    power = [f"{18_200 + 111 * month}" for month in range(1, 13)]
    bad = pick("A quantity cannot be negative.", "数量不能为负值。")
    odd = pick("Ten times last year.", "为上年同月的10倍。")

    def line(key: str, values: list[str]) -> list[GridCell]:
        return [GridCell(f"{key}-{month}", value) for month, value in enumerate(values, 1)]

    coal_cells = line("coal", coal)
    coal_cells[4] = GridCell("coal-5", "-4285.5", error=bad)
    gas_cells = line("gas", gas)
    gas_cells[7] = GridCell("gas-8", "2360", warning=odd)
    return MonthGrid(
        pick("Activity data 2017, Demo Steel 001", "2017年活动数据，示例钢铁001"),
        [
            GridRow(pick("Bituminous coal", "烟煤"), pick("t", "吨"), coal_cells),
            GridRow(pick("Natural gas", "天然气"), pick("10⁴ m³", "万立方米"), gas_cells),
            GridRow(pick("Purchased electricity", "外购电力"), "MWh", line("power", power),
                    hint=pick("from the grid company's bill", "依据电网企业结算单")),
        ],
        "/gallery/grid/",
        7,
        2017,
    )  # fmt: skip
