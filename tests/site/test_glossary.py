"""The report's own explanations: where its prose uses them, and that none stands twice."""

import pytest

from disclosures.models import Passage, Term
from disclosures.pages.glossary import glossary
from disclosures.pages.sections import linked


def words(*entries: tuple[str, str]):
    return glossary(
        [Term(position=place, name=name, text=text) for place, (name, text) in enumerate(entries)]
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("基本支出与项目支出", '<a class="term" href="#mc0">基本支出</a>与项目支出'),
        ("基本支出，基本支出", '<a class="term" href="#mc0">基本支出</a>，基本支出'),
        ("“三公”经费 & 其他", '“<a class="term" href="#mc1">三公”经费</a> &amp; 其他'),
        ("机关运行经费支出", '<a class="term" href="#mc3">机关运行经费支出</a>'),
        ("机关运行经费", '<a class="term" href="#mc2">机关运行经费</a>'),
        ("没有解释的词", "没有解释的词"),
    ],
)
def test_the_first_use_of_an_explained_word_leads_to_its_explanation(text, shown):
    own = words(
        ("基本支出", "为保障运转"),
        ("“三公”经费", "三项"),
        ("机关运行经费", "公用"),
        ("机关运行经费支出", "支出"),
        ("没有解释的词", ""),
    )
    assert linked(text, {}, own) == shown


def test_a_word_is_marked_once_in_a_section_and_amounts_stay_links():
    known: set[str] = set()
    own = words(("基本支出", "为保障运转"))
    assert linked("基本支出1,486.35万元", {1_486_350_000: "#cell"}, own, known) == (
        '<a class="term" href="#mc0">基本支出</a><a class="num" href="#cell">1,486.35</a>万元'
    )
    assert linked("基本支出", {}, own, known) == "基本支出"


@pytest.mark.parametrize(("more", "whole"), [("", True), ("另有一段不属于任何名词的说明文字", False)])
def test_the_printed_part_is_left_out_only_where_the_entries_say_all_of_it(more, whole):
    own = words(("基本支出", "指为保障机构正常运转而发生的支出"))
    printed = [{"text": "一、基本支出：指为保障机构正常运转而发生的支出"}] + (
        [{"text": more}] if more else []
    )
    assert own.stands_for([Passage(part=5, paragraphs=printed)]) is whole


def test_the_blocks_of_a_report_lead_to_its_own_explanations(qingshan, get):
    for place, name in enumerate(("“三公”经费", "基本支出", "项目支出", "其他")):
        Term.objects.create(
            revision=qingshan.current, position=place, name=name, text="解释" if place != 2 else ""
        )
    html = get("/o/420107-government-office/2023/")
    composition = html.partition('id="goucheng"')[2].partition("</section>")[0]
    public = html.partition('id="sangong"')[2].partition("</section>")[0]
    assert '<a class="term" href="#mc1">基本支出</a>' in composition
    assert ">项目支出</a>" not in composition  # the report names it and explains nothing
    assert '<a class="term" href="#mc0">“三公”经费</a>' in public
