"""Graphs of as many things as one asks for, of the vocabulary of the project and linked as things in reports are.

A seed makes them the same each time. New things link to old ones, the more linked the likelier, so that few have very
many links and most have one or two, as in the graph of the shipped report; there is a hierarchy of bodies in it.
"""

from __future__ import annotations

import random  # noqa: TID251  seeded
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from cebgraph.iris import expand, thing_iri

KINDS = (
    ("body", "Committee", "Body", 12),
    ("organization", "UNEntity", "Organization", 10),
    ("post", "Post", "Post", 4),
    ("document", "Report", "Document", 40),
    ("initiative", "Initiative", "Initiative", 12),
    ("event", "Event", "Event", 14),
    ("concept", "Concept", "Concept", 8),
)
"""Paths, narrow and wide classes of things, and how many of a hundred there are of each."""
PREDICATES = ("issued", "developed", "endorsed", "considered", "supports", "held", "pursuantTo")
TOPICS = (
    *(("水", "Water"), ("数据", "Data"), ("气候", "Climate"), ("青年", "Youth"), ("性别", "Gender")),
    *(("贸易", "Trade"), ("能源", "Energy"), ("海洋", "Oceans"), ("粮食", "Food"), ("和平", "Peace")),
)
DATES = ("2018", "2019-04", "2020", "2020-05", "2020-11-03", "2021-01", "2018-10-11/2018-10-12", "")
LINKS = 1.15
"""For each thing, as in the shipped report."""


def large_graph(number: int, seed: int = 7) -> Iterator[Quad]:
    """Give the quads of a graph of so many things."""
    chance = random.Random(seed)  # noqa: S311  a graph, not a secret
    kinds = chance.choices(KINDS, [share for *_, share in KINDS], k=number)
    things = [NamedNode(thing_iri(f"{path}/{at}")) for at, (path, *_) in enumerate(kinds)]
    for at, (_, narrow, wide, _) in enumerate(kinds):
        yield from _thing(things[at], at, (narrow, wide), chance)
    ends, bodies = [0], list[int]()
    for at in range(1, number):
        if kinds[at][0] == "body":
            if bodies:
                parent = things[chance.choice(bodies[:200])]
                yield Quad(things[at], NamedNode(expand("org:subOrganizationOf")), parent)
            bodies.append(at)
        elif chance.random() < 0.15:  # nothing is said of it
            continue
        for _ in range(1 + (chance.random() < LINKS - 1)):
            other = chance.choice(ends)
            ends += [at, other, other]
            yield from _statement(things[other], things[at], len(ends), chance)


def _thing(thing: NamedNode, at: int, classes: tuple[str, ...], chance: random.Random) -> Iterator[Quad]:
    topic, other = chance.choice(TOPICS), chance.choice(TOPICS)
    for name in classes:
        yield Quad(thing, NamedNode(expand("rdf:type")), NamedNode(expand(f"ceb:{name}")))
    yield Quad(thing, NamedNode(expand("rdfs:label")), Literal(f"{topic[0]}与{other[0]}问题第{at}号", language="zh"))
    yield Quad(thing, NamedNode(expand("rdfs:label")), Literal(f"{classes[0]} {at} on {topic[1]}", language="en"))
    if chance.random() < 0.2:
        yield Quad(thing, NamedNode(expand("ceb:acronym")), Literal(f"ABC-{at}"))


def _statement(subject: NamedNode, target: NamedNode, at: int, chance: random.Random) -> Iterator[Quad]:
    node, predicate = NamedNode(thing_iri(f"statement/{at}")), NamedNode(expand(f"ceb:{chance.choice(PREDICATES)}"))
    yield Quad(subject, predicate, target)
    yield Quad(node, NamedNode(expand("rdf:type")), NamedNode(expand("ceb:Statement")))
    for part, value in (("subject", subject), ("predicate", predicate), ("object", target)):
        yield Quad(node, NamedNode(expand(f"rdf:{part}")), value)
    if date := chance.choice(DATES):
        yield Quad(node, NamedNode(expand("ceb:when")), Literal(date))
    mark = thing_iri(f"annotation/{at}")
    yield Quad(node, NamedNode(expand("ceb:evidence")), NamedNode(mark))
    yield Quad(NamedNode(mark), NamedNode(expand("oa:hasTarget")), NamedNode(f"{mark}#target"))
    block = NamedNode(thing_iri(f"report/E-2021-47/zh/paragraph/{at % 90}"))
    yield Quad(NamedNode(f"{mark}#target"), NamedNode(expand("oa:hasSource")), block)
    yield Quad(NamedNode(f"{mark}#target"), NamedNode(expand("oa:hasSelector")), NamedNode(f"{mark}#quote"))
    words = Literal(f"第{at}段称，{chance.choice(TOPICS)[0]}问题委员会处理了此事")
    yield Quad(NamedNode(f"{mark}#quote"), NamedNode(expand("oa:exact")), words)
