"""What is wrong with a table in a file: where, and the sentence in both languages."""

from dataclasses import dataclass

from mrv.accounting.errors import AccountingError
from mrv.accounting.messages import Text

SENTENCES: dict[str, Text] = {
    "file_empty": Text(
        "The file is empty. Download the table or its template and change a copy of it.",
        "文件为空。请下载现有数据表或模板，在其副本上修改。",
    ),
    "file_too_large": Text(
        "The file has {size} MB; at most {limit} MB are read. Split the file.",
        "文件大小为 {size} MB，最多读取 {limit} MB，请拆分文件。",
    ),
    "file_encoding": Text(
        "The file is neither UTF-8 nor GB18030 text nor a workbook. Save it as csv (UTF-8) or xlsx.",
        "文件既不是 UTF-8 或 GB18030 文本，也不是工作簿。请另存为 CSV（UTF-8）或 XLSX。",
    ),
    "file_kind": Text(
        "This is not a table ({found}). Save the table as csv (UTF-8) or xlsx.",
        "该文件不是数据表（{found}），请将数据表另存为 CSV（UTF-8）或 XLSX。",
    ),
    "file_encrypted": Text(
        "The workbook is protected with a password. Remove the protection and upload it again.",
        "工作簿已加密，请取消密码保护后重新上传。",
    ),
    "file_csv": Text(
        "Line {line}: the quotes of the csv do not close. Save the file anew as csv.",
        "第 {line} 行：CSV 的引号未闭合，请重新另存为 CSV。",
    ),
    "file_workbook": Text(
        "The workbook cannot be read ({reason}). Save a plain copy as xlsx or csv.",
        "无法读取工作簿（{reason}），请另存为普通的 XLSX 或 CSV。",
    ),
    "file_header": Text(
        "No header was found in the first 20 rows. It must name at least {expected}; known are {known}.",
        "前 20 行未找到表头。表头至少应包含 {expected}；可用列为 {known}。",
    ),
    "file_column": Text(
        'The column "{title}" is not known. Known are {known}.',
        "未知列“{title}”。可用列为 {known}。",
    ),
    "file_column_twice": Text(
        'The column "{title}" stands twice. Keep one of them.',
        "列“{title}”重复出现，请只保留一列。",
    ),
    "file_no_rows": Text("No row stands below the header.", "表头下没有数据行。"),
    "file_too_many_rows": Text(
        "The file has {count} rows; at most {limit} are read.", "文件有 {count} 行，最多读取 {limit} 行。"
    ),
    "row_length": Text(
        "The row has {count} cells, the header {expected}.", "该行有 {count} 个单元格，表头有 {expected} 个。"
    ),
    "missing": Text("{column} is empty. Fill it in.", "“{column}”为空，请填写。"),
    "too_long": Text(
        "{column} has {count} characters; at most {limit} are kept.",
        "“{column}”有 {count} 个字符，最多保留 {limit} 个。",
    ),
    "choice": Text(
        '{column}: "{text}" is not known. Expected one of {expected}.',
        "“{column}”：“{text}”无法识别，应为：{expected}。",
    ),
    "date": Text(
        '{column}: "{text}" is not a date. Write it as 2024-01-31.',
        "“{column}”：“{text}”不是日期，请写成 2024-01-31。",
    ),
    "unknown_code": Text(
        '{column}: there is no code "{text}". Take one from the codes of the template.',
        "“{column}”：没有代码“{text}”，请从模板的代码表中选取。",
    ),
    "two_ways": Text(
        "{column} is stated beside another way to the number (activity or notation key). Keep one of them.",
        "已填写“{column}”，同时又以活动数据或注释符号给出，请只保留一种。",
    ),
    "dates_reversed": Text(
        "The validity ends on {last}, before it begins on {first}. Swap or correct the days.",
        "有效期止于 {last}，早于其起始日 {first}，请更正。",
    ),
    "dimension": Text(
        "A {parameter} cannot be given in {unit}. Expected a unit such as {expected}.",
        "{parameter} 不能以 {unit} 为单位，应为 {expected} 等单位。",
    ),
    "range": Text(
        "{value} {unit} is outside of what a {parameter} can be (0 to {limit} {limit_unit}). Check value and unit.",
        "{value} {unit} 超出 {parameter} 的可能范围（0 至 {limit} {limit_unit}），请核对数值与单位。",
    ),
    "gas_missing": Text(
        "A {parameter} needs the gas it is of: CO2, CH4, N2O, CO2e ...",
        "{parameter} 须注明气体：CO2、CH4、N2O、CO2e 等。",
    ),
    "overlap": Text(
        "Rows {other} and {row} give two values of the same thing ({key}) for the same days, from {first}. "
        "End the first before the second begins, or tell them apart by place, sector or variant.",
        "第 {other} 行与第 {row} 行对同一对象（{key}）自 {first} 起给出了两个数值。"
        "请使前者在后者开始前失效，或以地域、行业、变体加以区分。",
    ),
}


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong. ``row`` is the row of the file; None for the file as a whole."""

    row: int | None
    column: str
    code: str
    text: Text


def problem(code: str, column: str = "", row: int | None = None, /, **params: object) -> FileProblem:
    """Build a problem; a Text among the parameters keeps both its languages."""
    texts = [
        SENTENCES[code].to(language).format(**{name: _in(value, language) for name, value in params.items()})
        for language in ("en", "zh")
    ]
    return FileProblem(row, column, code, Text(*texts))


def _in(value: object, language: str) -> str:
    return value.to(language) if isinstance(value, Text) else str(value)


def from_engine(error: AccountingError, column: str, row: int) -> list[FileProblem]:
    """What the accounting engine found, placed in a cell."""
    return [FileProblem(row, column, one.code, Text(one.text("en"), one.text("zh"))) for one in error.problems]
