"""The graph for everyone who speaks HTTP: a store in, a read-only SPARQL endpoint and what belongs to it out.

The server's own process reads requests and passes answers on; each query runs in a process of its own, which can be
stopped at any moment and whose memory goes with it.
"""
