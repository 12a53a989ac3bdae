"""GraphML and GEXF: the network of things for programs that draw and measure networks (Gephi, yEd, Cytoscape)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from pyoxigraph import Quad

from cebgraph.network import read_network, to_networkx
from cebgraph.summary import in_memory

# networkx writes the day of writing; the same graph gives the same bytes on any day.
_DAY = re.compile(rb'<meta lastmodifieddate="[^"]*">')


def graphml_bytes(quads: Sequence[Quad]) -> bytes:
    """Return the network of things as a GraphML file."""
    from networkx import write_graphml_xml  # noqa: PLC0415  slow to import

    content = BytesIO()
    write_graphml_xml(to_networkx(read_network(in_memory(quads))), content, named_key_ids=True)
    return content.getvalue()


def gexf_bytes(quads: Sequence[Quad]) -> bytes:
    """Return the network of things as a GEXF file, which Gephi opens."""
    from networkx import write_gexf  # noqa: PLC0415  slow to import

    content = BytesIO()
    write_gexf(to_networkx(read_network(in_memory(quads))), content)
    return _DAY.sub(b"<meta>", content.getvalue(), count=1)
