"""The index of names as a file: what names are matched against in, a script that holds it out, for pages from a disk.

`web/matching.js` finds things by it as `reconcile.suggest` does on the server: with the same keys, in the same order,
by the same numbers, which therefore stand in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from cebgraph.publishing.paths import address
from cebgraph.reconcile import grams, matching, scoring
from cebgraph.reconcile.names import Index
from cebgraph.reconcile.queries import description
from cebgraph.reconcile.suggest import PAGE
from cebgraph.resources.lexicon import load_lexicon
from cebgraph.resources.traditional import load_traditional

_NUMBERS = {
    "least": matching.LEAST,
    "weak": matching.WEAK,
    "reordered": matching.REORDERED,
    "nearest": matching.NEAREST,
    "parts": matching.PARTS_AT_MOST,
    "best": matching.BEST,
    "mean": matching.MEAN,
    "later": matching.LATER,
    "near": grams.NEAR,
    "read": grams.READ,
    "longest": scoring.LONGEST,
    "subset": scoring.SUBSET,
    "contradiction": scoring.CONTRADICTION,
    "page": PAGE,
}


def names_script(index: Index, paths: Mapping[str, str]) -> bytes:
    """Return a script that holds the names of all things that have a page, by the paths of their pages."""
    entities = [entity for entity in index.entities.values() if entity.iri in paths]
    numbers = {entity.id: number for number, entity in enumerate(entities)}

    def numbered(ids: Iterable[str]) -> list[int]:
        return [numbers[one] for one in ids if one in numbers]

    traditional = load_traditional()
    told = {
        "base": index.base,
        "numbers": _NUMBERS,
        "things": [
            {
                "id": entity.id,
                "page": address(paths[entity.iri]),
                "label": {tag: entity.label(tag) for tag in ("zh", "en")},
                "description": {tag: description(index, entity, tag) for tag in ("zh", "en")},
            }
            for entity in entities
        ],
        "keys": [
            [key, [[numbers[one], strong] for one, strong in sorted(index.bearers[key].items()) if one in numbers]]
            for key in index.grams.keys
        ],
        "orders": [[words, numbered(ids)] for words, ids in sorted(index.reordered.items())],
        "pages": [[page, numbered(ids)] for page, ids in sorted(index.pages.items())],
        "numerals": load_lexicon("zh").values.numerals,
        "traditional": "".join(map(chr, traditional)),
        "simplified": "".join(traditional.values()),
    }
    return f"globalThis.cebgraphNames = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n".encode()
