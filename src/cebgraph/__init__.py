"""cebgraph: the reports of the UN System Chief Executives Board for Coordination as an RDF knowledge graph."""

__version__ = "0.1.0"
