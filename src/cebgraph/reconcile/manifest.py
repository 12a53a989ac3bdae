"""The service manifest: what a client that knows only the address of the service learns first.

JSONP is left out on purpose: it lets a page of anybody run what a server sends. CORS serves the same clients.
"""

from __future__ import annotations

from cebgraph.iris import ONTOLOGY
from cebgraph.reconcile.extend import SETTINGS
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.queries import BATCH, Json
from cebgraph.reconcile.schema import Term

WIDTH, HEIGHT = 430, 320
"""The size of a preview in pixels."""
_UMBRELLA = "ceb:Work"
"""What documents and initiatives share in the ontology; nobody has a column of both."""


def manifest(index: Index, endpoint: str, version: str, view: str = "") -> Json:
    """Return the manifest of the service at an address.

    `view` is the address of the page of a thing, with {{id}} for its id; without one, the preview is the page.
    """
    preview = f"{endpoint}/preview?id={{{{id}}}}"
    return {
        "versions": ["0.2"],
        "name": "cebgraph 联合国系统协调 · UN system coordination",
        "identifierSpace": index.base,
        "schemaSpace": ONTOLOGY,
        "serviceVersion": version,
        "defaultTypes": [{"id": term.id, "name": term.name} for term in default_types(index)],
        "view": {"url": view or preview},
        "preview": {"url": preview, "width": WIDTH, "height": HEIGHT},
        "suggest": {
            kind: {"service_url": endpoint, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": endpoint, "service_path": "/properties"},
            "property_settings": SETTINGS,
        },
        "batchSize": BATCH,
    }


def default_types(index: Index) -> list[Term]:
    """Return the widest types, those that most things are of first."""
    widest = [term for term in index.schema.types.values() if not set(term.broader) - {_UMBRELLA}]
    counts = {term.id: sum(term.id in entity.types for entity in index.entities.values()) for term in widest}
    return sorted((term for term in widest if term.id != _UMBRELLA), key=lambda term: (-counts[term.id], term.id))
