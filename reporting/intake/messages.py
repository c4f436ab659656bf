"""Every sentence intake can say about a file, a body or a row, in English and Chinese, by code."""

from mrv.accounting.messages import Text

MESSAGES: dict[str, Text] = {
    # rows
    "facility_other": Text(
        "Facility {value} is not the facility of this report ({expected}). Remove the row or use the other report.",
        "设施 {value} 不是本报告的设施（{expected}）。请删除该行，或在对应设施的报告中填报。",
    ),
    "stream_missing": Text(
        "The source stream is missing. Known streams: {expected}.",
        "缺少源流。可用源流：{expected}。",
    ),
    "stream_unknown": Text(
        "Source stream {value} is not in the monitoring plan. Known streams: {expected}.",
        "数据质量控制方案中没有源流 {value}。可用源流：{expected}。",
    ),
    "stream_method_unknown": Text(
        "The method {value} of this stream is not known to the engine. Ask the authority to correct the plan.",
        "该源流的核算方法 {value} 不在方法库中，请联系主管部门修正方案。",
    ),
    "parameter_unknown": Text(
        "Parameter {value} is not reported for this stream. Expected one of: {expected}.",
        "该源流不填报参数 {value}，应为：{expected}。",
    ),
    "month_invalid": Text(
        'Month "{value}" is not a month. Write 1 to 12, or leave it blank for the whole year.',
        "月份“{value}”无效。请填写 1 至 12，全年数据请留空。",
    ),
    "quantity_negative": Text(
        "The quantity is {value}; it cannot be negative. Report deliveries out under their own parameter.",
        "数量为 {value}，不能为负数。外供量请按对应参数单独填报。",
    ),
    "quantity_too_large": Text(
        "The quantity {value} is larger than any facility can report (10^18). Check the unit.",
        "数量 {value} 超出任何设施可能填报的范围（10^18），请核对单位。",
    ),
    "code_unknown": Text(
        '"{value}" is not known here. Expected one of: {expected}.',
        "“{value}”无法识别，应为：{expected}。",
    ),
    "uncertainty_range": Text(
        "The uncertainty is {value}; state half the 95 % interval in percent of the quantity, 0 to 1000.",
        "不确定性为 {value}；请填写 95% 置信区间半宽占数量的百分比，0 至 1000。",
    ),
    "row_duplicate": Text(
        "The same stream, parameter and month stand in row {first} already. Keep one of the two rows.",
        "同一源流、参数和月份已在第 {first} 行填报，请只保留一行。",
    ),
    "text_too_long": Text(
        "The text has {length} characters; at most {limit} are kept. Shorten it.",
        "文本共 {length} 个字符，最多 {limit} 个，请缩短。",
    ),
    "text_character": Text(
        "The text contains a character that cannot be shown ({value}). Delete it or type the text anew.",
        "文本含有不可显示的字符（{value}），请删除或重新输入。",
    ),
    "too_many_rows": Text(
        "There are {count} rows; at most {limit} are accepted at once. Split the data.",
        "共 {count} 行，一次最多 {limit} 行，请拆分。",
    ),
    "more_problems": Text(
        "{count} further problems are not listed. Correct these first.",
        "另有 {count} 处问题未列出，请先更正以上问题。",
    ),
    "no_rows": Text(
        "There are no data rows. Fill in at least one row below the header.",
        "没有数据行。请在表头下至少填写一行。",
    ),
    # JSON bodies
    "json_malformed": Text(
        "The body is not JSON: {reason}. Send a JSON object with a list of rows.",
        "请求体不是有效的 JSON：{reason}。请提交包含 rows 列表的 JSON 对象。",
    ),
    "json_shape": Text(
        "Expected {expected} here, found {found}.",
        "此处应为{expected}，实际为 {found}。",
    ),
    "json_field_unknown": Text(
        "{value} is not a field of a row. Fields: {expected}.",
        "{value} 不是行的字段。字段为：{expected}。",
    ),
    "json_field_missing": Text(
        "The field {value} is missing.",
        "缺少字段 {value}。",
    ),
    "json_duplicate_key": Text(
        "The key {value} stands twice in one object. Send it once.",
        "键 {value} 在同一对象中重复出现，请只提交一次。",
    ),
    "json_number": Text(
        'A quantity must be sent as a decimal string, not as a JSON number, which loses digits. Write "12.5".',
        '数量必须以十进制字符串提交（JSON 数字会丢失位数），请写成 "12.5"。',
    ),
    # files
    "not_a_draft": Text(
        "The report is no longer a draft, so the file was not read into it. Open a corrected version first.",
        "报告已不是草稿，文件未导入。请先开立更正版本。",
    ),
    "file_empty": Text("The file is empty.", "文件为空。"),
    "file_too_large": Text(
        "The file has {size} MB; at most {limit} MB are accepted.",
        "文件大小为 {size} MB，最大允许 {limit} MB。",
    ),
    "file_type": Text(
        "This is not a file of the activity template ({found}). Upload .xlsx or .csv.",
        "该文件不是活动数据模板文件（{found}）。请上传 .xlsx 或 .csv。",
    ),
    "file_encoding": Text(
        "The text is neither UTF-8 nor GB18030. Save the file as “CSV UTF-8”.",
        "文件编码既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8”。",
    ),
    "file_header": Text(
        "No header row was found in the first {limit} rows. Use the template; its columns are {expected}.",
        "前 {limit} 行中未找到表头。请使用模板，列名为：{expected}。",
    ),
    "file_header_twice": Text(
        "The column {value} stands twice in the header. Keep one.",
        "表头中列“{value}”重复，请只保留一列。",
    ),
    "file_header_unknown": Text(
        "The column “{value}” is not part of the template. Delete it; the columns are {expected}.",
        "列“{value}”不属于模板，请删除。列名为：{expected}。",
    ),
    "file_header_again": Text(
        "The header stands here a second time. Delete the row.",
        "此处重复出现表头，请删除该行。",
    ),
    "file_row_length": Text(
        "The row has {count} cells, the header has {expected}. A thousands separator or an unquoted comma?",
        "该行有 {count} 个单元格，而表头有 {expected} 个。是否含有千位分隔符或未加引号的逗号？",
    ),
    "file_nul": Text("The file contains NUL characters; it is not text.", "文件含有 NUL 字符，不是文本文件。"),
    "file_quote": Text(
        "A quotation mark is opened and never closed from here on.",
        "自此处起引号未闭合。",
    ),
    "workbook_damaged": Text(
        "The workbook cannot be read: {reason}. Open it in a spreadsheet program and save it again as .xlsx.",
        "无法读取工作簿：{reason}。请用电子表格软件打开并另存为 .xlsx。",
    ),
    "workbook_too_complex": Text(
        "The file is too complex to be read safely ({reason}). Copy the data into a fresh template.",
        "文件过于复杂，无法安全读取（{reason}）。请将数据复制到新模板中。",
    ),
    "workbook_encrypted": Text(
        "The workbook is protected with a password. Remove the protection and upload it again.",
        "工作簿已加密，请取消密码保护后重新上传。",
    ),
    "workbook_macros": Text(
        "The workbook contains macros. Save it as .xlsx without macros.",
        "工作簿含有宏，请另存为不含宏的 .xlsx。",
    ),
    "workbook_sheet": Text(
        "There is no sheet “{expected}” (found: {found}). Use the template.",
        "缺少工作表“{expected}”（现有：{found}），请使用模板。",
    ),
    "template_version": Text(
        "The workbook was made from template version {found}; this platform reads version {expected}. "
        "Download the template again.",
        "该工作簿由模板版本 {found} 生成，平台读取版本 {expected}。请重新下载模板。",
    ),
    "template_facility": Text(
        "The workbook was made for facility {found}, this report is for {expected}.",
        "该工作簿对应设施 {found}，而本报告对应 {expected}。",
    ),
    "template_year": Text(
        "The workbook was made for {found}, this report is for {expected}.",
        "该工作簿对应年度 {found}，而本报告对应年度 {expected}。",
    ),
    "cell_formula": Text(
        "The cell holds a formula without a stored value. Replace it by the number.",
        "单元格为公式且没有保存结果，请改填数值。",
    ),
}
