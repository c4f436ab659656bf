"""Families of methods, for menus and documentation."""

from mrv.accounting.messages import Text

FAMILIES: dict[str, Text] = {
    "combustion": Text("Fuel combustion", "燃料燃烧"),
    "process": Text("Industrial processes", "工业生产过程"),
    "minerals": Text("Minerals: cement, lime, glass, ceramics", "建材（水泥、石灰、玻璃、陶瓷）"),
    "metals": Text("Metals: steel, aluminum, magnesium", "金属冶炼（钢铁、铝、镁）"),
    "chemicals": Text("Chemicals", "化工"),
    "refining": Text("Oil refining and petrochemistry", "石油炼化"),
    "mass balance": Text("Mass balance", "物料平衡"),
    "fluorinated gases": Text("Fluorinated gases", "含氟气体"),
    "fugitive": Text("Fugitive emissions", "逃逸排放"),
    "measurement": Text("Continuous measurement", "连续监测"),
    "transferred CO2": Text("Captured and transferred CO2", "CO2 回收与转移"),
    "purchased energy": Text("Purchased and exported energy", "净购入电力和热力"),
    "energy": Text("Energy accounting", "能源核算"),
    "transport": Text("Transport", "交通运输"),
    "waste": Text("Waste and waste water", "废弃物处理"),
    "agriculture": Text("Agriculture", "农业活动"),
    "land use": Text("Land use and sinks", "土地利用变化和林业"),
    "general": Text("General", "通用"),
    "totals": Text("Totals of a standard", "标准规定的合计"),
}
