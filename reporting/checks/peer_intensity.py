"""Against peers: emissions per energy far from other facilities of the sector need a reason.

Run when a version is computed, so that the intensity is the platform's; the numbers of peers are not told.
"""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration


def find(declaration: Declaration) -> Iterator[Hit]:
    """The report as a whole, where its intensity is an outlier."""
    outlier = declaration.peers.outlier if declaration.peers else None
    if outlier is not None:
        yield "/", outlier


CHECK = Check(
    code="peer_intensity",
    severity="warning",
    title=Text("Far from the peers of the sector", "与同行业设施差异显著"),
    message=Text(
        "Emissions per energy are {intensity} tCO2e/GJ, {ratio} times the median of {count} facilities of the sector "
        "(robust z-score {score}; beyond 3.5 is unusual). Look at units, factors and missing sources.",
        "单位能源排放强度为 {intensity} tCO2e/GJ，为同行业 {count} 个设施中位数的 {ratio} 倍（稳健 z 值 {score}，绝对值大于 3.5 "
        "为异常）。请核对单位、排放因子及是否遗漏排放源。",
    ),
    find=find,
    explanation=Text(
        "What makes the facility different (process emissions, own generation, fuel mix), and what proves it.",
        "说明该设施与同行业不同的原因（过程排放、自发电、燃料结构等）及证明材料。",
    ),
)
