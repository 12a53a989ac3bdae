"""The load: graphs in, the same graphs in a remote store out, one after the other, each checked when it is complete.

A graph that is pushed replaces the graph of that name and touches no other. While its chunks arrive, readers see a
part of it, unless it is loaded into a draft first: then one copy puts it into its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pyoxigraph import Triple

from cebgraph.errors import PushError
from cebgraph.iris import thing_iri
from cebgraph.push.checking import check_graph
from cebgraph.push.chunks import DEFAULT, chunks_of
from cebgraph.push.endpoints import Endpoints
from cebgraph.push.protocols import PROTOCOLS, copying, dropping
from cebgraph.push.transport import Refusal, Session

AUTO = "auto"
_OTHERWISE = frozenset({400, 404, 405, 415, 501})
"""Answers after which the other protocol may be the right one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to load."""

    protocol: str = AUTO
    chunk_size: int | None = None
    """Bytes of a chunk; None leaves it to the protocol."""
    atomic: bool = False
    """Whether to load each graph aside and put it into its place whole."""
    check: bool = True


@dataclass(frozen=True, slots=True)
class Pushed:
    """A graph that is complete in the store."""

    graph: str
    """Its name; "" is the default graph."""
    triples: int


@dataclass(frozen=True, slots=True)
class _Load:
    """What every step of a push needs."""

    session: Session
    endpoints: Endpoints
    plan: Plan
    tell: Callable[[str], None]


def push(
    graphs: Mapping[str, Sequence[Triple]],
    endpoints: Endpoints,
    session: Session,
    plan: Plan = Plan(),
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Pushed]:
    """Load graphs into a store and give each when it is complete.

    Raises PushError where the store refuses or cannot be reached, which says how many graphs were complete by then.
    """
    load = _Load(session, endpoints, plan, tell)
    protocols = _possible(load, graphs)
    for done, (graph, triples) in enumerate(graphs.items()):
        try:
            protocols = (_replace(load, protocols, graph, triples),)
        except PushError as error:
            so_far = f"{done} of {len(graphs)} graphs complete"
            error.hint = f"{error.hint}; {so_far}" if error.hint else so_far
            raise
        yield Pushed(graph, len(triples))


def _possible(load: _Load, graphs: Iterable[str]) -> tuple[str, ...]:
    """Return the protocols to try, in order; refuse what such a store cannot do."""
    endpoints, plan = load.endpoints, load.plan
    if DEFAULT in graphs and not endpoints.own_default:
        raise PushError("such a store has no default graph of its own", hint="push without --union-default")
    if plan.atomic and not (endpoints.update and endpoints.copies):
        raise PushError("such a store cannot copy a graph", hint="push without --atomic")
    if plan.check and not endpoints.query:
        raise PushError("where to ask such a store is not known", hint="give --query, or --no-check")
    wanted = tuple(PROTOCOLS) if plan.protocol == AUTO else (plan.protocol,)
    found = tuple(name for name in wanted if PROTOCOLS[name].endpoint(endpoints))
    if not found:
        raise PushError(f"such a store does not speak {plan.protocol}", hint="give another --protocol")
    return found


def _replace(load: _Load, protocols: Sequence[str], graph: str, triples: Sequence[Triple]) -> str:
    """Make a graph of the store what it should be; return the protocol that the store speaks."""
    if not load.plan.atomic:
        spoken = _fill_by_any(load, protocols, graph, triples)
        _check(load, graph, triples)
        return spoken
    draft = f"{graph or thing_iri('graph/default')}/draft"
    try:
        spoken = _fill_by_any(load, protocols, draft, triples)
        _check(load, draft, triples)
        load.session.send(copying(load.endpoints.update, draft, graph))
    except PushError:
        with suppress(PushError):  # the store may be gone
            load.session.send(dropping(load.endpoints.update, draft), tries=1)
        raise
    load.session.send(dropping(load.endpoints.update, draft))
    _check(load, graph, triples)
    return spoken


def _fill_by_any(load: _Load, protocols: Sequence[str], graph: str, triples: Sequence[Triple]) -> str:
    """Fill a graph by the first protocol that the store takes; tell the first refusal where it takes none."""
    refusals: list[Refusal] = []
    for protocol in protocols:
        try:
            _fill(load, protocol, graph, triples)
        except Refusal as refusal:
            if refusal.status not in _OTHERWISE:
                raise
            refusals.append(refusal)
        else:
            return protocol
    raise refusals[0]


def _fill(load: _Load, name: str, graph: str, triples: Sequence[Triple]) -> None:
    protocol, sent = PROTOCOLS[name], 0
    endpoint = protocol.endpoint(load.endpoints)
    for chunk in chunks_of(triples, load.plan.chunk_size or protocol.chunk_size):
        load.session.send(protocol.writing(endpoint, graph, chunk, sent == 0))
        sent += chunk.triples
        load.tell(f"{graph or 'default graph'}: {sent} of {len(triples)} triples sent")


def _check(load: _Load, graph: str, triples: Sequence[Triple]) -> None:
    if load.plan.check:
        check_graph(load.session, load.endpoints.query, graph, triples)
