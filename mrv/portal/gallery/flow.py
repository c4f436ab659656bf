"""Gallery: tasks, facts, numbers, history, receipt, progress, explanation."""

from datetime import UTC, datetime
from decimal import Decimal

from mrv.portal.components import (
    Event,
    ExplainedInput,
    Explanation,
    Fact,
    FactorChoice,
    KeyNumber,
    Pager,
    Progress,
    Receipt,
    RejectedFactor,
    Tab,
    Task,
    TaskGroup,
)
from mrv.portal.gallery.words import pick

STATES = (
    "draft", "submitted", "computing", "check_failed", "document_review", "findings_issued",
    "enterprise_response", "verified", "not_verified", "released", "superseded",
)  # fmt: skip


def tasks() -> list[TaskGroup]:
    """What an enterprise has to do for a year."""
    return [
        TaskGroup(
            pick("Prepare", "准备"),
            [
                Task(pick("Check the monitoring plan", "核对数据质量控制方案"), "complete", "#tasks"),
                Task(pick("Confirm the source streams", "确认排放源"), "complete", "#tasks"),
            ],
        ),
        TaskGroup(
            pick("Report", "填报"),
            [
                Task(pick("Enter activity data", "填报活动数据"), "in_progress", "#tasks",
                     pick("10 of 12 months entered", "已填报10个月，共12个月")),
                Task(pick("Upload evidence", "上传证明材料"), "not_started", "#tasks"),
                Task(pick("Answer the checks", "回应校验提示"), "warning", "#tasks",
                     pick("2 values need an explanation", "2个数值需要说明")),
                Task(pick("Sign and submit", "签署并提交"), "cannot_start"),
            ],
        ),
    ]  # fmt: skip


def numbers() -> list[KeyNumber]:
    """Headlines of a dashboard."""
    return [
        KeyNumber(pick("City total 2017", "2017年全市排放总量"), Decimal("196153500.0000"), change=Decimal("1.84"),
                  change_label=pick("against 2016", "较2016年"), href="#numbers"),
        KeyNumber(pick("Per person", "人均排放"), Decimal("8.11"), "number", pick("t CO₂e", "吨 CO₂e"), 2,
                  change=Decimal("-0.41"), change_label=pick("against 2016", "较2016年")),
        KeyNumber(pick("Verified by an independent body", "经独立核查的比例"), Decimal("71.3"), "number", "%", 1,
                  pick("of scope 1 tonnes", "占范围一排放量")),
        KeyNumber(pick("Uncertainty", "不确定性"), "±3.2 %", "text", note=pick("95 % interval, approach 1", "95%置信区间，方法1")),
    ]  # fmt: skip


def example_facts() -> list[Fact]:
    """Facts of one report."""
    return [
        Fact(pick("Facility", "设施"), pick("Demo Steel 001", "示例钢铁001"), href="#facts"),
        Fact(pick("Unified social credit code", "统一社会信用代码"), "91310000MA1K00000X", "code"),
        Fact(pick("Reported", "报告排放量"), Decimal("8213457.2291"), "tonnes", href="#facts"),
        Fact(pick("Submitted", "提交时间"), datetime(2018, 3, 30, 6, 3, tzinfo=UTC), "datetime"),
        Fact(pick("State", "状态"), "document_review", "state", hint=pick("Due in 6 working days", "剩余6个工作日")),
        Fact(pick("Site visit", "现场核查"), None),
    ]


def history() -> list[Event]:
    """The life of one report, newest first."""
    body = pick("Lead verifier, Demo Body 02", "核查组长，示例核查机构02")
    return [
        Event(datetime(2018, 4, 9, 2, 20, tzinfo=UTC), body, pick("Findings issued", "出具核查发现"),
              pick("2 findings, one material. The clock stops for 10 working days.", "共2项发现，其中1项具有实质性。核查计时暂停10个工作日。"),
              "findings_issued"),
        Event(datetime(2018, 4, 3, 1, 0, tzinfo=UTC), body, pick("Document review started", "开始文件评审"), state="document_review"),
        Event(datetime(2018, 3, 30, 6, 4, tzinfo=UTC), pick("System", "系统"), pick("Computed: 36 lines, 0 errors", "计算完成：36行，0个错误"),
              state="computed", href="#history"),
        Event(datetime(2018, 3, 30, 6, 3, tzinfo=UTC), pick("Responsible person, Demo Steel 001", "责任人，示例钢铁001"),
              pick("Signed and submitted, version 1", "签署并提交第1版"), state="submitted"),
    ]  # fmt: skip


def tabs() -> list[Tab]:
    """Views of one report."""
    return [
        Tab(pick("Lines", "排放明细"), "#tabs", True, 36),
        Tab(pick("Checks", "校验"), "#tabs", count=2),
        Tab(pick("Evidence", "证明材料"), "#tabs", count=14),
        Tab(pick("History", "历史"), "#tabs"),
    ]


def example_pager() -> Pager:
    """The second page of a list."""
    return Pager(50, next_href="#pager", previous_href="#pager", first_href="#pager", total=12_480)


def example_receipt() -> Receipt:
    """After signing."""
    return Receipt(
        pick("Report submitted", "报告已提交"),
        pick("Receipt number", "回执编号"),
        "2017-310113-000128-V1",
        [
            Fact(pick("Facility", "设施"), pick("Demo Steel 001", "示例钢铁001")),
            Fact(pick("Emissions", "排放量"), Decimal("8213457.2291"), "tonnes"),
            Fact(pick("Signed by", "签署人"), pick("Responsible person, Demo Steel 001", "责任人，示例钢铁001")),
        ],
        [
            pick(
                "The workers compute your report; this takes a few seconds.", "系统正在计算您的报告，通常需要几秒钟。"
            ),
            pick("The authority assigns a verification body.", "主管部门指派核查机构。"),
            pick("You can recall the report until the review starts.", "核查开始前，您可以撤回报告。"),
        ],
    )


def example_progress(done: int = 6_240, poll_href: str = "") -> Progress:
    """A recalculation on its way."""
    total = 10_000
    return Progress(
        pick("Recalculate 2017", "重新计算2017年"),
        "succeeded" if done >= total else "running",
        min(done, total),
        total,
        poll_href,
    )


def example_explanation() -> Explanation:
    """Combustion of coal in one month."""
    meter = pick("Belt scale, monthly statement", "皮带秤，月度报表")
    by = pick("Reporter, Demo Steel 001, 2018-03-12 10:41", "填报人，示例钢铁001，2018-03-12 10:41")
    lab = pick("Laboratory report of the month", "当月化验报告")
    return Explanation(
        result=Decimal("8213.4572"),
        method=pick("Fuel combustion, NCV × carbon content × oxidation", "化石燃料燃烧：低位发热量 × 单位热值含碳量 × 碳氧化率"),
        citation=pick("GB/T 32151, clause 5.2.1, equation (2)", "GB/T 32151，第5.2.1条，式（2）"),
        formula="E = FC × NCV × CC × OF × 44/12",
        formula_with_numbers="  = 4,137.5 t × 20.908 GJ/t × 0.02618 tC/GJ × 0.99 × 44/12\n  = 8,213.4572 t CO₂",
        inputs=[
            ExplainedInput("FC", pick("Fuel burned", "燃料消耗量"), Decimal("4137.5"), "t", meter, "#explanation",
                           pick("Statement 2017-05", "2017-05报表"), by),
            ExplainedInput("NCV", pick("Net calorific value", "低位发热量"), Decimal("20.908"), "GJ/t", lab, by=by),
        ],
        factors=[
            FactorChoice(
                pick("Bituminous coal, carbon content", "烟煤，单位热值含碳量"), Decimal("0.02618"), "tC/GJ", "NDRC-2015",
                pick("Guideline for other industries, table 2.1", "工业其他行业核算指南，附表2.1"),
                pick("Chosen because the monitoring plan names this set and no measured value with evidence exists.",
                     "数据质量控制方案指定采用该因子集，且无附证明材料的实测值。"),
                "#explanation",
                [RejectedFactor(pick("Bituminous coal, IPCC 2006", "烟煤，IPCC 2006"), Decimal("0.0258"), "tC/GJ",
                                pick("A national value exists; IPCC comes last in the order.", "已有国家缺省值，IPCC缺省值排在最后。"))],
            )
        ],
        facts=[
            Fact("GWP", pick("AR5, CO₂ = 1", "AR5，CO₂ = 1")),
            Fact(pick("Rounding", "修约规则"), pick("half-even to 4 decimals", "四舍六入五成双，保留4位小数"), hint="rounding.gbt8170.v1"),
            Fact(pick("Engine build", "计算引擎版本"), "0.1.0+3f9c2a1", "code"),
        ],
        gas="CO2",
        json_href="#explanation",
    )  # fmt: skip
