"""Pages over a graph that is served: what was asked and what the graph answered in, HTML out.

Nothing here opens a store or a socket. A page works without JavaScript, and what it loads in a browser comes from its
own server under a policy that lets nothing else pass (`assets`).
"""
