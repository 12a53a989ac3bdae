"""Tables of text on a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wcwidth import wcswidth


def pad(text: str, width: int) -> str:
    """Fill a text up with spaces.

    >>> pad("核可", 6) + "|"
    '核可  |'
    """
    return text + " " * (width - max(wcswidth(text), 0))


def aligned(rows: Sequence[Sequence[str]], *, indent: str = "", rule: bool = False) -> Iterator[str]:
    r"""Give lines whose cells stand below one another; `rule` draws a line under the first, its heads.

    >>> print(*aligned([["2", "委员会", "Committee"], ["11", "网络", "Network"]]), sep="\n")
    2   委员会  Committee
    11  网络    Network
    """
    widths = [max(wcswidth(cell) for cell in column) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        yield indent + "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if rule and number == 0:
            yield indent + "  ".join("─" * width for width in widths)
