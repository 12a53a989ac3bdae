"""How a language that is read in part names the Sustainable Development Goals: data/languages/<language>/goals.yaml."""

from __future__ import annotations

import re
from functools import lru_cache

from cebgraph.errors import DataFileError
from cebgraph.resources.fields import open_fields
from cebgraph.resources.paths import folder


@lru_cache
def load_goals(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a language, each with the numbers of goals or targets in a group; none without a file.

    >>> [pattern.search("l’objectif de développement durable 6")["numbers"] for pattern in load_goals("fr")[:1]]
    ['6']
    """
    path = folder("data") / "languages" / language / "goals.yaml"
    if not path.is_file():
        return ()
    faults: list[str] = []
    fields = open_fields(path, faults)
    fields.only("goals", "number", "join", "target")
    number, join = fields.text("number"), fields.text("join")

    def expand(text: str) -> str:
        return text.replace("{list}", f"{number}(?:{join}{number})*")

    patterns = (*fields.patterns("goals", "numbers", expand=expand), fields.pattern("target", "numbers"))
    if faults:
        raise DataFileError(faults)
    return patterns
