"""The graph as a site of files: a store in, a folder out that any host of files serves and a browser reads from a disk.

What is written is an iterator of paths and contents (`site`); `writing` alone touches the disk.
"""

from __future__ import annotations

from cebgraph.publishing.planning import Plan, plan
from cebgraph.publishing.site import site_files
from cebgraph.publishing.writing import put, refuse

__all__ = ["Plan", "plan", "put", "refuse", "site_files"]
