"""A block while it is being put together: the lines that belong to it, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from cebgraph.model.report import BlockKind
from cebgraph.structure.lines import Row


@dataclass(slots=True, eq=False)
class Draft:
    """A block to be."""

    kind: BlockKind
    number: str = ""
    parent: Draft | None = None
    rows: list[Row] = field(default_factory=list)
    labels: set[int] = field(default_factory=set)
    """Indexes of lines that belong to the block but not to its text: a heading like 摘要."""
    breaks: set[int] = field(default_factory=set)
    """Indexes of lines before which the author began a new line."""
    words: list[Row] = field(default_factory=list)
    """The lines that stand in a figure's picture; read after its caption."""
    columns: bool = False
    """Whether wide gaps part what stands side by side in a line, as in a masthead."""

    def add(self, row: Row, *, new_line: bool = False) -> None:
        """Let a line be the next of the block."""
        if new_line:
            self.breaks.add(row.index)
        self.rows.append(row)

    def reading_order(self) -> list[Row]:
        """Return the lines whose text is the block's, in the order in which they are read."""
        return [row for row in (*self.rows, *self.words) if row.index not in self.labels]

    @property
    def head(self) -> Row:
        """The line by which the block takes its place among others."""
        return self.rows[0]

    @property
    def empty(self) -> bool:
        """Say whether it has no text yet."""
        return all(row.index in self.labels for row in self.rows)
