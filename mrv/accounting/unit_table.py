"""The closed table of units: symbol, dimension, exact factor to the base of its dimension, names, aliases.

Base units: kg, m, s, MJ, Pa, K, and the counts head, person, vehicle. Sources of the factors: BIPM SI
brochure (9th ed.) tables 7 and 8; NIST SP 811 appendix B for US customary units (international pound, foot;
US gallon 231 in3; barrel 42 US gal) and Weights and Measures Act 1985 for the UK gallon (4.54609 L);
IT calorie 4.1868 J and IT Btu 1055.05585262 J (ISO 80000-5). Standard coal: GB/T 2589-2020 3.7 and
annex A (29 307.6 kJ/kgce, that is 7000 IT kcal). The coefficients printed in Chinese energy tables (raw coal
0.7143) are kcal/7000 with the 20 C calorie of 4.1816 J: 29 271.2 kJ/kgce, a unit of its own here.
"""

from fractions import Fraction
from typing import NamedTuple

from mrv.accounting.messages import Text

Dimension = tuple[tuple[str, int], ...]

MASS: Dimension = (("mass", 1),)
LENGTH: Dimension = (("length", 1),)
AREA: Dimension = (("length", 2),)
VOLUME: Dimension = (("length", 3),)
TIME: Dimension = (("time", 1),)
ENERGY: Dimension = (("energy", 1),)
POWER: Dimension = (("energy", 1), ("time", -1))
PRESSURE: Dimension = (("pressure", 1),)
TEMPERATURE: Dimension = (("temperature", 1),)
VOLTAGE: Dimension = (("voltage", 1),)
HEAD: Dimension = (("head", 1),)
PERSON: Dimension = (("person", 1),)
VEHICLE: Dimension = (("vehicle", 1),)
MONEY: Dimension = (("money", 1),)
SUBSTANCE: Dimension = (("substance", 1),)
CYCLE: Dimension = (("cycle", 1),)
ONE: Dimension = ()


class Atom(NamedTuple):
    """One unit that is not composed. `basis` says what it counts, where that matters (C, CO2, gas at 0 C)."""

    symbol: str
    dimension: Dimension
    factor: Fraction
    name: Text
    aliases: tuple[str, ...] = ()
    basis: str = ""


def _atom(symbol: str, dimension: Dimension, factor: str, names: str, aliases: str = "", basis: str = "") -> Atom:
    en, zh = names.split("|")
    return Atom(symbol, dimension, Fraction(factor), Text(en, zh), tuple(filter(None, aliases.split("|"))), basis)


_POUND = "0.45359237"
_BTU = "1055.05585262e-6"
_FOOT3 = "0.028316846592"
_US_GALLON = "0.003785411784"

ATOMS: tuple[Atom, ...] = (
    _atom("t", MASS, "1000", "tonne|吨", "tonne|tonnes|metric ton|metric tons|吨|公吨"),
    _atom("kg", MASS, "1", "kilogram|千克", "kilogram|kilograms|千克|公斤"),
    _atom("g", MASS, "1/1000", "gram|克", "gram|grams|克"),
    _atom("mg", MASS, "1/1000000", "milligram|毫克", "毫克"),
    _atom("kt", MASS, "1000000", "kilotonne|千吨", "kilotonne|kilotonnes|千吨"),
    _atom("Mt", MASS, "1000000000", "megatonne|百万吨", "megatonne|megatonnes|百万吨"),
    _atom("Gt", MASS, "1000000000000", "gigatonne|十亿吨", "gigatonne|gigatonnes|十亿吨"),
    _atom("Gg", MASS, "1000000", "gigagram|吉克", "gigagram|gigagrams"),
    _atom("lb", MASS, _POUND, "pound|磅", "lbs|pound|pounds|磅"),
    _atom("short ton", MASS, "907.18474", "short ton|短吨", "short tons|US ton|US tons|short_ton|短吨"),
    _atom("long ton", MASS, "1016.0469088", "long ton|长吨", "long tons|UK ton|长吨"),
    _atom("m", LENGTH, "1", "metre|米", "metre|metres|meter|米"),
    _atom("km", LENGTH, "1000", "kilometre|千米", "kilometre|kilometres|kilometer|kilometers|千米|公里"),
    _atom("mi", LENGTH, "1609.344", "mile|英里", "mile|miles|英里"),
    _atom("nmi", LENGTH, "1852", "nautical mile|海里", "nautical mile|nautical miles|海里"),
    _atom("m2", AREA, "1", "square metre|平方米", "m^2|平方米"),
    _atom("ha", AREA, "10000", "hectare|公顷", "hectare|hectares|hm2|公顷"),
    _atom("km2", AREA, "1000000", "square kilometre|平方千米", "km^2|平方千米|平方公里"),
    _atom("acre", AREA, "4046.8564224", "acre|英亩", "acres|英亩"),
    _atom("mu", AREA, "2000/3", "mu|亩", "亩"),
    _atom("m3", VOLUME, "1", "cubic metre|立方米", "m^3|cubic metre|cubic metres|cubic meters|立方米"),
    _atom(
        "Nm3",
        VOLUME,
        "1",
        "normal cubic metre (0 C, 101.325 kPa)|标准立方米",
        "Nm^3|Nm3(0C)|标立方米|标准立方米|标方",
        "gas at 0 C",
    ),
    _atom(
        "Sm3",
        VOLUME,
        "1",
        "standard cubic metre (15 C, 101.325 kPa)|标准状态（15 ℃）立方米",
        "Sm^3",
        "gas at 15 C",
    ),
    _atom("m3(20C)", VOLUME, "1", "cubic metre at 20 C, 101.325 kPa|立方米（20 ℃）", "", "gas at 20 C"),
    _atom(
        "scf",
        VOLUME,
        _FOOT3,
        "standard cubic foot (60 F)|标准立方英尺",
        "standard cubic foot|standard cubic feet",
        "gas at 60 F",
    ),
    _atom("Mscf", VOLUME, "28.316846592", "thousand standard cubic feet|千标准立方英尺", "", "gas at 60 F"),
    _atom("MMscf", VOLUME, "28316.846592", "million standard cubic feet|百万标准立方英尺", "", "gas at 60 F"),
    _atom("cu ft", VOLUME, _FOOT3, "cubic foot|立方英尺", "ft3|ft^3|cubic foot|cubic feet|立方英尺"),
    _atom("L", VOLUME, "1/1000", "litre|升", "l|litre|litres|liter|liters|升"),
    _atom("mL", VOLUME, "1/1000000", "millilitre|毫升", "ml|毫升"),
    _atom("cm3", VOLUME, "1/1000000", "cubic centimetre|立方厘米", "cm^3|立方厘米"),
    _atom("gal", VOLUME, _US_GALLON, "US gallon|美加仑", "gallon|gallons|US gal|US gallon|US gallons|美加仑"),
    _atom("UK gal", VOLUME, "0.00454609", "UK gallon|英加仑", "imperial gallon|UK gallon|UK gallons|英加仑"),
    _atom("bbl", VOLUME, "0.158987294928", "barrel (42 US gal)|桶", "barrel|barrels|桶"),
    _atom("s", TIME, "1", "second|秒", "秒"),
    _atom("min", TIME, "60", "minute|分钟", "分钟|AE-min|AE-mins|AE-Mins"),
    _atom("h", TIME, "3600", "hour|小时", "hour|hours|hr|小时"),
    _atom("d", TIME, "86400", "day|天", "day|days|日|天"),
    _atom("yr", TIME, "31536000", "year of 365 days|年", "a|year|years|年"),
    _atom("MJ", ENERGY, "1", "megajoule|兆焦", "兆焦"),
    _atom("J", ENERGY, "1/1000000", "joule|焦耳", "焦耳|焦"),
    _atom("kJ", ENERGY, "1/1000", "kilojoule|千焦", "千焦"),
    _atom("GJ", ENERGY, "1000", "gigajoule|吉焦", "吉焦|百万千焦"),
    _atom("TJ", ENERGY, "1000000", "terajoule|太焦", "太焦"),
    _atom("PJ", ENERGY, "1000000000", "petajoule|拍焦", "拍焦"),
    _atom("EJ", ENERGY, "1000000000000", "exajoule|艾焦", "艾焦"),
    _atom("cal", ENERGY, "4.1868e-6", "IT calorie|卡", "卡"),
    _atom("kcal", ENERGY, "4.1868e-3", "IT kilocalorie|千卡", "千卡|大卡"),
    _atom("kcal(20C)", ENERGY, "4.1816e-3", "kilocalorie at 20 C|千卡（20 ℃）"),
    _atom("Gcal", ENERGY, "4186.8", "IT gigacalorie|吉卡", "吉卡|百万千卡"),
    _atom("Btu", ENERGY, _BTU, "British thermal unit (IT)|英热单位", "BTU|btu|英热单位"),
    _atom("mmBtu", ENERGY, "1055.05585262", "million Btu|百万英热单位", "MMBtu|MMBTU|MBtu|百万英热单位"),
    _atom("quad", ENERGY, "1055055852620", "quadrillion Btu|千兆英热单位", "quad Btu|quads"),
    _atom("therm", ENERGY, "105.505585262", "therm (IT)|色姆", "therms"),
    _atom("Wh", ENERGY, "0.0036", "watt hour|瓦时", "瓦时"),
    _atom("kWh", ENERGY, "3.6", "kilowatt hour|千瓦时", "kW.h|kW·h|kilowatt hour|千瓦时|度"),
    _atom("MWh", ENERGY, "3600", "megawatt hour|兆瓦时", "MW.h|MW·h|兆瓦时"),
    _atom("GWh", ENERGY, "3600000", "gigawatt hour|吉瓦时", "GW.h|GW·h|吉瓦时"),
    _atom("TWh", ENERGY, "3600000000", "terawatt hour|太瓦时", "TW.h|TW·h|太瓦时"),
    _atom(
        "kWh(net)",
        ENERGY,
        "3.6",
        "kilowatt hour, net calorific value|千瓦时（低位）",
        "kWh (Net CV)|kWh (net)",
        "net",
    ),
    _atom(
        "kWh(gross)",
        ENERGY,
        "3.6",
        "kilowatt hour, gross calorific value|千瓦时（高位）",
        "kWh (Gross CV)|kWh (gross)",
        "gross",
    ),
    _atom("toe", ENERGY, "41868", "tonne of oil equivalent|吨油当量", "吨油当量|吨标准油"),
    _atom("kgoe", ENERGY, "41.868", "kilogram of oil equivalent|千克油当量", "千克油当量"),
    _atom(
        "tce",
        ENERGY,
        "29307.6",
        "tonne of coal equivalent (29307.6 kJ/kg)|吨标准煤",
        "吨标准煤|吨标煤",
    ),
    _atom(
        "kgce",
        ENERGY,
        "29.3076",
        "kilogram of coal equivalent (29307.6 kJ)|千克标准煤",
        "千克标准煤|公斤标准煤|千克标煤",
    ),
    _atom("tce(29307)", ENERGY, "29307", "tonne of coal equivalent (29307 kJ/kg)|吨标准煤（29307 kJ/kg）"),
    _atom("kgce(29307)", ENERGY, "29.307", "kilogram of coal equivalent (29307 kJ)|千克标准煤（29307 kJ）"),
    _atom(
        "tce(7000kcal)",
        ENERGY,
        "29271.2",
        "tonne of coal equivalent (7000 kcal/kg at 20 C, 29271.2 kJ/kg)|吨标准煤（7000 kcal/kg，29271.2 kJ/kg）",
        "tce(29271.2)",
    ),
    _atom(
        "kgce(7000kcal)",
        ENERGY,
        "29.2712",
        "kilogram of coal equivalent (7000 kcal at 20 C, 29271.2 kJ)|千克标准煤（7000 kcal，29271.2 kJ）",
        "kgce(29271.2)",
    ),
    _atom("W", POWER, "1/1000000", "watt|瓦", "瓦"),
    _atom("kW", POWER, "1/1000", "kilowatt|千瓦", "千瓦"),
    _atom("MW", POWER, "1", "megawatt|兆瓦", "兆瓦"),
    _atom("GW", POWER, "1000", "gigawatt|吉瓦", "吉瓦"),
    _atom("Pa", PRESSURE, "1", "pascal|帕", "帕"),
    _atom("kPa", PRESSURE, "1000", "kilopascal|千帕", "千帕"),
    _atom("MPa", PRESSURE, "1000000", "megapascal|兆帕", "兆帕"),
    _atom("bar", PRESSURE, "100000", "bar|巴", "巴"),
    _atom("atm", PRESSURE, "101325", "standard atmosphere|标准大气压", "标准大气压"),
    _atom("psi", PRESSURE, "44482216152605/6451600000", "pound-force per square inch|磅力每平方英寸", "psia"),
    _atom("degC", TEMPERATURE, "1", "degree Celsius|摄氏度", "°C|℃|摄氏度"),
    _atom("V", VOLTAGE, "1", "volt|伏", "伏"),
    _atom("mV", VOLTAGE, "1/1000", "millivolt|毫伏", "毫伏"),
    _atom("head", HEAD, "1", "head of livestock|头", "heads|头|只|头（只）"),
    _atom("person", PERSON, "1", "person|人", "persons|passenger|passengers|people|人"),
    _atom("vehicle", VEHICLE, "1", "vehicle|辆", "vehicles|辆"),
    _atom("kmol", SUBSTANCE, "1", "kilomole|千摩尔", "kg-mole|kgmole|千摩尔"),
    _atom("mol", SUBSTANCE, "1/1000", "mole|摩尔", "摩尔"),
    _atom("cycle", CYCLE, "1", "landing and take-off cycle|起降循环", "LTO|cycles|起降循环|次"),
    _atom("CNY", MONEY, "1", "yuan|元", "yuan|RMB|元"),
    _atom("1", ONE, "1", "one|无量纲", "unit|units|-|cell-day|fraction|dimensionless|无量纲"),
    _atom("%", ONE, "1/100", "percent|百分数", "percent|pct|％"),
    _atom("‰", ONE, "1/1000", "per mille|千分数", ""),
    _atom("ppm", ONE, "1/1000000", "parts per million|百万分之一", ""),
)

#: What a mass may be a mass of; `tC`, `kgCO2e` and the like are built from a mass unit and one of these.
SUBSTANCES: tuple[str, ...] = (
    "CO2e", "CO2", "CH4", "N2O", "SF6", "NF3", "CF4", "C2F6", "C3F8", "c-C4F8", "CHF3", "HFC", "PFC",
    "CaCO3", "MgCO3", "CaO", "MgO", "HNO3", "NH3", "SO2", "BOD", "COD", "Al", "Mg", "NOx", "C", "N", "F", "S",
)  # fmt: skip

#: What publications write for a substance in words or with another ending.
SUBSTANCE_ALIASES: dict[str, str] = {
    "CO2eq": "CO2e", "CO2-eq": "CO2e", "CO2-e": "CO2e", "CO2当量": "CO2e", "二氧化碳当量": "CO2e",
    "二氧化碳": "CO2", "甲烷": "CH4", "氧化亚氮": "N2O", "碳": "C",
}  # fmt: skip

#: Count prefixes that may stand before any unit.
MULTIPLIERS: dict[str, int] = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}

DIMENSION_NAMES: dict[Dimension, Text] = {
    MASS: Text("mass", "质量"),
    LENGTH: Text("distance", "距离"),
    AREA: Text("area", "面积"),
    VOLUME: Text("volume", "体积"),
    TIME: Text("time", "时间"),
    ENERGY: Text("energy", "能量"),
    POWER: Text("power", "功率"),
    PRESSURE: Text("pressure", "压力"),
    TEMPERATURE: Text("temperature", "温度"),
    VOLTAGE: Text("voltage", "电压"),
    HEAD: Text("livestock", "牲畜数量"),
    PERSON: Text("persons", "人数"),
    VEHICLE: Text("vehicles", "车辆数"),
    MONEY: Text("money", "金额"),
    SUBSTANCE: Text("amount of substance", "物质的量"),
    CYCLE: Text("cycles", "循环次数"),
    ONE: Text("a plain number", "无量纲"),
}
