"""What one can write in a query: the terms of the ontology, and the library of queries, as JSON for programs.

`/sparql/terms.json` feeds the completion of the editor; `/sparql/examples.json` is the library as the page lists it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from cebgraph.iris import PREFIXES
from cebgraph.query import NamedQuery, named_queries
from cebgraph.resources.ontology import Ontology, load_ontology
from cebgraph.site.facts import Bilingual, gather
from cebgraph.site.terms import own_terms, reused_terms

_CLASS = Bilingual("class", "类")

# Terms that every query may need, and of which the ontology has nothing to say.
_STANDARD = {
    "rdf:type": (Bilingual("has the class", "属于类"), Bilingual("Can be written `a`.", "可写作 `a`。")),
    "rdfs:label": (Bilingual("name", "名称"), Bilingual("A name in one language.", "某一语言的名称。")),
    "skos:altLabel": (Bilingual("other name", "其他名称"), Bilingual("Any further name.", "任何其他名称。")),
    "rdf:subject": (Bilingual("subject", "主体"), Bilingual("Of a statement: who acts.", "陈述中的行为者。")),
    "rdf:predicate": (Bilingual("predicate", "谓词"), Bilingual("Of a statement: what is said.", "陈述所用的属性。")),
    "rdf:object": (Bilingual("object", "客体"), Bilingual("Of a statement: what is acted on.", "陈述中行为的对象。")),
    "rdfs:subClassOf": (Bilingual("subclass of", "上位类"), Bilingual("A wider class.", "更宽泛的类。")),
    "rdfs:subPropertyOf": (Bilingual("subproperty of", "上位属性"), Bilingual("A wider property.", "更宽泛的属性。")),
}


def terms_json(ontology: Ontology | None = None) -> bytes:
    """Return prefixes and terms with their names and definitions in both languages; by default those we ship."""
    facts = gather((ontology or load_ontology()).triples)
    described = [
        _term(term.name, term.label, term.definition, is_class=_CLASS in term.kinds)
        for term in (*own_terms(facts), *reused_terms(facts))
    ]
    standard = [_term(name, label, definition) for name, (label, definition) in _STANDARD.items()]
    return _json({"prefixes": PREFIXES, "terms": [*described, *standard]})


def _term(name: str, label: Bilingual, definition: Bilingual, *, is_class: bool = False) -> Mapping[str, object]:
    kind = "class" if is_class else "property"
    return {"name": name, "kind": kind, "label": asdict(label), "definition": asdict(definition)}


def examples_json() -> bytes:
    """Return the shipped queries with their titles, descriptions and parameters in both languages."""
    return _json([_example(query) for query in named_queries().values()])


def _example(query: NamedQuery) -> Mapping[str, object]:
    return {
        "name": query.name,
        "title": {"en": query.title, "zh": query.title_zh},
        "description": {"en": query.description, "zh": query.description_zh},
        "params": [
            {"name": name, "meaning": {"en": meaning, "zh": query.params_zh[name]}}
            for name, meaning in query.params.items()
        ],
        "text": query.text,
    }


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
