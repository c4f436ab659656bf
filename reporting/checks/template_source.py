"""Sources the sector guideline asks for are in the monitoring plan (templates of the 24 national sectors)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Sources of the template without a stream."""
    for source in declaration.missing_sources:
        words = {"source": source.code, "name_en": source.name_en, "name_zh": source.name_zh}
        yield (
            pointer(f"plan:{source.code}"),
            {**words, "method": source.methods[0], "template": declaration.template_code},
        )


CHECK = Check(
    code="template_source",
    severity="warning",
    title=Text("A source of the sector guideline is not in the plan", "方案缺少行业指南要求的排放源"),
    message=Text(
        "The guideline of sector {template} asks for source {source}, “{name_en}”. No stream of the monitoring plan "
        "serves it: add one (method {method}) to a new version of the plan, or state why it is not reported.",
        "行业 {template} 核算指南要求报告排放源 {source}“{name_zh}”，数据质量控制方案中没有相应源流：请在新版方案中增加（方法 "
        "{method}），或说明不报告的理由。",
    ),
    find=find,
    explanation=Text(
        "Why the facility has no such source (it does not occur, or it is reported elsewhere), and what proves it.",
        "说明该设施为何没有该排放源（不发生，或已在其他处报告）及证明材料。",
    ),
)
