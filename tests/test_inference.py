"""What follows from the ontology: each rule, the fixpoint, agreement with a reasoner of others, and the command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from cebgraph.cli import commands
from cebgraph.errors import CebgraphError, StoreError
from cebgraph.inference import infer, read_axioms
from cebgraph.iris import expand, thing_iri
from cebgraph.pipeline import Build
from cebgraph.resources.ontology import load_ontology
from cebgraph.store import open_store, stored_quads, write_store

INFERRED = NamedNode("https://w3id.org/cebgraph/id/graph/inferred")


def term(name: str) -> NamedNode | Literal:
    """`ceb:endorsed` is a term of a vocabulary, `hlcm` a thing, and `"HLCM"` a text."""
    if name.startswith('"'):
        return Literal(name.strip('"'))
    return NamedNode(expand(name) if ":" in name else thing_iri(name))


def triples(text: str) -> set[Triple]:
    """`ceb org:memberOf un . un …`: triples between full stops."""
    return {Triple(*map(term, said.split())) for said in text.split(" . ") if said}


def inferred(asserted: Iterable[Triple], ontology: Iterable[Triple] | None = None) -> frozenset[Triple]:
    return infer(asserted, read_axioms(load_ontology().triples if ontology is None else ontology))


# The rules, over axioms made up for each and over those of the ontology


@pytest.mark.parametrize(
    ("axioms", "asserted", "follows"),
    [
        ("p rdfs:subPropertyOf q", "a p b", "a q b"),
        ("p rdfs:subPropertyOf q", 'a p "b"', 'a q "b"'),
        ("p rdfs:subPropertyOf q . q rdfs:subPropertyOf r", "a p b", "a q b . a r b"),
        ("p owl:inverseOf q", "a p b", "b q a"),
        ("p owl:inverseOf q", "a q b", "b p a"),
        ("p rdf:type owl:SymmetricProperty", "a p b", "b p a"),
        ("p rdf:type owl:TransitiveProperty", "a p b . b p c", "a p c"),
        ("p rdf:type owl:TransitiveProperty", "a p b . c p d", ""),
        ("p rdfs:domain C", "a p b", "a rdf:type C"),
        ("p rdfs:domain C", 'a p "b"', "a rdf:type C"),
        ("p rdfs:range C", "a p b", "b rdf:type C"),
        ("C rdfs:subClassOf D . D rdfs:subClassOf E", "a rdf:type C", "a rdf:type D . a rdf:type E"),
        ("", "C rdfs:subClassOf D . D rdfs:subClassOf E", "C rdfs:subClassOf E"),
        ("", "p rdfs:subPropertyOf q . q rdfs:subPropertyOf r", "p rdfs:subPropertyOf r"),
        # One rule feeds the next.
        ("p owl:inverseOf q . q rdfs:domain C . C rdfs:subClassOf D", "a p b", "b q a . b rdf:type C . b rdf:type D"),
        ("p rdfs:subPropertyOf q . q rdf:type owl:TransitiveProperty", "a p b . b p c", "a q b . b q c . a q c"),
        # Nothing, or nothing that tells anybody anything.
        ("p owl:inverseOf q", 'a p "b"', ""),
        ("p rdfs:range C", 'a p "b"', ""),
        ("p rdf:type owl:SymmetricProperty", 'a p "b"', ""),
        ("C rdfs:subClassOf owl:Thing . p rdfs:subPropertyOf rdfs:label", 'a rdf:type C . a p "b"', ""),
        ("p rdfs:range xsd:string . q rdfs:domain rdfs:Resource", "a p b . a q b", ""),
        ("", "C rdfs:subClassOf D . D rdfs:subClassOf owl:Thing", ""),
        ("C owl:disjointWith D", "a rdf:type C", ""),
    ],
)
def test_a_rule_draws_what_follows_and_no_more(axioms: str, asserted: str, follows: str) -> None:
    assert inferred(triples(asserted), triples(axioms)) == triples(follows)


@pytest.mark.parametrize(
    ("asserted", "follows"),
    [
        ("ceb ceb:endorsed map", "map ceb:endorsedBy ceb"),
        ("ceb ceb:endorsed map", "ceb ceb:actsOn map"),
        ("ceb ceb:endorsed map", "map ceb:actedOnBy ceb"),
        ("ceb ceb:endorsed map", "ceb rdf:type prov:Agent"),
        ("ceb ceb:endorsed map", "map rdf:type ceb:Work"),
        ("un-water ceb:developed framework", "framework prov:wasAttributedTo un-water"),
        ("fbn ceb:cooperatedWith jiu", "jiu ceb:cooperatedWith fbn"),
        ("itu ceb:leads iawg-ai", "iawg-ai ceb:ledBy itu"),
        ("ceb ceb:held session", "session schema:organizer ceb"),
        ("fbn org:subOrganizationOf hlcm", "hlcm org:hasSubOrganization fbn"),
        ("map ceb:pursuantTo resolution", "resolution ceb:mandates map"),
        ('hlcm ceb:acronym "HLCM"', 'hlcm skos:altLabel "HLCM"'),
        ('map ceb:symbol "CEB/2020/1/Add.1"', 'map dcterms:identifier "CEB/2020/1/Add.1"'),
        ("hlcm rdf:type ceb:Committee", "hlcm rdf:type undo:Agent"),
    ],
)
def test_the_ontology_says_so(asserted: str, follows: str) -> None:
    assert triples(follows) <= inferred(triples(asserted))


def test_a_body_is_below_all_above_it_at_any_depth() -> None:
    chain = triples(" . ".join(f"body{n} org:subOrganizationOf body{n + 1}" for n in range(6)))
    below = {t for t in inferred(chain) if t.predicate == term("org:transitiveSubOrganizationOf")}
    pairs = [(lower, upper) for lower in range(7) for upper in range(lower + 1, 7)]
    assert below == triples(" . ".join(f"body{a} org:transitiveSubOrganizationOf body{b}" for a, b in pairs))


@pytest.mark.parametrize("status", ["planned", "agreed", "negated"])
def test_nothing_follows_from_an_act_that_is_not_done(status: str) -> None:
    """Such an act has its statement and no plain triple."""
    said = f's rdf:subject ceb . s rdf:predicate ceb:endorsed . s rdf:object map . s ceb:status "{status}"'
    assert inferred(triples(f"s rdf:type ceb:Statement . {said}")) == frozenset()


def test_axioms_of_nameless_classes_are_passed_over() -> None:
    nameless = BlankNode("restriction")
    axioms = [
        Triple(term("C"), term("rdfs:subClassOf"), nameless),
        Triple(nameless, term("rdfs:subClassOf"), term("D")),
    ]
    assert inferred(triples("a rdf:type C"), axioms) == frozenset()


def test_a_nameless_thing_is_inferred_of_like_any_other() -> None:
    nameless = BlankNode("thing")
    assert inferred([Triple(term("a"), term("p"), nameless)], triples("p owl:inverseOf q")) == {
        Triple(nameless, term("q"), term("a"))
    }


def test_the_ontology_uses_no_axiom_that_inference_does_not_know() -> None:
    """Whoever adds one meets this test; disjointness and the kinds of terms derive nothing."""
    drawn = {"rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "owl:inverseOf"}
    silent = {"owl:disjointWith", "rdfs:label", "rdfs:seeAlso", "rdfs:isDefinedBy"}
    of_the_ontology = {"owl:versionInfo", "owl:versionIRI", "owl:priorVersion"}
    properties = {f"{kind}Property" for kind in ("Object", "Datatype", "Annotation", "Symmetric", "Transitive")}
    ours = load_ontology().triples
    used = {t.predicate for t in ours if t.predicate.value.startswith((expand("owl:"), expand("rdfs:")))}
    assert used <= set(map(term, drawn | silent | of_the_ontology))
    told = {t.object for t in ours if t.predicate == term("rdf:type") and t.object.value.startswith(expand("owl:"))}
    assert told <= {term(f"owl:{kind}") for kind in {"Ontology", "Class"} | properties}


# As another reasoner has it

THINGS, PROPERTIES, CLASSES = "abcd", "pqrs", "CDEF"


def some(subjects: str, predicates: Iterable[str], objects: Iterable[str]) -> st.SearchStrategy[set[Triple]]:
    one = st.tuples(*map(st.sampled_from, (list(subjects), list(predicates), list(objects))))
    return st.sets(one.map(lambda names: Triple(*map(term, names))), max_size=6)


ONTOLOGIES = st.tuples(
    some(CLASSES, ["rdfs:subClassOf"], CLASSES),
    some(PROPERTIES, ["rdfs:subPropertyOf", "owl:inverseOf"], PROPERTIES),
    some(PROPERTIES, ["rdfs:domain", "rdfs:range"], CLASSES),
    some(PROPERTIES, ["rdf:type"], ["owl:SymmetricProperty", "owl:TransitiveProperty"]),
).map(lambda parts: set().union(*parts))
FACTS = st.tuples(some(THINGS, PROPERTIES, THINGS), some(THINGS, ["rdf:type"], CLASSES)).map(lambda p: p[0] | p[1])


def closure_of_owlrl(asserted: Iterable[Triple]) -> set[Triple]:
    """What the reasoner of the RDFLib project derives of the things, properties and classes in play."""
    graph = rdflib.Graph()
    for triple in asserted:
        graph.add(tuple(rdflib.URIRef(part.value) for part in triple))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    in_play = set(map(term, [*THINGS, *PROPERTIES, *CLASSES, "rdf:type"]))
    found = {Triple(*(NamedNode(str(part)) for part in said)) for said in graph if isinstance(said[2], rdflib.URIRef)}
    return {t for t in found if {t.subject, t.predicate, t.object} <= in_play and t.subject in set(map(term, THINGS))}


@given(ONTOLOGIES, FACTS)
def test_it_agrees_with_another_reasoner(ontology: set[Triple], facts: set[Triple]) -> None:
    assert facts | inferred(facts, ontology) == closure_of_owlrl(facts | ontology)


@given(ONTOLOGIES, FACTS)
def test_what_is_inferred_is_new_and_all_there_is(ontology: set[Triple], facts: set[Triple]) -> None:
    new = inferred(facts, ontology)
    assert not new & facts
    assert inferred(facts | new, ontology) == frozenset()


# The report


def test_the_report_gives_a_plausible_number_of_triples(overview: Build) -> None:
    """Fewer than a tenth of what is asserted, and more than there are acts: nothing runs away, nothing is asleep."""
    asserted = {quad.triple for quad in overview.quads}
    new = inferred(asserted)
    acts = {t for t in asserted if t.predicate == term("undo:hasProponent")}
    assert len(acts) < len(new) < len(asserted) / 10
    assert not new & asserted
    assert inferred(asserted | new) == frozenset()


@pytest.mark.parametrize(
    "follows",
    [
        # ¶17, and its note: the road map, endorsed by the Board, made by a committee of statisticians.
        "document/CEB/2020/1/Add.1 ceb:endorsedBy body/ceb",
        "document/CEB/2020/1/Add.1 prov:wasAttributedTo body/ccs-un",
        "document/A/RES/75/233 ceb:mandates document/CEB/2020/1/Add.1",
        # ¶29: the group is part of the network, which is part of the committee, which is part of the Board.
        "body/hlcm/dtn/unissig org:transitiveSubOrganizationOf body/ceb",
    ],
)
def test_of_the_report_follows(follows: str, overview: Build) -> None:
    assert triples(follows) <= inferred(quad.triple for quad in overview.quads)


def test_nothing_is_of_two_classes_that_exclude_each_other(overview: Build) -> None:
    """Domains and ranges would show here what a rule for relations got wrong."""
    asserted = {quad.triple for quad in overview.quads}
    apart = {(t.subject, t.object) for t in asserted if t.predicate == term("owl:disjointWith")}
    kinds: dict[object, set[object]] = {}
    for triple in asserted | inferred(asserted):
        if triple.predicate == term("rdf:type"):
            kinds.setdefault(triple.subject, set()).add(triple.object)
    assert apart
    assert not [thing for thing, of in kinds.items() if any({one, other} <= of for one, other in apart)]


# The command


@pytest.fixture(scope="module")
def store(overview: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("inference") / "store"
    write_store(overview.quads, place)
    return place


@pytest.mark.parametrize("ending", [".nq", ".trig", ".ttl", ".nt"])
def test_the_command_writes_what_follows_and_says_how_much(
    ending: str, store: Path, overview: Build, tmp_path: Path
) -> None:
    file = tmp_path / f"inferred{ending}"
    result = CliRunner().invoke(commands, ["infer", "--store", str(store), "--output", str(file)])
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    asserted = {quad.triple for quad in overview.quads}
    expected = inferred(asserted)
    assert result.stderr.startswith(f"{len(expected)} triples follow from {len(asserted)}")
    form = RdfFormat.from_extension(ending[1:])
    assert form is not None
    written = list(parse(path=str(file), format=form))
    assert {quad.triple for quad in written} == expected
    if form.supports_datasets:
        assert {quad.graph_name for quad in written} == {INFERRED}


def test_the_command_writes_the_same_bytes_twice(store: Path, tmp_path: Path) -> None:
    """In processes of their own: Python orders sets anew in each."""
    files = [tmp_path / name for name in ("one.trig", "two.trig")]
    for file in files:
        words = ["infer", "--quiet", "--store", str(store), "--output", str(file)]
        done = subprocess.run([sys.executable, "-m", "cebgraph", *words], check=True, capture_output=True)
        assert (done.stdout, done.stderr) == (b"", b"")
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("place", "output", "code", "words"),
    [
        ("nowhere", "inferred.nq", StoreError.exit_code, "there is no store here"),
        ("nowhere", "inferred.docx", CebgraphError.exit_code, "no graph file by its ending '.docx'"),
        ("nowhere", "inferred", CebgraphError.exit_code, "no graph file by its ending ''"),
    ],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    place: str, output: str, code: int, words: str, tmp_path: Path
) -> None:
    arguments = ["infer", "--store", str(tmp_path / place), "--output", str(tmp_path / output)]
    result = CliRunner().invoke(commands, arguments)
    assert result.exit_code == code
    assert result.stderr.startswith("cebgraph: error: ")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_the_store_stays_as_it_is(store: Path, overview: Build, tmp_path: Path) -> None:
    CliRunner().invoke(commands, ["infer", "--store", str(store), "--output", str(tmp_path / "inferred.nq")])
    assert {quad.triple for quad in stored_quads(open_store(store))} == {quad.triple for quad in overview.quads}
