"""Every sentence the engine can say about bad input, in English and Chinese, by code.

The engine is pure and knows no request language, so an error carries a code and its parameters;
the portal, the API and the command line choose the language when they show it.
"""

from typing import NamedTuple


class Text(NamedTuple):
    """One text in the two languages of the platform."""

    en: str
    zh: str

    def to(self, language: str) -> str:
        """Return the Chinese text for any `zh...` language code, else the English one."""
        return self.zh if language.lower().startswith("zh") else self.en


MESSAGES: dict[str, Text] = {
    # numbers
    "number_type": Text(
        '{field}: a number must be sent as a decimal string, not as {kind}. Write for example "12.5".',
        '{field}：数值必须以十进制字符串提交，不能是 {kind}。请写成例如 "12.5"。',
    ),
    "number_empty": Text(
        "{field} is empty. Enter a number, 0 if nothing was used.",
        "{field} 为空。请填写数值；如未发生请填 0。",
    ),
    "number_not_finite": Text(
        '{field}: "{text}" is not a quantity. Enter a finite decimal number.',
        "{field}：“{text}”不是有效数量，请填写有限的十进制数。",
    ),
    "number_foreign_digits": Text(
        '{field}: "{text}" is written with full-width or non-ASCII digits. Write {plain}.',
        "{field}：“{text}”使用了全角或非 ASCII 数字，请写成 {plain}。",
    ),
    "number_separator": Text(
        '{field}: "{text}" contains a thousands separator or blank. Write the digits only, with a point '
        "for decimals, for example 1234.5.",
        "{field}：“{text}”含有千位分隔符或空格。请只写数字，小数用点，例如 1234.5。",
    ),
    "number_percent_sign": Text(
        '{field}: "{text}" carries a percent sign. Write the number and give % as its unit.',
        "{field}：“{text}”带有百分号。请只写数值，并把 % 填在单位中。",
    ),
    "number_format": Text(
        '{field}: "{text}" is not a decimal number. Write digits with an optional point, for example 1234.5.',
        "{field}：“{text}”不是十进制数。请写数字，可带一个小数点，例如 1234.5。",
    ),
    "number_too_long": Text(
        "{field}: the number has {digits} digits; at most {limit} are accepted.",
        "{field}：数值共有 {digits} 位，最多允许 {limit} 位。",
    ),
    "number_too_many_decimals": Text(
        '{field}: "{text}" has {digits} decimals; at most {limit} are accepted.',
        "{field}：“{text}”有 {digits} 位小数，最多允许 {limit} 位。",
    ),
    "number_too_large": Text(
        '{field}: "{text}" is outside what any facility can report (10^{limit}).',
        "{field}：“{text}”超出任何设施可能报告的范围（10^{limit}）。",
    ),
    # units
    "unit_missing": Text(
        "{field} has no unit. Expected {expected}.",
        "{field} 没有单位，应为 {expected}。",
    ),
    "unit_unknown": Text(
        '{field}: unit "{text}" is not known. Expected {expected}.',
        "{field}：未知单位“{text}”，应为 {expected}。",
    ),
    "unit_dimension": Text(
        "{field} is given in {unit} ({dimension}); expected {expected} ({expected_dimension}).",
        "{field} 的单位为 {unit}（{dimension}），应为 {expected}（{expected_dimension}）。",
    ),
    "unit_substance": Text(
        "{field} is given in {unit}, which counts {substance}; expected {expected}, which counts "
        "{expected_substance}. Convert it first.",
        "{field} 的单位 {unit} 计量的是 {substance}，应为计量 {expected_substance} 的 {expected}，请先换算。",
    ),
    # method inputs
    "input_missing": Text(
        "{title} ({field}) is missing. Expected a value in {expected}.",
        "缺少{title}（{field}），应以 {expected} 填报。",
    ),
    "input_absent": Text(
        "Input {field} is not given; the example gives {given}. It takes the names of docs/methods/examples.md.",
        "未给出输入项 {field}；示例给出的是 {given}。名称见 docs/methods/examples.md。",
    ),
    "input_unknown": Text(
        "{field} is not an input of this method. Its inputs are {expected}.",
        "{field} 不是该方法的输入项。输入项为：{expected}。",
    ),
    "input_not_quantity": Text(
        "{title} ({field}) must be a number with a unit, for example in {expected}.",
        "{title}（{field}）必须是带单位的数值，例如以 {expected} 为单位。",
    ),
    "input_choice": Text(
        '{title} ({field}): "{text}" is not one of {expected}.',
        "{title}（{field}）：“{text}”不在可选项中：{expected}。",
    ),
    "input_rows": Text(
        "{title} ({field}) has {rows} rows where {expected} has {expected_rows}. Give one value per row.",
        "{title}（{field}）有 {rows} 行，而 {expected} 有 {expected_rows} 行，请逐行填写。",
    ),
    "input_basis": Text(
        "{title} ({field}) is given in {unit}, which does not go with {other} in {other_unit}. Expected {expected}.",
        "{title}（{field}）的单位 {unit} 与{other}的单位 {other_unit} 不匹配，应为 {expected}。",
    ),
    "input_conditions": Text(
        "{title} ({field}) counts {counted} while {other} counts {other_counted}. Convert one of them first.",
        "{title}（{field}）按“{counted}”计量，而{other}按“{other_counted}”计量，请先统一换算。",
    ),
    "input_negative": Text(
        "{title} ({field}) is {value} {unit}; it cannot be negative.",
        "{title}（{field}）为 {value} {unit}，不能为负数。",
    ),
    "input_range": Text(
        "{title} ({field}) is {value} {unit}; physically possible is {minimum} to {maximum} {expected}.{hint}",
        "{title}（{field}）为 {value} {unit}，物理上可能的范围是 {minimum} 至 {maximum} {expected}。{hint}",
    ),
    "hint_percent_as_fraction": Text(
        " It looks like a share written without percent: {value} with unit 1, or {percent} with unit %.",
        "疑似以小数填写百分数：应为 {value}（单位 1）或 {percent}（单位 %）。",
    ),
    "hint_factor": Text(
        " It would fit if it were {factor} times {direction}: check the unit ({pair}).",
        "若数值{direction} {factor} 倍则合理，请核对单位（{pair}）。",
    ),
    "constraint": Text(
        "{title}: {rule} does not hold ({shown}). {advice}", "{title}：不满足 {rule}（{shown}）。{advice}"
    ),
    "input_default": Text(
        "{title} ({field}) was not reported; the default {value} was used ({source}).",
        "未填报{title}（{field}），已采用缺省值 {value}（{source}）。",
    ),
    "division_by_zero": Text(
        "{field}: the formula divides by zero with these inputs. Check {symbols}.",
        "{field}：按所填数值公式出现除以零，请检查 {symbols}。",
    ),
    # steam tables
    "steam_outside": Text(
        "{field}: {value} {unit} lies outside the steam table ({minimum} to {maximum} {unit}). "
        "Report a measured enthalpy instead.",
        "{field}：{value} {unit} 超出蒸汽热焓表范围（{minimum} 至 {maximum} {unit}），请填报实测焓值。",
    ),
    "steam_two_phases": Text(
        "{field}: between the printed states around {temperature} degC and {pressure} MPa water boils, so their "
        "enthalpies cannot be interpolated. Use the table of saturated steam, or report a measured enthalpy.",
        "{field}：{temperature} ℃、{pressure} MPa 附近的表列状态跨越汽水分界，不能内插。请使用饱和蒸汽表或填报实测焓值。",
    ),
    # declared results
    "trap_total": Text(
        "{field}: the declared total {declared} is not the sum of its {count} parts, {computed}.",
        "{field}：申报合计 {declared} 不等于其 {count} 个分项之和 {computed}。",
    ),
    "trap_shares": Text(
        "{field}: the shares add up to {total} %, not 100 % ({shares}). Correct them or add the missing component.",
        "{field}：各组分之和为 {total} %，不等于 100 %（{shares}）。请更正或补充缺失组分。",
    ),
    "trap_no_gwp": Text(
        "{field}: the declared {declared} t CO2e is the plain sum of the masses; no GWP was applied. "
        "With {gwp} it is {computed} t CO2e.",
        "{field}：申报的 {declared} t CO2e 是各气体质量直接相加，未乘以 GWP。按 {gwp} 应为 {computed} t CO2e。",
    ),
    "trap_known_slip": Text(
        "{field}: declared {declared}, computed {computed}. The difference is that of {cause}.",
        "{field}：申报 {declared}，核算 {computed}。差异符合：{cause}。",
    ),
    "trap_difference": Text(
        "{field}: declared {declared}, computed {computed} from the activity and the factors in force. "
        "Correct the activity, or leave the result to the platform.",
        "{field}：申报 {declared}，按活动数据和有效因子核算为 {computed}。请更正活动数据，或以平台核算结果为准。",
    ),
    # factors and GWP
    "factor_lapsed": Text(
        "No emission factor for {key} in {year} in set {sets} (it covers {first}-{last}). "
        "Choose a later set in monitoring plan, section 3.",
        "因子集 {sets} 中没有 {key}在 {year} 年的数值（其覆盖 {first}-{last} 年）。"
        "请在数据质量控制方案第 3 节选择较新的因子集。",
    ),
    "factor_not_yet": Text(
        "No emission factor for {key} in {year} in set {sets} (it covers {first}-{last}). "
        "Choose an earlier set in monitoring plan, section 3.",
        "因子集 {sets} 中没有 {key}在 {year} 年的数值（其覆盖 {first}-{last} 年）。"
        "请在数据质量控制方案第 3 节选择较早的因子集。",
    ),
    "factor_unlisted": Text(
        "No emission factor for {key} in {year}: {sets} does not list it. "
        "Choose another set in monitoring plan, section 3, or report a measured value with its evidence.",
        "没有 {key}在 {year} 年的数值：{sets} 未收录此项。"
        "请在数据质量控制方案第 3 节选择其他因子集，或填报附证明材料的实测值。",
    ),
    "factor_rejected": Text(
        "No emission factor for {key} in {year} fits; {count} were looked at: {reasons}.",
        "没有适用于 {key}（{year} 年）的排放因子；已检查 {count} 个：{reasons}。",
    ),
    "factor_ambiguous": Text(
        "{count} emission factors for {key} in {year} have the same rank ({ids}). Withdraw all but one.",
        "{key} 在 {year} 年有 {count} 个同级排放因子（{ids}），请只保留一个。",
    ),
    "gwp_missing": Text(
        "GWP set {gwp} has no value for {gas}, so CO2e cannot be stated. Choose a set that covers it.",
        "GWP 集 {gwp} 没有 {gas} 的数值，无法给出 CO2e，请选择包含该气体的集合。",
    ),
    "gwp_zero": Text(
        "GWP set {gwp} gives {value} for {gas}; a GWP must be a positive number.",
        "GWP 集 {gwp} 中 {gas} 的数值为 {value}；GWP 必须为正数。",
    ),
    "gas_unknown": Text(
        '"{text}" is not a known gas. Known are {expected}.', "未知气体“{text}”。已知气体：{expected}。"
    ),
    "method_unknown": Text(
        'Method "{text}" is not known. {expected}',
        "未知核算方法“{text}”。{expected}",
    ),
    "rounding_unknown": Text(
        'Rounding rule "{text}" is not known. Known are {expected}.',
        "未知修约规则“{text}”。已知规则：{expected}。",
    ),
    "bulk_range": Text(
        "{field}: {count} values are outside the range of the exact bulk path (first at row {row}).",
        "{field}：{count} 个数值超出批量精确计算的范围（首个在第 {row} 行）。",
    ),
}
