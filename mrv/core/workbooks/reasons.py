"""Why a workbook is not read, by the codes the reading process answers with (catalogue B33, B34)."""

from mrv.accounting.messages import Text

REASONS: dict[str, Text] = {
    "entries": Text("{count} entries, at most {limit} are read", "共有 {count} 个条目，最多读取 {limit} 个"),
    "inflated": Text("more than {limit} MB when unpacked", "解压后超过 {limit} MB"),
    "outside": Text("an entry points outside of the file", "有条目指向文件之外"),
    "link": Text("an entry is a link", "有条目是链接"),
    "nested": Text("it contains another archive or a program", "内含其他压缩包或程序"),
    "ratio": Text("compressed more than {limit} times", "压缩比超过 {limit} 倍"),
    "columns": Text("cells beyond column ZZ", "有单元格超出 ZZ 列"),
    "memory": Text("it needs too much memory", "所需内存过大"),
    "zip": Text("the zip is broken", "压缩包已损坏"),
    "seconds": Text("it takes longer than {limit} s to read", "读取时间超过 {limit} 秒"),
    "stopped": Text("the reader stopped at its limits", "读取程序达到限制而停止"),
    "fault": Text("the reader says: {fault}", "读取程序报告：{fault}"),
}
