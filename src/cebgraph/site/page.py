"""The page of the ontology: all that it shows, as values, and the template that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import Triple

from cebgraph.site.diagrams import Pattern, Tree, draw_pattern, draw_tree
from cebgraph.site.facts import Bilingual, Facts, gather, iri_of
from cebgraph.site.groups import Group, class_groups, property_groups
from cebgraph.site.namespaces import Namespace, used_namespaces
from cebgraph.site.terms import Act, Scheme, Term, act_scheme, own_terms, reused_terms
from cebgraph.site.tokens import prose_tokens

MARK = '<meta name="generator" content="cebgraph ontology">'
"""What the page bears in its head, so that a later one may take its place."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the ontology says of itself."""

    iri: str
    title: Bilingual
    description: Bilingual
    version: str
    version_iri: str
    earlier: str
    licence: str
    creator: str
    created: str
    modified: str
    prefix: str
    namespace: str
    changes: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows."""

    header: Header
    pattern: Pattern
    trees: tuple[Tree, ...]
    classes: tuple[Group, ...]
    properties: tuple[Group, ...]
    scheme: Scheme
    reused: tuple[Term, ...]
    namespaces: tuple[Namespace, ...]

    def explained(self) -> Mapping[str, Term | Act]:
        """Return the terms that the page explains, by name."""
        own = (term for group in (*self.classes, *self.properties) for term in group.terms)
        told: tuple[Term | Act, ...] = (*own, *self.scheme.acts, *self.reused)
        return {term.name: term for term in told}


def make_page(triples: tuple[Triple, ...]) -> Page:
    """Return what the page shows of an ontology."""
    facts = gather(triples)
    terms = own_terms(facts)
    classes = class_groups(facts, terms)
    return Page(
        header=_header(facts),
        pattern=draw_pattern(facts),
        trees=tuple(draw_tree(facts, group) for group in classes),
        classes=classes,
        properties=property_groups(facts, terms),
        scheme=act_scheme(facts),
        reused=reused_terms(facts),
        namespaces=used_namespaces(triples),
    )


def render_page(page: Page) -> str:
    """Return the page as HTML."""
    environment = Environment(
        loader=PackageLoader("cebgraph", "site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"iri": iri_of, "tokens": prose_tokens}
    return environment.get_template("page.html").render(page=page, explained=page.explained(), mark=MARK)


def _header(facts: Facts) -> Header:
    (iri,) = facts.naming("rdf:type", "owl:Ontology")
    return Header(
        iri=iri,
        title=facts.words(iri, "dcterms:title"),
        description=facts.words(iri, "dcterms:description"),
        version=facts.text(iri, "owl:versionInfo"),
        version_iri=facts.text(iri, "owl:versionIRI"),
        earlier=facts.text(iri, "owl:priorVersion"),
        licence=facts.text(iri, "dcterms:license"),
        creator=facts.text(iri, "dcterms:creator"),
        created=facts.text(iri, "dcterms:created"),
        modified=facts.text(iri, "dcterms:modified"),
        prefix=facts.text(iri, "vann:preferredNamespacePrefix"),
        namespace=facts.text(iri, "vann:preferredNamespaceUri"),
        changes=facts.all_words(iri, "skos:changeNote"),
    )
