"""What a person does about each kind of fault: one sentence, with the command or the page where it is done."""

from collections.abc import Sequence

from ingest.integrity.fault import Fault

SOUND = "文件、数据库和现行版本一致"

MEND = "运行 check_integrity --mend"
REBUILD = f"{MEND}（或 rebuild_figures）"
RESTORE = "从最近的备份里取回这个文件，或重新上传原件"
REREAD = "运行 reread 加这份文件的 SHA-256，确认差异后发布"
BY_HAND = "先运行 backup 留底，再到后台（/admin/）核对这一行"
WITHDRAW = f"{BY_HAND}；读者会看错时先撤回这份报告"

REMEDIES = {
    # the database
    "schema_behind": "运行 migrate（serve 启动时自动做）",
    "database_damaged": "停下网站，用 restore --force 恢复最近一份备份",
    "reference_broken": "停下网站，用 restore --force 恢复最近一份备份",
    "sequence_behind": MEND,
    # files
    "file_missing": RESTORE,
    "file_changed": RESTORE,
    "file_stray": f"{MEND}（移到 set-aside，不删除）",
    "size_wrong": f"{BY_HAND}；文件内容本身没有变",
    "path_of_another": BY_HAND,
    # what readers see
    "disclosure_without_current": f"{BY_HAND}，选定现行版本，或撤回",
    "current_of_another": WITHDRAW,
    "published_without_time": BY_HAND,
    "published_by_failed_job": WITHDRAW,
    "hidden_with_figures": REBUILD,
    "revision_without_sheets": REREAD,
    "revision_without_upload": "重新上传这一版的原件",
    "revision_gap": BY_HAND,
    "finding_of_another": REREAD,
    "upload_of_another": BY_HAND,
    "file_without_upload": "重新上传这个附加文件",
    "file_of_itself": BY_HAND,
    "sheet_of_no_file": REREAD,
    "upload_unused": "重新上传这个文件；它会接着原来的记录往下走",
    # readings
    "reading_missing": REREAD,
    "reading_unreadable": REREAD,
    "reading_version_differs": REREAD,
    "sheets_differ": REREAD,
    "pictured_differ": MEND,
    "correction_contradicted": "在复核页处理这处冲突",
    # jobs
    "job_without_file": "取消这个任务，重新上传原件",
    "job_of_another": "取消这个任务，重新上传原件",
    "file_held_twice": BY_HAND,
    "job_stuck": f"{MEND}；反复出现时看看读取进程是否在运行",
    "job_not_in_line": f"{MEND}；反复出现时看看读取进程是否在运行",
    "waiting_unreadable": "取消这个任务，重新上传原件",
    "joined_astray": "在这个任务的页面拆开，再重新并入",
    "job_without_revision": "重新上传这个文件",
    "duplicate_of_nothing": "取消这个任务，重新上传原件",
    "reread_of_nothing": "取消这个任务",
    # names
    "department_without_name": "在部门页面补上名称",
    "department_slug_clash": BY_HAND,
    "name_key_differs": BY_HAND,
    "name_of_two": "在部门页面确认这个名称属于哪个部门",
    "region_unknown": BY_HAND,
    "region_parent_differs": BY_HAND,
    # what follows from the rest
    "figures_differ": REBUILD,
    "scorecard_missing": REBUILD,
    "scorecard_differs": REBUILD,
    "across_findings_differ": REBUILD,
    "board_lines_differ": REBUILD,
    "report_lines_differ": REBUILD,
    "check_tallies_differ": REBUILD,
    "across_findings_unreadable": REREAD,
    "revision_unreadable": REREAD,
    "finding_keys_differ": REREAD,
    "search_differs": REBUILD,
    "search_index_damaged": REBUILD,
    "search_unreadable": REREAD,
    # what people said
    "correction_without_cell": "在复核页撤销这处更正，或改到正确的格",
    "reply_to_nothing": "在后台改正说明所指的核对结果，或删去",
    "report_of_nothing": "在后台改正报错所指的数字，或删去",
}


def said(fault: Fault) -> str:
    return f"{fault.kind}　{fault.subject}　{fault.message}"


def lines(found: Sequence[Fault]) -> list[str]:
    """Each fault, then once for each kind what to do about it, then how many."""
    kinds = dict.fromkeys(fault.kind for fault in found)
    return [
        *map(said, found),
        *(f"怎么办　{kind}：{REMEDIES[kind]}。" for kind in kinds),
        f"{len(found)} 处问题" if found else SOUND,
    ]
