"""Whose accounts: region, department, year and scope, from captions, cover, headings and 单位构成."""

from pathlib import Path

import pytest

from disclosures.statements import State, Statement
from ingest.parsing.errors import ReadError, Reason
from ingest.parsing.facts import Outcome, RegionRead, Scope, Severity, StatementRead
from ingest.parsing.identity import Identity, read_identity, require_accounts
from ingest.parsing.pages import Line, Page
from tests.conftest import SHARED, leave_out


def pages(*lines: str) -> tuple[Page, ...]:
    return (Page(None, tuple(Line(text) for text in lines)),)


def statement(department="", scope=None, year=None) -> StatementRead:
    return StatementRead(
        Statement.SUMMARY, "01", "", "", State.AMOUNTS, department=department, scope=scope, year=year
    )


def identity(*lines: str, statements: tuple[StatementRead, ...] = ()) -> Identity:
    return read_identity(pages(*lines), statements)


def doubts(found: Identity) -> list[tuple[str, Outcome]]:
    return [(doubt.check, doubt.outcome) for doubt in found.doubts]


COMPOSED = "从单位构成看，本部门决算由纳入独立核算的单位本级决算组成。"


class TestDepartment:
    def test_the_name_in_the_statements_comes_first(self):
        found = identity(
            "2023年度青山区政府办部门决算公开", statements=(statement("武汉市青山区人民政府办公室（汇总）"),)
        )
        assert found.department == "武汉市青山区人民政府办公室"
        assert found.department_names == ("武汉市青山区人民政府办公室", "青山区政府办")

    @pytest.mark.parametrize(
        "caption", ["部门：武昌区财政局", "武昌区财政局(本级)", "武昌区 财政局 （ 汇总 ）"]
    )
    def test_captions_are_bared(self, caption):
        assert identity(statements=(statement(caption),)).department == "武昌区财政局"

    @pytest.mark.parametrize(
        "cover",
        [
            ("2024 年度武昌区财政局部门 决算公开", "2025 年 11 月 21 日"),
            ("武昌区", "财政局 2024 年度", "部门决算"),
            ("# 2024 年度武昌区财政局部门决算公开", "2025 年 9 月 29 日", "# 目 录"),
        ],
    )
    def test_the_cover_is_read_over_its_lines_and_never_its_date(self, cover):
        found = identity(*cover, "第一部分 概况")
        assert (found.department, found.fiscal_year) == ("武昌区财政局", 2024)

    @pytest.mark.parametrize(
        "cover", ["关于武昌区财政局2022年度部门决算的公开说明", "附件：武昌区财政局 2022 年度部门决算"]
    )
    def test_words_before_the_name_are_none_of_it(self, cover):
        found = identity(cover, "第一部分 概况")
        assert (found.department, found.fiscal_year) == ("武昌区财政局", 2022)

    def test_a_wrapped_heading_gives_name_and_year(self):
        found = identity(
            "第一部分 武昌区财政局（区国资", "局）概况", "第二部分 武昌区财政局 2023 年度部", "门决算表"
        )
        assert found.department == "武昌区财政局（区国资局）"
        assert found.department_names == ("武昌区财政局（区国资局）", "武昌区财政局")
        assert found.fiscal_year == 2023

    def test_every_form_of_the_name_is_kept_but_no_half_of_one(self):
        found = identity(
            "第一部分 武昌区财政局概况",
            "从单位构成看，区财政局部门决算由单位本级决算组成。",
            "部门名称：武汉市武昌区财政局 填报日期：20240930",
            "单位名称 武汉市武昌区财",
            "部门名称\t\t武昌区财政\t",
        )
        assert found.department_names == ("武昌区财政局", "区财政局", "武昌区财政", "武汉市武昌区财政局")

    @pytest.mark.parametrize(
        "heading",
        ["第一部分 部门概况", "第一部分 上海市 XX 局概况", "第三部分 部门名称 2024 年度部门决算情况说明"],
    )
    def test_a_placeholder_is_no_name(self, heading):
        found = identity(heading)
        assert found.department == "" and found.department_names == ()
        assert ("ID_DEPARTMENT", Outcome.NOT_CHECKABLE) in doubts(found)

    def test_statements_that_disagree_are_a_doubt(self):
        reads = (statement("武昌区财政局"), statement("武昌区教育局"), statement("武昌区财政局"))
        found = identity(statements=reads)
        assert found.department == "武昌区财政局"
        assert ("ID_DEPARTMENT", Outcome.FAIL) in doubts(found)


class TestRegion:
    def test_it_follows_the_department(self):
        found = identity(statements=(statement("武汉市青山区人民政府办公室"),))
        assert found.region == RegionRead("420107", "武汉市青山区")

    def test_another_form_of_the_name_names_the_city(self):
        found = identity("部门名称：武汉市青山区财政局", statements=(statement("青山区财政局"),))
        assert found.region == RegionRead("420107", "武汉市青山区")

    def test_the_text_or_the_telephone_tells_namesakes_apart(self):
        caption = statement("普陀区财政局")
        assert identity("咨询电话：021-52560000", statements=(caption,)).region == RegionRead(
            "310107", "上海市普陀区"
        )
        assert identity("按照舟山市的要求", statements=(caption,)).region == RegionRead(
            "330903", "舟山市普陀区"
        )

    def test_namesakes_without_a_sign_stay_open(self):
        found = identity("咨询电话：52560000", statements=(statement("普陀区财政局"),))
        assert found.region is None
        (doubt,) = [doubt for doubt in found.doubts if doubt.check == "ID_REGION"]
        assert "上海市普陀区、舟山市普陀区" in doubt.message and doubt.severity is Severity.WARNING

    def test_a_district_that_does_not_exist_is_not_replaced_by_its_city(self):
        found = identity(
            "中共武汉市云台区委的工作要求", "武汉市", statements=(statement("云台区水务和湖泊局"),)
        )
        assert found.region is None
        assert [doubt.found for doubt in found.doubts if doubt.check == "ID_REGION"] == ["云台区"]

    def test_a_name_without_a_region_leaves_it_to_the_next(self):
        found = identity("第一部分 中共武昌区委办公室概况", statements=(statement("区委办公室"),))
        assert found.region == RegionRead("420106", "武汉市武昌区")

    def test_another_district_elsewhere_is_a_contradiction(self):
        found = identity("2023年度洪山区财政局部门决算", "第一部分", statements=(statement("武昌区财政局"),))
        assert found.region == RegionRead("420106", "武汉市武昌区")
        assert ("ID_REGION", Outcome.FAIL) in doubts(found)


class TestYear:
    def test_the_titles_of_the_statements_come_first(self):
        found = identity("2024年度武昌区财政局部门决算", "第一部分", statements=(statement(year=2023),))
        assert found.fiscal_year == 2023
        assert ("ID_YEAR", Outcome.FAIL) in doubts(found)

    def test_the_day_of_publication_is_never_the_year(self):
        found = identity("武昌区财政局部门决算", "2025 年 11 月 21 日", "第一部分 武昌区财政局概况")
        assert found.fiscal_year is None
        assert ("ID_YEAR", Outcome.NOT_CHECKABLE) in doubts(found)

    def test_the_narrative_is_the_last_to_be_asked(self):
        assert identity("2024 年度收、支总计均为 1,365.84 万元。").fiscal_year == 2024


class TestScope:
    @pytest.mark.parametrize("scope", list(Scope))
    def test_the_statements_decide(self, scope):
        assert identity(statements=(statement(scope=scope),)).scope is scope

    @pytest.mark.parametrize(
        ("sentence", "scope"),
        [
            ("从单位构成看，武昌区财政局部门决算由纳入独立核算的单位本级决算组成。", Scope.OWN),
            ("从决算构成单位来看，本部门决算由纳入独立核算的单位本级决算组成。", Scope.OWN),
            (
                "从单位构成看，本部门决算由实行独立核算的武昌区财政局本级决算和 2 个下属单位决算组成。",
                Scope.CONSOLIDATED,
            ),
            (
                "从单位构成看，本部门决算由实行独立核算的武昌区财政局本级决算和0个下属单位决算组成。",
                Scope.OWN,
            ),
            ("从单位构成看，本部门决算由本级决算和三个所属事业单位决算组成。", Scope.CONSOLIDATED),
            ("从预算单位构成看，本部门决算包括：本级决算、下属行政事业单位决算。", Scope.CONSOLIDATED),
            ("本部门无下属单位。", Scope.OWN),
        ],
    )
    def test_else_the_composition(self, sentence, scope):
        assert identity(sentence).scope is scope

    def test_a_sentence_over_several_lines(self):
        found = identity("从单位构成看，本部", "", "门决算由本级决算", "和 12 个下属单位决算组", "成。")
        assert found.scope is Scope.CONSOLIDATED

    def test_statements_that_contradict_each_other_leave_it_open(self):
        found = identity(statements=(statement(scope=Scope.OWN), statement(scope=Scope.CONSOLIDATED)))
        assert found.scope is None
        assert ("ID_SCOPE", Outcome.FAIL) in doubts(found)

    def test_a_composition_that_differs_is_only_noted(self):
        found = identity(COMPOSED, statements=(statement(scope=Scope.CONSOLIDATED),))
        assert found.scope is Scope.CONSOLIDATED
        assert [doubt.severity for doubt in found.doubts if doubt.check == "ID_SCOPE"] == [Severity.INFO]

    def test_nothing_said_is_a_doubt(self):
        found = identity("第一部分 武昌区财政局概况")
        assert found.scope is None
        assert ("ID_SCOPE", Outcome.NOT_CHECKABLE) in doubts(found)


class TestKind:
    def test_accounts_are_let_through(self):
        require_accounts(
            pages("2023年度武昌区财政局部门决算公开", "一、收入支出决算总表", "五、部门预算项目绩效情况")
        )

    def test_a_narrative_alone_is_let_through(self):
        require_accounts(pages("武昌区财政局 2023 年度部门决算", "一、收入支出决算总体情况说明"))

    @pytest.mark.parametrize(
        "lines",
        [
            ("2026年武昌区财政局部门预算公开", "一、部门收支总表", "比2024年部门决算增加3万元。"),
            (
                "第二部分 2026年部门预算表",
                "一、收支预算总表",
                "二、收入预算总表",
                "与2024年度部门决算相比",
                "收入支出决算总表",
            ),
        ],
    )
    def test_a_budget_is_refused_although_it_speaks_of_accounts(self, lines):
        with pytest.raises(ReadError) as refused:
            require_accounts(pages(*lines))
        assert refused.value.reason is Reason.BUDGET_NOT_ACCOUNTS

    @pytest.mark.parametrize(
        "lines",
        [
            (),
            ("关于召开座谈会的通知",),
            ("区财政局召开部门决算编报工作会议", "会议要求各单位认真编报。"),
        ],
    )
    def test_other_texts_are_refused(self, lines):
        with pytest.raises(ReadError) as refused:
            require_accounts(pages(*lines))
        assert refused.value.reason is Reason.NOT_A_REPORT

    def test_a_unit_of_a_department_says_so(self):
        assert identity("武昌区第一中学 2023 年度单位决算", "第一部分").kind == "单位决算"


@pytest.mark.parametrize(
    ("name", "region", "year"),
    [
        ("hongshan-government-office-2023", "420111", 2023),
        ("qingshan-government-office-2020", "420107", 2020),
        ("qingshan-government-office-2023", "420107", 2023),
        ("qingshan-party-office-2024", "420107", 2024),
        ("wuchang-government-office-2024", "420106", 2024),
    ],
)
def test_real_reports_without_their_statements(name, region, year):
    """Cover, headings and forms alone give region and year, so a report of pictures is known too."""
    path: Path = SHARED / "reports" / f"{name}.txt"
    if not path.is_file():
        leave_out("real reports", "../shared/reports is not here")
    text = pages(*path.read_text("utf-8").splitlines())
    require_accounts(text)
    found = read_identity(text, ())
    assert found.region is not None and found.region.code == region
    assert found.fiscal_year == year
    assert found.scope is not None
