"""Fluorochemical production: by-products and fugitive losses as a share of what is made.

NDRC guideline for fluorochemicals (2015), ch. 5, HFCs/PFCs/SF6生产过程的副产物及逃逸排放; IPCC 2006 vol. 3 ch. 3,
eq. 3.35 (0.5 % of production as default).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.fgases.stock_balance import METHOD as STOCK_BALANCE
from mrv.accounting.methods.spec import TONNE, Citation, Output, WorkedExample, number

METHOD = Method(
    identifier="fluorochemicals.production_losses",
    family="fluorinated gases",
    title=Text("Losses of fluorochemical production", "含氟气体生产过程副产物及逃逸排放"),
    citation=Citation("NDRC guideline for fluorochemicals (2015)", "ch. 5; IPCC 2006 vol. 3 ch. 3, eq. 3.35"),
    validity=specs.ALWAYS,
    choices=STOCK_BALANCE.choices,
    inputs=(
        number("production", "P", ("Gas produced", "产量"), ("t", "0", "1e7")),
        number(
            "loss", "EF", ("Share lost", "逃逸排放系数"), ("1", "0", "0.2"),
            default=("0.5", "%", "IPCC 2006 Guidelines vol. 3 ch. 3, table 3.28"),
        ),
    ),
    formula="emission = P * EF",
    outputs=(Output("emission", Text("Emission", "排放量"), TONNE, gas_from="gas"),),
    activity="production",
    worked=(
        WorkedExample(
            inputs={"gas": "HFC-134a", "production": ("1000", "t")},
            expected={"emission": "5.000000"},
            source="default share, by hand",
        ),
    ),
)  # fmt: skip
