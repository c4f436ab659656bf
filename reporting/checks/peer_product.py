"""Against peers: emissions per tonne of product far from other makers of it need a reason.

The products are those of ``products.py``, whose amount a process method takes as its activity or beside it. Run when a
version is computed; the numbers of peers are not told.
"""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration


def find(declaration: Declaration) -> Iterator[Hit]:
    """The report as a whole, for every product whose intensity is an outlier."""
    for peers in declaration.product_peers:
        outlier = peers.outlier
        if peers.product is not None and outlier is not None:
            named = {"product_en": peers.product.en, "product_zh": peers.product.zh}
            yield f"/#{peers.product.en}", {**named, **outlier}


CHECK = Check(
    code="peer_product",
    severity="warning",
    title=Text("Far from other makers of the product", "单位产品排放与同行业差异显著"),
    message=Text(
        "Emissions per tonne of {product_en} are {intensity} tCO2e/t, {ratio} times the median of {count} facilities of "
        "the sector (robust z-score {score}; beyond 3.5 is unusual). Look at the output, its unit and missing sources.",
        "单位产品（{product_zh}）排放强度为 {intensity} tCO2e/t，为同行业 {count} 个设施中位数的 {ratio} 倍（稳健 z 值 {score}，"
        "绝对值大于 3.5 为异常）。请核对产量、单位及是否遗漏排放源。",
    ),
    find=find,
    explanation=Text(
        "What makes the facility different (technology, product mix, purchased intermediates), and what proves it.",
        "说明该设施与同行业不同的原因（工艺、产品结构、外购中间产品等）及证明材料。",
    ),
)
