"""The page of the endpoint: a request of a browser in, the query, its answer and the names in it out as HTML.

What the page shows is asked of the workers like anything else, so that its readers are bound by the same limits.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cebgraph.errors import CebgraphError
from cebgraph.pages.assets import POLICY
from cebgraph.pages.cells import PageOf, described
from cebgraph.pages.names import Names, names_query, read_names
from cebgraph.pages.outcomes import Table, Verdict, read_graph, read_results, things_in
from cebgraph.pages.sparql import Asked, Outcome, headed, sparql_page
from cebgraph.reconcile.names import Index
from cebgraph.serve.addresses import page_addresses
from cebgraph.serve.limits import MB
from cebgraph.serve.media import prefers_page
from cebgraph.serve.questions import FORM, Pairs, Question, Refusal, content_of, format_in, question_of
from cebgraph.serve.readers import keeping, language_for
from cebgraph.serve.responses import while_connected
from cebgraph.serve.routes import accepted
from cebgraph.serve.workers import BrokenOff, Workers

_READ = 4 * MB
"""Of an answer; a page shows its first thousand rows."""
_ACCEPT = "application/sparql-results+json, application/n-triples"


def is_for_page(request: Request, pairs: Pairs) -> bool:
    """Say whether a request is that of a person in front of a browser: with parameters of its address and its form."""
    form = request.method != "POST" or content_of(request.headers.get("content-type", ""))[0] == FORM
    return form and not format_in(pairs) and prefers_page(accepted(request))


async def page_of(request: Request, workers: Workers, index: Callable[[], Index], pairs: Pairs) -> Response:
    """Return the page with what was asked and its answer, or why there is none."""
    page = await while_connected(request.receive, _page(request, workers, index, pairs))
    return page or Response(status_code=400)  # to nobody


async def _page(request: Request, workers: Workers, index: Callable[[], Index], pairs: Pairs) -> Response:
    given = dict(pairs)
    chosen = given.get("lang", "")
    language = language_for(request, chosen)
    example, query = given.get("example", ""), given.get("query", "")
    values = {name: value for name, value in pairs if name not in {"example", "lang", "query"}}
    outcome: Outcome | None = None
    names: Names = {}
    try:
        if example:
            text, _, _ = await _content(workers, Question("example", example, tuple(values.items())))
            query = headed(text.decode(), language)
        if query.strip():
            request.scope["asked"] = query  # for the log
            asked = (*(pair for pair in pairs if pair[0] != "query"), ("query", query))
            outcome, names = await _answered(workers, question_of(asked, _ACCEPT))
    except CebgraphError as error:
        outcome = error
    dataset = tuple((name, value) for name, value in pairs if name in {"default-graph-uri", "named-graph-uri"})
    shown = Asked(query, language, example, values, dataset)
    html = await run_in_threadpool(lambda: sparql_page(shown, outcome, names, _leading(index())))
    response = HTMLResponse(html, _status(outcome), {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    return keeping(response, chosen if request.method == "GET" else "", language)


def _leading(index: Index) -> PageOf:
    return page_addresses(index.base, "", lambda iri: index.entity(iri) is not None, described)


def _status(outcome: Outcome | None) -> int:
    if isinstance(outcome, CebgraphError):
        return outcome.status if isinstance(outcome, Refusal) else 503
    return 200


async def _answered(workers: Workers, question: Question) -> tuple[Table | Verdict, Names]:
    """Return what a page shows of an answer, and the names in it."""
    content, media_type, whole = await _content(workers, question)
    read = read_graph if "n-triples" in media_type else read_results
    outcome = await run_in_threadpool(read, content, whole=whole)
    named, _, _ = await _content(workers, Question("query", names_query(things_in(outcome)), accept=_ACCEPT))
    return outcome, read_names(named)


async def _content(workers: Workers, question: Question) -> tuple[bytes, str, bool]:
    """Return the beginning of an answer, its media type, and whether that is all of it.

    Raises Refusal where there is nothing of it.
    """
    content = bytearray()
    async with workers.answer(question) as answer:
        try:
            async for part in answer.parts():
                content += part
                if len(content) >= _READ:
                    return bytes(content), answer.media_type, False
        except (BrokenOff, Refusal) as reason:
            if not content:
                raise Refusal(503, str(reason)) from None
            return bytes(content), answer.media_type, False
        return bytes(content), answer.media_type, True
