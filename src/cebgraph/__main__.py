"""`python -m cebgraph` is the command `cebgraph`."""

from cebgraph.cli import main

if __name__ == "__main__":
    main()
