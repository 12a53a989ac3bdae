"""cebgraph: the reports of the UN System Chief Executives Board for Coordination as an RDF knowledge graph.

The functions named here are the public ones; each is loaded when it is first used, so that `import cebgraph` is light.

>>> import cebgraph
>>> from pathlib import Path
>>> report = cebgraph.read_source(Path("data/reports/ceb-overview-2020.zh.txt"))
>>> extraction = cebgraph.process_document(report)
>>> sum(block.kind == "paragraph" for block in extraction.report.blocks)
79
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cebgraph.export import write_exports
    from cebgraph.graph import build_dataset
    from cebgraph.inference import infer, read_axioms
    from cebgraph.knowledge_graph import KnowledgeGraph, open_graph
    from cebgraph.model.source import Description
    from cebgraph.pipeline import build, process_document
    from cebgraph.query import run_query
    from cebgraph.read import read_source
    from cebgraph.store import open_store, write_store
    from cebgraph.structure import parse_report
    from cebgraph.validate import validate_dataset

__version__ = "0.1.0"

_HOME = {
    "Description": "cebgraph.model.source",
    "KnowledgeGraph": "cebgraph.knowledge_graph",
    "build": "cebgraph.pipeline",
    "build_dataset": "cebgraph.graph",
    "infer": "cebgraph.inference",
    "open_graph": "cebgraph.knowledge_graph",
    "open_store": "cebgraph.store",
    "parse_report": "cebgraph.structure",
    "process_document": "cebgraph.pipeline",
    "read_axioms": "cebgraph.inference",
    "read_source": "cebgraph.read",
    "run_query": "cebgraph.query",
    "validate_dataset": "cebgraph.validate",
    "write_exports": "cebgraph.export",
    "write_store": "cebgraph.store",
}

__all__ = [
    "Description",
    "KnowledgeGraph",
    "build",
    "build_dataset",
    "infer",
    "open_graph",
    "open_store",
    "parse_report",
    "process_document",
    "read_axioms",
    "read_source",
    "run_query",
    "validate_dataset",
    "write_exports",
    "write_store",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the module holds
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    msg = f"module 'cebgraph' has no attribute {name!r}"
    raise AttributeError(msg)
