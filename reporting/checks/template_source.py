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
        yield pointer("plan"), {**words, "method": source.methods[0], "template": declaration.template_code}


CHECK = Check(
    code="template_source",
    severity="info",
    title=Text("A source of the sector guideline is not in the plan", "方案缺少行业指南要求的排放源"),
    message=Text(
        "The guideline of sector {template} asks for source {source}, “{name_en}”. No stream of the monitoring plan "
        "serves it: add one (method {method}) to a new version of the plan, or tell the verifier that it does not occur.",
        "行业 {template} 核算指南要求报告排放源 {source}“{name_zh}”，数据质量控制方案中没有相应源流：请在新版方案中增加（方法 "
        "{method}），或向核查机构说明该排放源不存在。",
    ),
    find=find,
)
