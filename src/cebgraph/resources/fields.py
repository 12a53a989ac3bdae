"""The fields of a YAML file, each with its line, so that every fault of a file is told at once and where it is.

Scalars are read as the texts they are written as: `date: 2021-03-01` is a text here, never a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from cebgraph.errors import DataFileError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Expand = Callable[[str], str]
"""Puts something into a pattern before it is compiled."""


@dataclass(frozen=True)
class Fields:
    """A mapping of a YAML file. A field that is missing or malformed is noted in `faults` and reads as empty."""

    where: str
    nodes: dict[str, yaml.Node]
    line: int = 1
    faults: list[str] = field(default_factory=list)
    lenient: bool = False
    """Whether what is missing reads as empty without being a fault."""

    def leniently(self) -> Fields:
        """Return the same fields, of which any may be left out."""
        return replace(self, lenient=True)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there."""
        node = self._node(key, required=default is None)
        if node is None:
            return default or ""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value).strip()
        return self._fault(node, f"'{key}' must be a text")

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts; without a default it must be there and hold at least one."""
        if default is not None and key not in self.nodes:
            return default
        return tuple(str(item.value) for item in self._scalars(key))

    def flag(self, key: str) -> bool:
        """Return whether something is so; it need not be there."""
        text = self.text(key, "false")
        if text not in {"true", "false"}:
            self.refuse(key, f"'{key}' must be true or false, not '{text}'")
        return text == "true"

    def pattern(self, key: str, *groups: str, expand: Expand = str) -> re.Pattern[str]:
        """Return a pattern, with the named groups that it must have."""
        node = self._node(key, required=True)
        if not isinstance(node, yaml.ScalarNode):
            if node is not None:
                self._fault(node, f"'{key}' must be a pattern")
            return re.compile("(?!)")
        return self._compiled(node, groups, expand)

    def either(self, key: str, *, expand: Expand = str, around: str = "{}") -> re.Pattern[str]:
        """Return one pattern that matches any of a list of patterns, the longest first."""
        compiled = [self._compiled(item, (), expand).pattern for item in self._scalars(key)]
        return re.compile(around.format(alternatives(compiled)))

    def patterns(self, key: str, *groups: str, expand: Expand = str) -> tuple[re.Pattern[str], ...]:
        """Return a list of patterns."""
        return tuple(self._compiled(item, groups, expand) for item in self._scalars(key))

    def share(self, key: str) -> float:
        """Return a number between 0 and 1."""
        text = self.text(key)
        if re.fullmatch(r"0?\.\d+|[01](\.0)?", text):
            return float(text)
        if text:
            self._fault(self.nodes[key], f"'{key}' must be a number between 0 and 1, not '{text}'")
        return 0.0

    def number(self, key: str) -> int:
        """Return a whole number."""
        text = self.text(key)
        if text.isdecimal():
            return int(text)
        if text:
            self._fault(self.nodes[key], f"'{key}' must be a whole number, not '{text}'")
        return 0

    def fields(self, key: str) -> Fields:
        """Return the fields of a mapping in this one; faults are shared."""
        node = self._node(key, required=True)
        if node is None:
            return Fields(self.where, {}, self.line, self.faults, self.lenient)
        return self._mapping(node)

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return a mapping of lists of texts."""
        lists = self.fields(key)
        return {name: lists.texts(name) for name in lists.nodes}

    def table(self, key: str) -> dict[str, str]:
        """Return a mapping of texts; it need not be there."""
        if key not in self.nodes:
            return {}
        table = self.fields(key)
        return {name: table.text(name) for name in table.nodes}

    def rows(self, key: str, *, required: bool = True) -> tuple[Fields, ...]:
        """Return a list of mappings."""
        node = self._node(key, required=required)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._mapping(item) for item in node.value)
        if node is not None:
            self._fault(node, f"'{key}' must be a list")
        return ()

    def only(self, *keys: str) -> None:
        """Note every key that is not one of these."""
        for key, node in self.nodes.items():
            if key not in keys:
                self._fault(node, f"no such key '{key}'; known are {', '.join(sorted(keys))}")

    def refuse(self, key: str, message: str) -> None:
        """Note a fault of a field."""
        if key in self.nodes:  # else that is the fault, and noted
            self._fault(self.nodes[key], message)

    def _scalars(self, key: str) -> list[yaml.ScalarNode]:
        node = self._node(key, required=True)
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        if node is not None and not (items and all(isinstance(item, yaml.ScalarNode) for item in items)):
            self._fault(node, f"'{key}' must be a list of texts")
            return []
        return items

    def _node(self, key: str, *, required: bool) -> yaml.Node | None:
        if required and key not in self.nodes and not self.lenient:
            self.faults.append(f"{self.where}:{self.line}: '{key}' is missing")
        return self.nodes.get(key)

    def _compiled(self, node: yaml.ScalarNode, groups: tuple[str, ...], expand: Expand) -> re.Pattern[str]:
        nothing = re.compile("".join(f"(?P<{group}>(?!))" for group in groups) or "(?!)")
        try:
            compiled = re.compile(expand(node.value))
        except re.error as error:
            self._fault(node, f"not a regular expression: {error}")
            return nothing
        except ValueError as error:
            self._fault(node, str(error))
            return nothing
        for group in groups:
            if group not in compiled.groupindex:
                self._fault(node, f"the pattern must have a group (?P<{group}>…)")
        return compiled

    def _mapping(self, node: yaml.Node) -> Fields:
        nodes: dict[str, yaml.Node] = {}
        if isinstance(node, yaml.MappingNode):
            nodes = {str(key.value): value for key, value in node.value}
        else:
            self._fault(node, "must be a mapping")
        return Fields(self.where, nodes, node.start_mark.line + 1, self.faults, self.lenient)

    def _fault(self, node: yaml.Node, message: str) -> str:
        self.faults.append(f"{self.where}:{node.start_mark.line + 1}: {message}")
        return ""


def read_fields(path: Path, where: str) -> Fields:
    """Read the fields of a YAML file; `where` names it in messages."""
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataFileError([f"{where}: no such file"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError([f"{where}: cannot be read: {error}"]) from None
    return parse_fields(content, where)


def parse_fields(content: str, where: str) -> Fields:
    r"""Read the fields of a YAML text.

    >>> fields = parse_fields("label: '('\nshort: often", "structure.yaml")
    >>> _ = fields.pattern("label"), fields.share("short"), fields.text("title")
    >>> print("\n".join(fields.faults))
    structure.yaml:1: not a regular expression: missing ), unterminated subpattern at position 0
    structure.yaml:2: 'short' must be a number between 0 and 1, not 'often'
    structure.yaml:1: 'title' is missing
    """
    try:
        node = yaml.compose(content, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise DataFileError([f"{where}:{line}: not YAML: {getattr(error, 'problem', error)}"]) from None
    if not isinstance(node, yaml.MappingNode):
        raise DataFileError([f"{where}:1: must be a mapping"])
    return Fields(where, {str(key.value): value for key, value in node.value})


def open_fields(path: Path, faults: list[str]) -> Fields:
    """Read the fields of a YAML file of data/; every fault of the file goes to `faults`, now and later.

    Where the file cannot be read at all, that is its one fault, and its fields read as empty.
    """
    *_, inside = ["", *str(path).rpartition("/data/")]
    where = f"data/{inside}"
    try:
        return Fields(where, read_fields(path, where).nodes, 1, faults)
    except DataFileError as error:
        faults.extend(error.faults)
        return Fields(where, {}, 1, [])


def alternatives(patterns: Iterable[str]) -> str:
    """Return a pattern that matches any of some patterns, the longest first; nothing matches none.

    >>> alternatives(["网", "网络"])
    '(?:网络|网)'
    """
    return f"(?:{'|'.join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern))) or '(?!)'})"
