"""The ontology under a reasoner (HermiT, which owlready2 ships and Java runs), and in the profile OWL 2 DL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from cebgraph.iris import PREFIXES, expand
from cebgraph.pipeline import Build
from cebgraph.resources.ontology import load_ontology

UNDO = Path(__file__).parent / "ontologies" / "undo.ttl"
XSD = PREFIXES["xsd"]
# The datatypes that OWL 2 knows; a date is none of them, so that a reasoner is not asked about dates.
DATATYPES = {XSD + name for name in ("string", "integer", "decimal", "boolean", "anyURI", "nonNegativeInteger")}
DATATYPES |= {expand("rdf:langString")}
java = pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner needs Java: apt-get install default-jre")


def undo() -> set[Triple]:
    return {quad.triple for quad in parse(path=str(UNDO), format=RdfFormat.TURTLE)}


def reasoned(*parts: Iterable[Triple]) -> list[str]:
    """Return the classes that can have no member; an inconsistency is an exception."""
    import owlready2  # noqa: PLC0415  slow to import

    triples = {t for part in parts for t in part if not _unknown(t)}
    owlready2.reasoning.JAVA_MEMORY = 1000
    world = owlready2.World()
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        file.write(serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b"")
        file.flush()
        world.get_ontology(f"file://{file.name}").load()
    owlready2.sync_reasoner_hermit(world, debug=0)
    return sorted(str(one) for one in world.inconsistent_classes())


def _unknown(triple: Triple) -> bool:
    """Say whether a triple speaks of RDF itself, or has a value of a datatype that OWL does not know."""
    reified = triple.predicate.value.startswith(PREFIXES["rdf"]) and triple.predicate != NamedNode(expand("rdf:type"))
    listed = triple.predicate.value in {expand("rdf:first"), expand("rdf:rest")}
    of_rdf = isinstance(triple.object, NamedNode) and triple.object.value == expand("rdf:Statement")
    date = isinstance(triple.object, Literal) and triple.object.datatype.value not in DATATYPES
    return (reified and not listed) or of_rdf or date


@java
def test_ontology_and_graph_are_consistent_with_undo(overview: Build) -> None:
    assert reasoned(load_ontology().triples, undo(), (quad.triple for quad in overview.quads)) == []


@java
def test_the_examples_of_all_terms_are_consistent_together() -> None:
    assert reasoned(load_ontology().triples, undo(), examples()) == []


@java
@pytest.mark.parametrize(
    ("subject", "classes"),
    [
        pytest.param("body/ceb", ("ceb:Committee", "ceb:Report"), id="a body that is a document"),
        pytest.param("event/e", ("ceb:Event", "ceb:Place"), id="a meeting that is a place"),
        pytest.param("report/r", ("undo:DocumentVersion", "ceb:Document"), id="a text that is the document itself"),
    ],
)
def test_the_reasoner_finds_what_cannot_be(subject: str, classes: tuple[str, ...]) -> None:
    import owlready2  # noqa: PLC0415  slow to import

    node = NamedNode(expand("ceb:").removesuffix("ontology#") + f"id/{subject}")
    told = [Triple(node, NamedNode(expand("rdf:type")), NamedNode(expand(one))) for one in classes]
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned(load_ontology().triples, undo(), told)


@java
def test_the_reasoner_finds_a_class_that_can_have_no_member() -> None:
    both = NamedNode(expand("ceb:Impossible"))
    above = [
        Triple(both, NamedNode(expand("rdfs:subClassOf")), NamedNode(expand(f"ceb:{k}"))) for k in ("Body", "Event")
    ]
    told = [Triple(both, NamedNode(expand("rdf:type")), NamedNode(expand("owl:Class"))), *above]
    assert any("Impossible" in one for one in reasoned(load_ontology().triples, told))


def examples() -> set[Triple]:
    """Return what the examples of the terms say."""
    prefixes = {**PREFIXES, "edtf": "http://id.loc.gov/datatypes/edtf/"}
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    key = NamedNode(expand("skos:example"))
    texts = [t.object.value for t in load_ontology().triples if t.predicate == key and isinstance(t.object, Literal)]
    base = "https://w3id.org/cebgraph/id/"
    return {q.triple for text in texts for q in parse(head + text, format=RdfFormat.TURTLE, base_iri=base)}


# OWL 2 DL: what the structural specification asks of an ontology's terms (§3, §5.8, §11).

KINDS = {expand(f"owl:{kind}Property"): kind for kind in ("Object", "Datatype", "Annotation")}
BUILT_IN = {
    expand(key) for key in ["rdfs:label", "rdfs:seeAlso", "rdfs:isDefinedBy", "owl:versionInfo", "owl:priorVersion"]
}
AXIOMS = {expand(key) for key in ["rdf:type", "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range"]}
AXIOMS |= {expand(key) for key in ("owl:inverseOf", "owl:disjointWith", "owl:versionIRI")}
RESERVED = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))


@pytest.fixture(scope="module")
def kinds() -> dict[str, set[str]]:
    """What kinds of property each term is declared to be."""
    found: dict[str, set[str]] = {}
    for triple in load_ontology().triples:
        if triple.predicate.value == expand("rdf:type") and isinstance(triple.object, NamedNode):
            kind = KINDS.get(triple.object.value)
            if kind and isinstance(triple.subject, NamedNode):
                found.setdefault(triple.subject.value, set()).add(kind)
    return found


def test_no_property_is_of_two_kinds(kinds: dict[str, set[str]]) -> None:
    assert {iri: both for iri, both in kinds.items() if len(both) > 1} == {}


def test_every_predicate_is_declared(kinds: dict[str, set[str]]) -> None:
    used = {triple.predicate.value for triple in load_ontology().triples}
    assert used - AXIOMS - BUILT_IN - set(kinds) == set()


def test_values_are_of_the_kind_of_their_property(kinds: dict[str, set[str]]) -> None:
    told = [t for t in load_ontology().triples if t.predicate.value in kinds]
    wanted = {"Object": NamedNode, "Datatype": Literal}
    wrong = [
        str(t) for t in told for kind in kinds[t.predicate.value] if not isinstance(t.object, wanted.get(kind, object))
    ]
    assert wrong == []


def test_sub_properties_and_inverses_are_of_one_kind(kinds: dict[str, set[str]]) -> None:
    joining = {expand("rdfs:subPropertyOf"), expand("owl:inverseOf")}
    pairs = [(t.subject.value, t.object.value) for t in load_ontology().triples if t.predicate.value in joining]
    assert [pair for pair in pairs if kinds.get(pair[0]) != kinds.get(pair[1])] == []


def test_nothing_is_built_on_the_words_of_rdf_and_owl_themselves() -> None:
    """But for the datatypes that OWL 2 knows, as ranges of datatype properties."""
    axioms = [
        t for t in load_ontology().triples if t.predicate.value in AXIOMS and t.predicate.value != expand("rdf:type")
    ]
    ends = {
        (t.predicate.value, end.value) for t in axioms for end in (t.subject, t.object) if isinstance(end, NamedNode)
    }
    reserved = {pair for pair in ends if pair[1].startswith(RESERVED)}
    assert reserved <= {(expand("rdfs:range"), datatype) for datatype in DATATYPES}


def test_there_is_no_blank_node_in_the_ontology() -> None:
    assert [t for t in load_ontology().triples if not (isinstance(t.subject, NamedNode))] == []
