"""Push: the graph, loaded into a remote store that speaks SPARQL 1.1, whichever it is.

What a store is sent is made by pure functions (chunks, protocols); where it listens is data (endpoints); only one
module touches the network (transport). Whoever only wants to know the endpoints needs no library for HTTP.
"""
