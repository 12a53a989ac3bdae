"""The check after a load: does the store hold what was sent? It must count as many triples, and know some by heart.

The count finds what was cut off or left over; the sample, spread over the whole graph, what was changed on the way: a
letter read in the wrong encoding, a number written another way.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Triple

from cebgraph.errors import PushError
from cebgraph.push.chunks import DEFAULT, ntriples
from cebgraph.push.protocols import asking
from cebgraph.push.transport import Session

_SAMPLE = 20


def check_graph(session: Session, endpoint: str, graph: str, triples: Sequence[Triple]) -> None:
    """Compare a graph of a store with what it should hold.

    Raises PushError where they differ.
    """
    where = graph or endpoint
    found = _count(session, endpoint, _within(graph, "?s ?p ?o"))
    if found != len(triples):
        message = f"the store holds {found} triples of it, not {len(triples)}"
        raise PushError(message, where=where, hint="is somebody else writing to it? push again")
    sample = b"".join(ntriples(triple) for triple in spread(triples, _SAMPLE)).decode()
    if _count(session, endpoint, _within(graph, sample)) != 1:
        message = "the store holds as many triples as were sent, but not the same"
        raise PushError(message, where=where, hint="does it read N-Triples as UTF-8?")


def spread(triples: Sequence[Triple], number: int) -> Sequence[Triple]:
    """Return some triples from first to last, evenly spread.

    >>> spread(range(10), 3)
    [0, 4, 9]
    """
    if len(triples) <= number:
        return triples
    return [triples[place * (len(triples) - 1) // (number - 1)] for place in range(number)]


def _within(graph: str, pattern: str) -> str:
    return f"GRAPH <{graph}> {{ {pattern} }}" if graph != DEFAULT else pattern


def _count(session: Session, endpoint: str, pattern: str) -> int:
    response = session.send(asking(endpoint, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"))
    try:
        return int(response.json()["results"]["bindings"][0]["n"]["value"])
    except (ValueError, LookupError, TypeError) as error:
        message = "does not answer a query as SPARQL 1.1 wants it, so that the load cannot be checked"
        raise PushError(
            message, where=endpoint, hint="--query names the right endpoint, --no-check leaves it"
        ) from error
