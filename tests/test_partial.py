"""Languages without rules of relations: description, structure, citations and goals are read, and that is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cebgraph.model.extraction import Extraction
from cebgraph.partial import as_figures
from cebgraph.pipeline import build_reports, process_document
from cebgraph.read import read_bytes
from cebgraph.spans import Span

CITED = ["A/RES/71/243", "A/RES/72/279", "A/RES/73/4", "S/RES/2388(2017)", "E/RES/2020/2", "A/DEC/75/553", "A/73/761"]
CITATIONS = {
    "fr": "1. Le Conseil rappelle la résolution 71/243 de l’Assemblée générale, les résolutions 72/279 et 73/4 de"
    " l'Assemblée générale, la résolution 2388 (2017) du Conseil de sécurité, la résolution 2020/2 du Conseil"
    " économique et social et la décision 75/553 de l’Assemblée générale, dans le document A/73/761.",
    "es": "1. La Junta recuerda la resolución 71/243 de la Asamblea General, las resoluciones 72/279 y 73/4 de la"
    " Asamblea General, la resolución 2388 (2017) del Consejo de Seguridad, la resolución 2020/2 del Consejo Económico"
    " y Social y la decisión 75/553 de la Asamblea General, en el documento A/73/761.",
    "ru": "1. Совет ссылается на резолюцию 71/243 Генеральной Ассамблеи, резолюции Генеральной Ассамблеи 72/279 и 73/4,"
    " резолюцию 2388 (2017) Совета Безопасности, резолюцию 2020/2 Экономического и Социального Совета и решение 75/553"
    " Генеральной Ассамблеи в документе A/73/761.",
    "ar": "1 - يشير المجلس إلى قرار الجمعية العامة 71/243 وقراري الجمعية العامة ٧٢/٢٧٩ و \u200f٧٣/٤ وقرار مجلس الأمن"
    " 2388 (2017) وقرار المجلس الاقتصادي والاجتماعي 2020/2 ومقرر الجمعية العامة 75/553 في الوثيقة A/73/761.",
}
GOALS = {
    "fr": "1. Pour les objectifs de développement durable 6 et 13, l’ODD 10 et la cible 5.a, dans le système.",
    "es": "1. Para los Objetivos de Desarrollo Sostenible 6 y 13, el ODS 10 y la meta 5.a, en el sistema.",
    "ru": "1. Для достижения целей 6 и 13 в области устойчивого развития, ЦУР 10 и задачи 5.a в системе.",
    "ar": "1 - من أجل الهدفين المذكورين، الأهداف 6 و 13 من أهداف التنمية المستدامة، وهدف التنمية"
    " المستدامة 10 والغاية 5.a.",
}


def extraction(text: str) -> Extraction:
    return process_document(read_bytes(f"{text}\n".encode(), "a.txt"))


def quoted(found: Extraction) -> dict[str, str]:
    blocks = {block.id: block for block in found.report.blocks}
    return {one.thing: one.span.of(blocks[one.block].text) for one in found.mentions}


@pytest.mark.parametrize("language", CITATIONS)
def test_documents_are_cited_in_every_language(language: str) -> None:
    found = extraction(CITATIONS[language])
    assert found.report.source.language == language
    assert sorted(quoted(found)) == sorted(f"document/{symbol}" for symbol in CITED)


@pytest.mark.parametrize("language", GOALS)
def test_goals_are_named_in_every_language(language: str) -> None:
    things = sorted(thing.rpartition("/")[2] for thing in quoted(extraction(GOALS[language])))
    assert things == ["10", "13", "5.a", "6"]


@pytest.mark.parametrize("language", CITATIONS)
def test_a_report_that_is_read_in_part_says_so_and_makes_a_graph(language: str) -> None:
    layout = read_bytes(CITATIONS[language].encode(), "a.txt")
    assert ["read in part" in notice for notice in layout.notices] == [True]
    built = build_reports([layout])
    assert built.validation is not None
    assert built.validation.conforms
    assert [found.code for found in built.extractions[0].diagnostics] == ["reading"]


def test_a_text_from_right_to_left_maps_back_exactly() -> None:
    found = extraction(CITATIONS["ar"])
    assert quoted(found)["document/A/RES/72/279"] == "قراري الجمعية العامة ٧٢/٢٧٩"
    assert quoted(found)["document/A/RES/73/4"] == "٧٣/٤"
    (paragraph,) = found.report.blocks
    for mention in found.mentions:
        source = paragraph.view.to_source(mention.span)
        assert source.of(found.report.source.text) == mention.span.of(paragraph.text)


@given(st.text(alphabet=st.sampled_from("قرار ٧١/٢٤٣ \u200f\u202b\u064e\ufefb\ufb01Aa1"), min_size=1))
def test_every_character_of_what_is_read_maps_back(text: str) -> None:
    view = as_figures(text)
    for at in range(len(view.text)):
        source = view.to_source(Span(at, at + 1))
        assert view.text[at] in as_figures(source.of(text)).text


MASTHEADS = {
    "fr": ("Nations Unies", "Conseil économique et social", "1er mars 2021", "Rapport annuel"),
    "es": ("Naciones Unidas", "Consejo Económico y Social", "1 de marzo de 2021", "Informe anual"),
    "ru": ("Организация Объединенных Наций", "Экономический и Социальный Совет", "1 March 2021", "Ежегодный доклад"),
    "ar": ("الأمم المتحدة", "المجلس الاقتصادي والاجتماعي", "1 آذار/مارس 2021", "التقرير السنوي"),
}


@pytest.mark.parametrize("language", MASTHEADS)
def test_a_masthead_is_read_in_every_language(language: str) -> None:
    nations, organ, date, title = MASTHEADS[language]
    above = f"{nations}   E/2021/47\n{organ}   Distr.: General\n{date}\n\n{title}\n\n"
    report = extraction(above + CITATIONS[language]).report
    assert (report.source.language, report.symbol, report.date) == (language, "E/2021/47", "2021-03-01")
    assert report.title == title
