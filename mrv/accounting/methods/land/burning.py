"""Open burning of biomass: crop residues in the field, grassland, forest fires.

IPCC 2006 Guidelines vol. 4 ch. 2, eq. 2.27: L = A x MB x Cf x Gef, the mass burned times a factor per gas (table 2.5).
CO2 is of biogenic origin and stands apart: regrowth takes it up, or the loss of stock is counted as such.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.land import volume4
from mrv.accounting.methods.spec import WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="land.burning",
    family="land use",
    title=Text("Open burning of biomass", "生物质露天焚烧"),
    citation=volume4("ch. 2, eq. 2.27, table 2.5"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "A", ("Area burned", "燃烧面积"), ("ha", "0", "1e9")),
        number("available", "MB", ("Dry matter available for burning", "可燃干物质量"), ("t/ha", "0", "500")),
        number("burned_share", "CF", ("Share that burns", "燃烧系数"), ("1", "0.01", "1")),
        number("ef_co2", "EF_co2", ("CO2 per dry matter burned", "CO2 排放因子"), ("kgCO2/t", "1000", "1900")),
        number("ef_ch4", "EF_ch4", ("CH4 per dry matter burned", "CH4 排放因子"), ("kgCH4/t", "0", "30")),
        number("ef_n2o", "EF_n2o", ("N2O per dry matter burned", "N2O 排放因子"), ("kgN2O/t", "0", "2")),
    ),
    formula=("burned = A * MB * CF\nco2_biogenic = burned * EF_co2\nch4 = burned * EF_ch4\nn2o = burned * EF_n2o"),
    outputs=(
        mass_of("CO2_biogenic"),
        mass_of("CH4_biogenic", name="ch4"),
        mass_of("N2O"),
        amount("burned", ("Dry matter burned", "燃烧的干物质"), "t"),
    ),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("100", "ha"),
                "available": ("5.5", "t/ha"),
                "burned_share": ("0.8", "1"),
                "ef_co2": ("1515", "kgCO2/t"),
                "ef_ch4": ("2.7", "kgCH4/t"),
                "ef_n2o": ("0.07", "kgN2O/t"),
            },
            expected={"burned": "440.000000", "co2_biogenic": "666.600000", "ch4": "1.188000", "n2o": "0.030800"},
            source="440 t of rice straw at the factors of table 2.5 for crop residues, by hand",
        ),
    ),
)
