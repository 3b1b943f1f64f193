"""Why a file could not be read: a closed list of reason codes, each with a message for people."""

from enum import StrEnum


class Reason(StrEnum):
    EMPTY_FILE = "empty_file"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_A_PDF = "not_a_pdf"
    WRONG_KIND = "wrong_kind"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    UNSAFE = "unsafe"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    NO_VALUES = "no_values"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    NOT_A_REPORT = "not_a_report"
    BUDGET_NOT_ACCOUNTS = "budget_not_accounts"
    THREE_PUBLIC_NOTICE = "three_public_notice"
    GOVERNMENT_SUMMARY = "government_summary"
    NO_STATEMENTS = "no_statements"
    AMBIGUOUS_LAYOUT = "ambiguous_layout"
    NOT_FOUND = "not_found"
    NO_REPORTS = "no_reports"


MESSAGES: dict[Reason, str] = {
    Reason.EMPTY_FILE: "文件是空的，没有可读的内容。",
    Reason.UNKNOWN_FORMAT: "不支持这种文件格式；可以上传 PDF、DOCX、XLSX、XLS、HTML、TXT 或 MD 文件。",
    Reason.NOT_A_PDF: "文件名是 .pdf，内容却不是 PDF。",
    Reason.WRONG_KIND: "文件内容与扩展名不符；请确认文件没有问题，改用正确的扩展名后再上传。",
    Reason.ENCRYPTED: "文件有密码保护，无法读取；请上传未加密的文件。",
    Reason.MACROS: "文件含有宏，没有打开；请另存为不含宏的文件后再上传。",
    Reason.UNSAFE: "文件内部有可能造成危害的内容，没有打开。",
    Reason.DAMAGED: "文件已损坏，无法可靠读取；请重新下载后再上传。",
    Reason.TOO_LARGE: "文件超过大小上限。",
    Reason.TOO_MANY_PAGES: "文件页数或工作表数超过上限。",
    Reason.NO_VALUES: "有公式没有保存计算结果，无法知道是多少；请在表格软件中打开、重新计算并保存后再上传。",
    Reason.TIMED_OUT: "读取超时，已停止；文件可能有问题。",
    Reason.OUT_OF_MEMORY: "读取所需内存超过上限，已停止；文件可能有问题。",
    Reason.CRASHED: "读取时程序意外中止；文件可能有问题。",
    Reason.NOT_A_REPORT: "这不是部门决算公开报告：没有找到部门决算的标题或说明。",
    Reason.BUDGET_NOT_ACCOUNTS: "这是部门预算，不是部门决算。",
    Reason.THREE_PUBLIC_NOTICE: "这是“三公”经费的单独公开说明，不是部门决算。",
    Reason.GOVERNMENT_SUMMARY: "这是一级政府的财政收支或决算汇总，不是一个部门的决算。",
    Reason.NO_STATEMENTS: "没有找到任何决算表或决算说明。",
    Reason.AMBIGUOUS_LAYOUT: "无法确定表格版式。",
    Reason.NOT_FOUND: "找不到文件。",
    Reason.NO_REPORTS: "文件夹里没有可读的报告文件。",
}


class ReadError(Exception):
    """A file that cannot be read as a report. ``detail`` says where and what, in Chinese, if known."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(MESSAGES[reason] + (f"（{detail}）" if detail else ""))
