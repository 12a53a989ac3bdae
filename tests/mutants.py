"""Mutants: a graph that conforms, broken in one small way each, and the shape that must catch it.

Each is a function from the triples of a graph to those of the broken one; `@breaks` names the shape. What the shapes
of properties catch is made for every property in the same way (`wrong_ends`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from cebgraph.iris import BASE, expand
from cebgraph.validate.shape_graph import Term

Graph = frozenset[Triple]
Mutation = Callable[[Graph], Graph]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way to break a graph."""

    name: str
    shape: str
    mutate: Mutation


MUTANTS: list[Mutant] = []


def breaks(shape: str) -> Callable[[Mutation], Mutation]:
    """Enter a mutation with the shape that must catch it."""

    def entered(mutate: Mutation) -> Mutation:
        MUTANTS.append(Mutant(mutate.__name__, shape, mutate))
        return mutate

    return entered


def name(compact: str) -> NamedNode:
    return NamedNode(expand(compact))


def thing(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def whole(number: int) -> Literal:
    return Literal(str(number), datatype=name("xsd:integer"))


CEB, HLCM, HLCP = thing("body/ceb"), thing("body/hlcm"), thing("body/hlcp")
GENEVA = thing("place/geneva")


def matching(graph: Graph, s: Term | None = None, p: str = "", o: Term | None = None) -> list[Triple]:
    found = (t for t in graph if (s is None or t.subject == s) and (o is None or t.object == o))
    return sorted((t for t in found if not p or t.predicate == name(p)), key=str)


def one_of(graph: Graph, kind: str) -> NamedNode:
    """Return a thing of a class that a report described."""
    found = [t.subject for t in matching(graph, p="rdf:type", o=name(kind)) if isinstance(t.subject, NamedNode)]
    return next(node for node in found if node.value.startswith((BASE, "http://metadata.un.org")))


def act(graph: Graph, predicate: str = "ceb:endorsed", *, told: bool = True) -> NamedNode:
    """Return a statement of an act, told as done or not."""
    for triple in matching(graph, p="rdf:predicate", o=name(predicate)):
        if bool(matching(graph, triple.subject, "ceb:status")) is not told:
            return triple.subject
    raise LookupError(predicate)


def proof(graph: Graph, statement: NamedNode) -> NamedNode:
    return value(graph, statement, "ceb:evidence")


def value(graph: Graph, s: Term, p: str) -> NamedNode:
    return matching(graph, s, p)[0].object


def without(graph: Graph, s: Term, p: str) -> Graph:
    return graph - set(matching(graph, s, p))


def with_(graph: Graph, s: Term, p: str, *objects: Term) -> Graph:
    return graph | {Triple(s, name(p), o) for o in objects}


def instead(graph: Graph, s: Term, p: str, *objects: Term) -> Graph:
    return with_(without(graph, s, p), s, p, *objects)


# Statements


@breaks("statement-class")
def a_statement_that_is_no_rdf_statement(g: Graph) -> Graph:
    return g - {Triple(act(g), name("rdf:type"), name("rdf:Statement"))}


@breaks("statement-subject")
def a_statement_without_a_subject(g: Graph) -> Graph:
    return without(g, act(g), "rdf:subject")


@breaks("statement-subject")
def a_statement_of_two_subjects(g: Graph) -> Graph:
    return with_(g, act(g), "rdf:subject", HLCM)


@breaks("statement-predicate")
def a_statement_without_a_predicate(g: Graph) -> Graph:
    return without(g, act(g), "rdf:predicate")


@breaks("statement-object")
def a_statement_of_two_objects(g: Graph) -> Graph:
    return with_(g, act(g), "rdf:object", HLCM)


@breaks("statement-evidence")
def a_statement_without_evidence(g: Graph) -> Graph:
    return without(g, act(g), "ceb:evidence")


@breaks("statement-evidence")
def evidence_that_is_no_annotation(g: Graph) -> Graph:
    return instead(g, act(g), "ceb:evidence", HLCM)


@breaks("statement-source")
def a_statement_without_a_source(g: Graph) -> Graph:
    return without(g, act(g), "prov:wasDerivedFrom")


@breaks("statement-rule")
def a_statement_that_no_rule_read(g: Graph) -> Graph:
    return without(g, act(g), "ceb:rule")


@breaks("statement-confidence")
def a_statement_without_confidence(g: Graph) -> Graph:
    return without(g, act(g), "ceb:confidence")


@breaks("statement-confidence")
def a_confidence_above_one(g: Graph) -> Graph:
    return instead(g, act(g), "ceb:confidence", Literal("1.5", datatype=name("xsd:decimal")))


@breaks("statement-confidence")
def a_confidence_in_words(g: Graph) -> Graph:
    return instead(g, act(g), "ceb:confidence", Literal("high"))


@breaks("statement-when")
def a_date_that_is_a_text(g: Graph) -> Graph:
    return instead(g, act(g), "ceb:when", Literal("last May"))


@breaks("statement-when")
def a_day_that_no_calendar_has(g: Graph) -> Graph:
    return instead(g, act(g), "ceb:when", Literal("2020-02-30", datatype=name("xsd:date")))


@breaks("statement-when")
def an_act_at_two_times(g: Graph) -> Graph:
    years = [Literal(year, datatype=name("xsd:gYear")) for year in ("2019", "2020")]
    return instead(g, act(g), "ceb:when", *years)


@breaks("statement-status")
def a_status_that_there_is_not(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:launched"), "ceb:status", Literal("perhaps"))


@breaks("statement-mode")
def a_mode_that_there_is_not(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:held"), "ceb:mode", Literal("by post"))


@breaks("statement-role")
def a_role_that_there_is_not(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:leads"), "ceb:role", Literal("friend"))


@breaks("statement-count")
def a_count_below_nothing(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:issued"), "ceb:count", whole(-1))


@breaks("statement-pinpoint")
def an_empty_pinpoint(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:pursuantTo"), "ceb:pinpoint", Literal(""))


@breaks("statement-regarding")
def an_act_that_regards_a_place(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:submitted"), "ceb:regarding", one_of(g, "ceb:Place"))


@breaks("statement-place")
def an_act_done_in_a_document(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:held"), "ceb:place", one_of(g, "ceb:Report"))


@breaks("statement-note")
def a_figure_of_two_things(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:figure"), "ceb:note", Literal("a"), Literal("b"))


@breaks("act-proponent")
def an_act_of_nobody(g: Graph) -> Graph:
    return without(g, act(g), "undo:hasProponent")


@breaks("act-semantics")
def an_act_of_two_meanings(g: Graph) -> Graph:
    return with_(g, act(g), "undo:hasSemantics", name("ceb-act:approval"))


@breaks("act-receiver")
def an_act_upon_nothing(g: Graph) -> Graph:
    return without(g, act(g), "undo:hasReceiver")


@breaks("act-has-meaning")
def an_endorsement_told_as_an_approval(g: Graph) -> Graph:
    return instead(g, act(g), "undo:hasSemantics", name("ceb-act:approval"))


@breaks("act-says-the-same")
def a_proponent_who_is_not_the_subject(g: Graph) -> Graph:
    return instead(g, act(g), "undo:hasProponent", HLCP)


@breaks("only-acts-are-relations")
def a_citation_told_as_an_act(g: Graph) -> Graph:
    cited = act(g, "dcterms:references")
    told = with_(g, cited, "rdf:type", name("undo:Relation"))
    told = with_(told, cited, "undo:hasSemantics", name("ceb-act:issuance"))
    told = with_(told, cited, "undo:hasProponent", value(g, cited, "rdf:subject"))
    return with_(told, cited, "undo:hasReceiver", value(g, cited, "rdf:object"))


@breaks("known-predicate")
def a_predicate_that_the_ontology_does_not_know(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:basedOn"), "rdf:predicate", name("ceb:inspiredBy"))


@breaks("qualifier-fits")
def a_role_in_an_endorsement(g: Graph) -> Graph:
    return with_(g, act(g), "ceb:role", Literal("lead"))


@breaks("qualifier-fits")
def a_mode_of_an_endorsement(g: Graph) -> Graph:
    return with_(g, act(g), "ceb:mode", Literal("virtual"))


@breaks("beyond-horizon")
def an_act_done_after_the_report_came_out(g: Graph) -> Graph:
    return instead(g, act(g), "ceb:when", Literal("2031-07", datatype=name("xsd:gYearMonth")))


@breaks("asserted-is-plain")
def a_fact_without_its_plain_triple(g: Graph) -> Graph:
    told = act(g)
    return g - set(matching(g, value(g, told, "rdf:subject"), "ceb:endorsed", value(g, told, "rdf:object")))


@breaks("planned-is-not-plain")
def a_plan_told_as_done(g: Graph) -> Graph:
    planned = (t.subject for t in matching(g, p="ceb:status", o=Literal("planned")))
    told = (Triple(*(value(g, one, f"rdf:{part}") for part in ("subject", "predicate", "object"))) for one in planned)
    return g | {next(triple for triple in told if triple not in g)}


@breaks("act-by-document")
def a_document_that_acts(g: Graph) -> Graph:
    return instead(g, act(g), "undo:hasProponent", one_of(g, "ceb:Report"))


@breaks("statement-ends-described")
def a_statement_of_something_unknown(g: Graph) -> Graph:
    return instead(g, act(g), "rdf:object", thing("document/nowhere"))


@breaks("no-act-upon-itself")
def a_body_that_endorses_itself(g: Graph) -> Graph:
    return with_(g, CEB, "ceb:endorsed", CEB)


@breaks("dangling")
def a_link_to_nothing(g: Graph) -> Graph:
    return with_(g, CEB, "org:memberOf", thing("body/nowhere"))


# Annotations


@breaks("annotation-body")
def words_that_are_of_nothing(g: Graph) -> Graph:
    return without(g, proof(g, act(g)), "oa:hasBody")


@breaks("annotation-target")
def an_annotation_without_words(g: Graph) -> Graph:
    return without(g, proof(g, act(g)), "oa:hasTarget")


@breaks("annotation-motivation")
def an_annotation_for_no_known_reason(g: Graph) -> Graph:
    return instead(g, proof(g, act(g)), "oa:motivatedBy", name("oa:bookmarking"))


def words(g: Graph) -> NamedNode:
    return value(g, proof(g, act(g)), "oa:hasTarget")


def selector(g: Graph, kind: str) -> NamedNode:
    return next(t.object for t in matching(g, words(g), "oa:hasSelector") if t.object.value.endswith(kind))


@breaks("target-source")
def words_that_stand_nowhere(g: Graph) -> Graph:
    return without(g, words(g), "oa:hasSource")


@breaks("target-selectors")
def words_without_selectors(g: Graph) -> Graph:
    return without(g, words(g), "oa:hasSelector")


@breaks("target-source-start")
def words_without_a_beginning_in_the_source(g: Graph) -> Graph:
    return without(g, words(g), "ceb:sourceStart")


@breaks("target-source-start")
def words_that_end_before_they_begin_in_the_source(g: Graph) -> Graph:
    return instead(g, words(g), "ceb:sourceStart", whole(10_000_000))


@breaks("target-source-end")
def an_end_in_the_source_below_nothing(g: Graph) -> Graph:
    return instead(g, words(g), "ceb:sourceEnd", whole(-5))


@breaks("quote-exact")
def an_empty_quote(g: Graph) -> Graph:
    return instead(g, selector(g, "quote"), "oa:exact", Literal(""))


@breaks("quote-is-text")
def a_quote_that_the_text_does_not_have(g: Graph) -> Graph:
    return instead(g, selector(g, "quote"), "oa:exact", Literal("首协会没有核可"))


@breaks("quote-is-text")
def a_quote_one_character_off(g: Graph) -> Graph:
    start = int(value(g, selector(g, "position"), "oa:start").value)
    return instead(g, selector(g, "position"), "oa:start", whole(start + 1))


@breaks("position-start")
def a_position_that_begins_behind_its_end(g: Graph) -> Graph:
    return instead(g, selector(g, "position"), "oa:start", whole(1_000_000))


@breaks("position-end")
def a_position_without_an_end(g: Graph) -> Graph:
    return without(g, selector(g, "position"), "oa:end")


@breaks("source-has-text")
def words_in_something_without_text(g: Graph) -> Graph:
    return instead(g, words(g), "oa:hasSource", CEB)


@breaks("body-described")
def words_that_name_something_unknown(g: Graph) -> Graph:
    return instead(g, proof(g, act(g)), "oa:hasBody", thing("document/nowhere"))


@breaks("evidence-is-own")
def the_evidence_of_another_statement(g: Graph) -> Graph:
    return instead(g, act(g), "ceb:evidence", proof(g, act(g, "ceb:developed")))


@breaks("evidence-in-source")
def a_source_that_the_evidence_does_not_stand_in(g: Graph) -> Graph:
    return instead(g, act(g), "prov:wasDerivedFrom", value(g, act(g, "ceb:figure"), "prov:wasDerivedFrom"))


@breaks("proof-is-quoted")
def proof_that_is_placed_but_not_quoted(g: Graph) -> Graph:
    return g - {Triple(words(g), name("oa:hasSelector"), selector(g, "quote"))}


# Parts of a report


@breaks("block-text")
def a_paragraph_of_two_texts(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Paragraph"), "ceb:text", Literal("又一文本", language="zh"))


@breaks("block-whole")
def a_paragraph_of_no_report(g: Graph) -> Graph:
    return without(g, one_of(g, "ceb:Paragraph"), "dcterms:isPartOf")


@breaks("document-distribution")
def a_document_of_two_distributions(g: Graph) -> Graph:
    return with_(
        g, one_of(g, "ceb:Framework"), "ceb:distribution", Literal("a", language="en"), Literal("b", language="en")
    )


@breaks("document-session")
def a_document_of_two_sessions(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Framework"), "ceb:session", Literal("a", language="en"), Literal("b", language="en"))


@breaks("document-agenda-item")
def a_document_of_two_agenda_items(g: Graph) -> Graph:
    return with_(
        g, one_of(g, "ceb:Framework"), "ceb:agendaItem", Literal("a", language="en"), Literal("b", language="en")
    )


@breaks("document-original-language")
def a_document_of_no_known_language(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Framework"), "ceb:originalLanguage", NamedNode("http://id.loc.gov/vocabulary/en"))


@breaks("block-position")
def a_paragraph_in_two_places(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Paragraph"), "schema:position", whole(1_000_001))


@breaks("block-position")
def a_paragraph_before_the_first_place(g: Graph) -> Graph:
    return instead(g, one_of(g, "ceb:Paragraph"), "schema:position", whole(0))


@breaks("block-number")
def a_section_with_two_numbers(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Section"), "ceb:number", Literal("a"), Literal("b"))


@breaks("block-title")
def a_heading_with_two_titles(g: Graph) -> Graph:
    heading = matching(g, p="dcterms:title")[0].subject
    titles = [Literal(text, language="zh") for text in ("甲", "乙")]
    return instead(with_(g, heading, "rdf:type", name("ceb:Section")), heading, "dcterms:title", *titles)


@breaks("numbered-number")
def a_footnote_without_a_number(g: Graph) -> Graph:
    return without(g, one_of(g, "ceb:Footnote"), "ceb:number")


@breaks("numbered-text")
def a_figure_without_a_text(g: Graph) -> Graph:
    return without(g, one_of(g, "ceb:Figure"), "ceb:text")


@breaks("paragraph-numbers")
def two_paragraphs_with_one_number(g: Graph) -> Graph:
    first, second = (t.subject for t in matching(g, p="rdf:type", o=name("ceb:Paragraph"))[:2])
    return instead(g, second, "ceb:number", value(g, first, "ceb:number"))


@breaks("version-language")
def a_text_in_two_languages(g: Graph) -> Graph:
    english = NamedNode("http://id.loc.gov/vocabulary/iso639-1/en")
    return with_(g, one_of(g, "undo:DocumentVersion"), "dcterms:language", english)


@breaks("version-language")
def a_language_that_is_a_text(g: Graph) -> Graph:
    return instead(g, one_of(g, "undo:DocumentVersion"), "dcterms:language", Literal("zh"))


@breaks("version-work")
def a_text_of_no_document(g: Graph) -> Graph:
    return without(g, one_of(g, "undo:DocumentVersion"), "prov:specializationOf")


@breaks("part-of-text")
def a_paragraph_that_leads_to_no_text(g: Graph) -> Graph:
    return instead(g, one_of(g, "ceb:Paragraph"), "dcterms:isPartOf", one_of(g, "ceb:Framework"))


@breaks("part-circle")
def a_section_that_is_part_of_its_paragraph(g: Graph) -> Graph:
    paragraph = one_of(g, "ceb:Paragraph")
    return with_(g, value(g, paragraph, "dcterms:isPartOf"), "dcterms:isPartOf", paragraph)


# Things


@breaks("thing-label")
def a_body_without_a_name(g: Graph) -> Graph:
    return without(g, HLCM, "rdfs:label")


@breaks("thing-label")
def two_preferred_names_in_one_language(g: Graph) -> Graph:
    return with_(g, HLCM, "rdfs:label", Literal("高管会", language="zh"))


@breaks("thing-label")
def a_name_without_a_language(g: Graph) -> Graph:
    return with_(g, HLCM, "rdfs:label", Literal("HLCM"))


@breaks("thing-alt-label")
def another_name_without_a_language(g: Graph) -> Graph:
    return with_(g, HLCM, "skos:altLabel", Literal("HLCM"))


@breaks("thing-acronym")
def an_acronym_as_long_as_a_name(g: Graph) -> Graph:
    return with_(g, HLCM, "ceb:acronym", Literal("High-level Committee on Management", language="en"))


@breaks("thing-page")
def a_web_page_that_is_a_text(g: Graph) -> Graph:
    return with_(g, HLCM, "foaf:page", Literal("https://unsceb.org"))


@breaks("thing-page")
def a_web_page_without_a_host(g: Graph) -> Graph:
    return with_(g, HLCM, "foaf:page", NamedNode("urn:x:unsceb"))


@breaks("thing-date")
def a_document_dated_in_words(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Framework"), "dcterms:date", Literal("May"))


@breaks("body-parent")
def a_body_below_a_document(g: Graph) -> Graph:
    return with_(g, HLCM, "org:subOrganizationOf", one_of(g, "ceb:Framework"))


@breaks("body-members")
def a_body_of_no_members(g: Graph) -> Graph:
    return with_(g, HLCM, "ceb:memberCount", whole(0))


@breaks("body-is-agent")
def a_body_that_is_no_agent(g: Graph) -> Graph:
    return g - {Triple(HLCM, name("rdf:type"), name("undo:Agent"))}


@breaks("document-is-undo")
def a_document_that_undo_does_not_see(g: Graph) -> Graph:
    return g - {Triple(one_of(g, "ceb:Framework"), name("rdf:type"), name("undo:Document"))}


@breaks("event-is-schema")
def an_event_that_schema_org_does_not_see(g: Graph) -> Graph:
    return g - {Triple(one_of(g, "ceb:Event"), name("rdf:type"), name("schema:Event"))}


@breaks("goal-is-concept")
def a_goal_that_skos_does_not_see(g: Graph) -> Graph:
    return g - {Triple(one_of(g, "ceb:Goal"), name("rdf:type"), name("skos:Concept"))}


@breaks("place-is-schema")
def a_place_that_schema_org_does_not_see(g: Graph) -> Graph:
    return g - {Triple(one_of(g, "ceb:Place"), name("rdf:type"), name("schema:Place"))}


@breaks("initiative-is-entity")
def an_initiative_that_prov_does_not_see(g: Graph) -> Graph:
    return g - {Triple(one_of(g, "ceb:Initiative"), name("rdf:type"), name("prov:Entity"))}


@breaks("post-is-org")
def a_post_that_org_does_not_see(g: Graph) -> Graph:
    return g - {Triple(one_of(g, "ceb:Post"), name("rdf:type"), name("org:Post"))}


@breaks("symbol-form")
def a_symbol_in_words(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Framework"), "ceb:symbol", Literal("the road map"))


@breaks("resolution-symbol")
def a_resolution_with_the_symbol_of_a_report(g: Graph) -> Graph:
    return instead(g, one_of(g, "ceb:Resolution"), "ceb:symbol", Literal("A/75/690/Rev.9"))


@breaks("resolution-symbol")
def a_resolution_without_a_symbol(g: Graph) -> Graph:
    return without(g, one_of(g, "ceb:Resolution"), "ceb:symbol")


@breaks("symbol-once")
def two_documents_with_one_symbol(g: Graph) -> Graph:
    symbol = value(g, one_of(g, "ceb:Resolution"), "ceb:symbol")
    return with_(g, one_of(g, "ceb:Framework"), "ceb:symbol", symbol)


@breaks("goal-iri")
def a_goal_under_an_iri_of_our_own(g: Graph) -> Graph:
    goal = thing("goal/6")
    told = with_(g, goal, "rdf:type", name("ceb:Goal"), name("skos:Concept"))
    return with_(told, goal, "rdfs:label", Literal("目标 6", language="zh"))


@breaks("concept-scheme")
def an_act_without_a_name(g: Graph) -> Graph:
    return with_(g, name("ceb-act:dance"), "skos:inScheme", NamedNode("https://w3id.org/cebgraph/act"))


@breaks("body-circle")
def a_body_above_itself(g: Graph) -> Graph:
    return with_(g, CEB, "org:subOrganizationOf", HLCM)


@breaks("label-once")
def two_bodies_with_one_name(g: Graph) -> Graph:
    return instead(g, HLCM, "rdfs:label", Literal("方案问题高级别委员会", language="zh"))


@breaks("one-family")
def a_body_that_is_a_document(g: Graph) -> Graph:
    return with_(g, HLCM, "rdf:type", name("ceb:Document"))


@breaks("undocs-page")
def a_page_of_another_document(g: Graph) -> Graph:
    resolution = one_of(g, "ceb:Resolution")
    return with_(g, resolution, "foaf:page", NamedNode("https://undocs.org/A/RES/1/1"))


@breaks("member-count-subject")
def an_organ_with_a_number_of_members(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Organ"), "ceb:memberCount", whole(193))


@breaks("symbol-subject")
def a_place_with_a_symbol(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Place"), "ceb:symbol", Literal("A/1/1"))


@breaks("temporal-object")
def a_period_in_words(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Report"), "dcterms:temporal", Literal("last year"))


@breaks("about-object")
def a_topic_that_is_a_text(g: Graph) -> Graph:
    return with_(g, HLCM, "dcterms:subject", Literal("management"))


@breaks("known-class")
def a_class_with_a_slip_of_the_pen(g: Graph) -> Graph:
    return instead(g, HLCM, "rdf:type", name("ceb:Comittee"))


@breaks("known-property")
def a_property_with_a_slip_of_the_pen(g: Graph) -> Graph:
    return with_(g, HLCM, "ceb:memberscount", whole(31))


@breaks("statement-kind")
def a_statement_that_does_not_say_that_it_is_one(g: Graph) -> Graph:
    return g - {Triple(act(g), name("rdf:type"), name("ceb:Statement"))}


@breaks("proof-is-placed")
def a_quote_that_stands_nowhere(g: Graph) -> Graph:
    return instead(without(g, selector(g, "position"), "oa:start"), selector(g, "quote"), "oa:exact", Literal("非原文"))


@breaks("act-has-meaning")
def an_act_that_is_no_relation(g: Graph) -> Graph:
    return g - {Triple(act(g), name("rdf:type"), name("undo:Relation"))}


@breaks("plain-has-proof")
def an_act_without_any_statement(g: Graph) -> Graph:
    return with_(g, HLCP, "ceb:endorsed", one_of(g, "ceb:Publication"))


@breaks("subject-fits")
def a_place_that_plans_to_launch(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:launched"), "rdf:subject", one_of(g, "ceb:Place"))


@breaks("object-fits")
def a_goal_that_is_endorsed(g: Graph) -> Graph:
    return instead(g, act(g), "rdf:object", one_of(g, "ceb:Goal"))


@breaks("known-predicate")
def a_predicate_that_is_a_class(g: Graph) -> Graph:
    return instead(g, act(g, "ceb:basedOn"), "rdf:predicate", name("ceb:Body"))


@breaks("one-family")
def a_committee_that_is_a_framework(g: Graph) -> Graph:
    return with_(g, HLCM, "rdf:type", name("ceb:Framework"))


@breaks("statement-confidence")
def one_confidence_written_in_two_ways(g: Graph) -> Graph:
    ways = [Literal(text, datatype=name("xsd:decimal")) for text in ("0.9", "0.90")]
    return instead(g, act(g), "ceb:confidence", *ways)


@breaks("part-object")
def a_document_that_is_part_of_a_place(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Framework"), "dcterms:isPartOf", one_of(g, "ceb:Place"))


@breaks("homepage-object")
def a_home_page_that_is_a_text(g: Graph) -> Graph:
    return with_(g, HLCM, "foaf:homepage", Literal("unsceb.org"))


@breaks("figure-object")
def a_figure_in_words(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Initiative"), "ceb:figure", Literal("many"))


@breaks("figure-subject")
def a_figure_of_a_place(g: Graph) -> Graph:
    return with_(g, one_of(g, "ceb:Place"), "ceb:figure", whole(3))


# Every property told of the wrong kind of thing: a place acts, and a goal or a place is acted upon.

_PREDICATES = [
    "ceb:leads",
    "ceb:chairs",
    "ceb:established",
    "ceb:launched",
    "ceb:developed",
    "ceb:issued",
    "ceb:endorsed",
    "ceb:approved",
    "ceb:adopted",
    "ceb:welcomed",
    "ceb:considered",
    "ceb:recommended",
    "ceb:requested",
    "ceb:submitted",
    "ceb:consulted",
    "ceb:cooperatedWith",
    "ceb:contributedTo",
    "ceb:implements",
    "ceb:manages",
    "ceb:updated",
    "ceb:supports",
    "ceb:participatedIn",
    "ceb:held",
    "ceb:pursuantTo",
    "ceb:basedOn",
    "ceb:documents",
    "ceb:supportsGoal",
    "org:memberOf",
    "dcterms:references",
    "schema:location",
]


def wrong_ends() -> Iterator[Mutant]:
    """Yield two mutants for each property: one told of a place, and one that leads to a place or goal."""
    for predicate in _PREDICATES:
        shape = re.sub("[A-Z]", lambda capital: f"-{capital.group().lower()}", predicate.partition(":")[2])
        wrong = "ceb:Goal" if predicate == "schema:location" else "ceb:Place"
        yield Mutant(f"a place that {shape}", f"{shape}-subject", _told_of("ceb:Place", predicate))
        yield Mutant(f"what {shape} leads to", f"{shape}-object", _leads_to(wrong, predicate))


def _told_of(kind: str, predicate: str) -> Mutation:
    return lambda g: with_(g, one_of(g, kind), predicate, HLCM)


def _leads_to(kind: str, predicate: str) -> Mutation:
    return lambda g: with_(g, HLCM, predicate, one_of(g, kind))
