"""Random graphs: those made to conform do, and broken in any way they are caught, however they are judged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mutants import MUTANTS, Graph, Mutant, name, thing, whole
from pyoxigraph import Literal, NamedNode, Quad, Triple

from cebgraph.resources.ontology import load_ontology
from cebgraph.validate import ValidationReport, validate_dataset

BODIES = {"ceb": "首协会", "hlcm": "高管会", "hlcp": "方案问题高级别委员会", "x": "工作组"}
ACTS = {"ceb:endorsed": "endorsement", "ceb:approved": "approval", "ceb:developed": "development"}
TEXTS = st.text(st.sampled_from("首协会核可了战略和框架，并于年月日🙂a1 "), min_size=4, max_size=24)
TEXT = thing("report/x/zh")
ONTOLOGY = frozenset(load_ontology().triples)


@dataclass(frozen=True, slots=True)
class Told:
    """One act, told in a stretch of a paragraph."""

    body: str
    act: str
    document: int
    paragraph: int
    start: int
    end: int
    planned: bool


def described(node: NamedNode, label: str, *classes: str) -> set[Triple]:
    kinds = {Triple(node, name("rdf:type"), name(one)) for one in classes}
    return kinds | {Triple(node, name("rdfs:label"), Literal(label, language="zh"))}


def report(texts: list[str]) -> set[Triple]:
    work = thing("document/A/75/1")
    found = described(work, "报告", "ceb:Report", "ceb:Document", "undo:Document", "foaf:Document")
    found |= {
        Triple(work, name("dcterms:date"), Literal("2021-03-01", datatype=name("xsd:date"))),
        Triple(TEXT, name("rdf:type"), name("undo:DocumentVersion")),
        Triple(TEXT, name("dcterms:language"), NamedNode("http://id.loc.gov/vocabulary/iso639-1/zh")),
        Triple(TEXT, name("prov:specializationOf"), work),
    }
    for number, text in enumerate(texts, 1):
        paragraph = thing(f"report/x/zh/paragraph/{number}")
        found |= {
            Triple(paragraph, name("rdf:type"), name("ceb:Paragraph")),
            Triple(paragraph, name("ceb:number"), Literal(str(number))),
            Triple(paragraph, name("ceb:text"), Literal(text, language="zh")),
            Triple(paragraph, name("dcterms:isPartOf"), TEXT),
        }
    return found


def statement(number: int, told: Told, text: str) -> set[Triple]:
    node, proof = thing(f"statement/{number}"), thing(f"annotation/{number}")
    body, document = thing(f"body/{told.body}"), thing(f"document/A/76/{told.document}")
    block = thing(f"report/x/zh/paragraph/{told.paragraph + 1}")
    said = [("rdf:subject", body), ("rdf:predicate", name(told.act)), ("rdf:object", document)]
    said += [("undo:hasProponent", body), ("undo:hasReceiver", document), ("ceb:evidence", proof)]
    said += [("undo:hasSemantics", name(f"ceb-act:{ACTS[told.act]}")), ("prov:wasDerivedFrom", block)]
    found = {Triple(node, name(key), value) for key, value in said}
    found |= {Triple(node, name("rdf:type"), name(one)) for one in ("ceb:Statement", "rdf:Statement", "undo:Relation")}
    found |= {
        Triple(node, name("ceb:rule"), Literal("r")),
        Triple(node, name("ceb:confidence"), Literal("0.9", datatype=name("xsd:decimal"))),
    }
    if told.planned:
        return (
            found | annotation(proof, node, block, told, text) | {Triple(node, name("ceb:status"), Literal("planned"))}
        )
    return found | annotation(proof, node, block, told, text) | {Triple(body, name(told.act), document)}


def annotation(proof: NamedNode, node: NamedNode, block: NamedNode, told: Told, text: str) -> set[Triple]:
    target, quote, place = (NamedNode(f"{proof.value}#{part}") for part in ("target", "quote", "position"))
    kinds = {proof: "oa:Annotation", target: "oa:SpecificResource", quote: "oa:TextQuoteSelector"}
    found = {
        Triple(one, name("rdf:type"), name(kind)) for one, kind in {**kinds, place: "oa:TextPositionSelector"}.items()
    }
    return found | {
        Triple(proof, name("oa:hasBody"), node),
        Triple(proof, name("oa:hasTarget"), target),
        Triple(proof, name("oa:motivatedBy"), name("oa:describing")),
        Triple(target, name("oa:hasSource"), block),
        Triple(target, name("oa:hasSelector"), quote),
        Triple(target, name("oa:hasSelector"), place),
        Triple(target, name("ceb:sourceStart"), whole(told.start)),
        Triple(target, name("ceb:sourceEnd"), whole(told.end)),
        Triple(quote, name("oa:exact"), Literal(text[told.start : told.end])),
        Triple(place, name("oa:start"), whole(told.start)),
        Triple(place, name("oa:end"), whole(told.end)),
    }


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Make a graph that conforms: bodies in a tree, documents with symbols, acts with their proof."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    bodies, documents = list(BODIES)[: draw(st.integers(3, 4))], draw(st.integers(1, 3))
    found = report(texts)
    for body in bodies:
        kinds = ("ceb:Committee", "ceb:Body", "org:Organization", "undo:Agent")
        found |= described(thing(f"body/{body}"), BODIES[body], *kinds)
    for at, lower in enumerate(bodies[1:], 1):
        above = thing(f"body/{draw(st.sampled_from(bodies[:at]))}")
        found.add(Triple(thing(f"body/{lower}"), name("org:subOrganizationOf"), above))
    for number in range(documents):
        node = thing(f"document/A/76/{number}")
        found |= described(node, f"文件{number}", "ceb:Framework", "ceb:Document", "undo:Document", "foaf:Document")
        found.add(Triple(node, name("ceb:symbol"), Literal(f"A/76/{number}")))
    keys = st.tuples(st.sampled_from(bodies), st.sampled_from(sorted(ACTS)), st.integers(0, documents - 1))
    for number, (body, act, document) in enumerate(draw(st.lists(keys, min_size=1, max_size=3, unique=True))):
        at = draw(st.integers(0, len(texts) - 1))
        start = draw(st.integers(0, len(texts[at]) - 1))
        told = Told(body, act, document, at, start, draw(st.integers(start + 1, len(texts[at]))), draw(st.booleans()))
        found |= statement(number, told, texts[at])
    return frozenset(found)


def judged(graph: Graph, *, entire: bool = False) -> ValidationReport:
    return validate_dataset([Quad(t.subject, t.predicate, t.object) for t in graph], whole=entire)


@settings(max_examples=30)
@given(graphs())
def test_a_graph_made_to_conform_does(graph: Graph) -> None:
    assert judged(graph).results == ()


@settings(max_examples=60)
@given(graphs(), st.sampled_from(MUTANTS))
def test_a_broken_one_is_caught(graph: Graph, mutant: Mutant) -> None:
    broken = unbroken = graph | ONTOLOGY
    with suppress(LookupError, StopIteration, ValueError):
        broken = mutant.mutate(unbroken)
    assume(broken != unbroken)
    assert mutant.shape in {result.shape for result in judged(broken).results}


@settings(max_examples=8)
@given(graphs(), st.lists(st.sampled_from(MUTANTS), min_size=1, max_size=4))
def test_what_is_suspect_is_judged_as_the_whole_graph_is(graph: Graph, mutants: list[Mutant]) -> None:
    broken = graph | ONTOLOGY
    for mutant in mutants:
        with suppress(LookupError, StopIteration, ValueError):
            broken = mutant.mutate(broken)
    assert judged(broken) == judged(broken, entire=True)
