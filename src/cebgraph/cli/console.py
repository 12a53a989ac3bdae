"""What the command line says beside its answers: notes and progress, on stderr, as loud as was asked.

Answers go to stdout and nowhere else, so that they can be piped.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

PATIENCE = 1.0
"""Seconds that may pass before a person on a terminal is told what is going on."""

Command = TypeVar("Command", bound=Callable[..., object])


class Console:
    """How loud to be, and the ways to speak."""

    def __init__(self) -> None:
        self.quiet = False
        self.verbose = False

    def note(self, text: str = "") -> None:
        """Say something useful but not asked for."""
        if not self.quiet:
            click.echo(text, err=True)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """Give a function to call with what is being done: shown on a terminal, once it takes more than a second."""
        if self.verbose:
            yield self.note
        elif self.quiet or not sys.stderr.isatty():
            yield lambda _: None
        else:
            line = _Line()
            try:
                yield line.show
            finally:
                line.clear()


class _Line:
    """One line of a terminal, written over again and again; silent while it is young."""

    def __init__(self) -> None:
        self._text = ""
        self._visible = False
        self._timer = threading.Timer(PATIENCE, self._appear)
        self._timer.daemon = True
        self._timer.start()

    def show(self, text: str) -> None:
        """Put a text in place of the last one."""
        self._text = text
        if self._visible:
            self._write(text)

    def clear(self) -> None:
        """Leave nothing behind."""
        self._timer.cancel()
        if self._visible:
            self._write("")

    def _appear(self) -> None:
        self._visible = True
        self._write(self._text)

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def _set(context: click.Context, parameter: click.Parameter, value: object) -> None:
    console = context.ensure_object(Console)
    if value and parameter.name:
        setattr(console, parameter.name, True)


def loudness(command: Command) -> Command:
    """Give a command the options --quiet and --verbose, which may stand before or after its name."""
    for flags, told in (
        (("--verbose", "-v"), "Say on stderr what is being done."),
        (("--quiet", "-q"), "Say nothing but answers and errors."),
    ):
        command = click.option(*flags, is_flag=True, expose_value=False, callback=_set, help=told)(command)
    return command


pass_console = click.make_pass_decorator(Console, ensure=True)
