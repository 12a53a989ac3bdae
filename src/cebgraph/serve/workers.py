"""The processes that answer: started as they are needed, one question each at a time, killed when one takes too much.

A worker reads one generation of the store. When a build has come in, workers of the generation before are let go as
they become idle, so that no answer mixes two.
"""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import signal
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cebgraph.serve.frames import HEAD, Kind, question_frame
from cebgraph.serve.limits import MB, Limits
from cebgraph.serve.questions import Question, Refusal
from cebgraph.store import Generation, latest_generation

_LOG = logging.getLogger("cebgraph.serve.workers")
RETRY_AFTER = 5
"""Seconds that a client is asked to wait when all workers are busy."""


class BrokenOff(Exception):
    """An answer that had begun cannot be completed."""


@dataclass(eq=False, slots=True)
class _Worker:
    process: asyncio.subprocess.Process
    questions: asyncio.StreamWriter
    frames: asyncio.StreamReader
    generation: Generation
    left: float = 0
    """Seconds that it may still compute."""
    idle: bool = True

    @classmethod
    async def started(cls, generation: Generation, memory: int, services: Iterable[str]) -> Self:
        """Start a process that answers from a generation."""
        command = (sys.executable, "-m", "cebgraph.serve.worker", str(generation.path), str(memory), *services)
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe)
        if process.stdin is None or process.stdout is None:
            raise OSError(errno.EPIPE, "a process has no pipes")
        return cls(process, process.stdin, process.stdout, generation)

    async def ask(self, question: Question, seconds: float) -> None:
        self.left, self.idle = seconds, False
        with suppress(ConnectionError):  # a worker that has died is noticed when its answer is read
            self.questions.write(question_frame(question))
            await self.questions.drain()

    async def receive(self) -> tuple[Kind, bytes]:
        """Return the next frame.

        Raises TimeoutError where it took too long to compute, IncompleteReadError where the process has died.
        """
        clock = asyncio.get_running_loop().time
        begun = clock()
        async with asyncio.timeout(max(self.left, 0)):
            kind, length = HEAD.unpack(await self.frames.readexactly(HEAD.size))
            content = await self.frames.readexactly(length)
        self.left -= clock() - begun
        return Kind(kind), content

    async def stop(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.communicate()


@dataclass(slots=True)
class Answer:
    """An answer that has begun."""

    media_type: str
    generation: Generation
    _worker: _Worker
    _limits: Limits

    async def parts(self) -> AsyncIterator[bytes]:
        """Give the answer as it is made.

        Raises BrokenOff where it cannot be completed within the limits.
        """
        size = 0
        while True:
            kind, content = await _received(self._worker, self._limits)
            if kind is Kind.END:
                self._worker.idle = not content
                return
            if kind is Kind.REFUSED:
                raise BrokenOff(json.loads(content)[1])
            size += len(content)
            if size > self._limits.size:
                raise BrokenOff(f"the answer is larger than {self._limits.size / MB:g} MB")
            yield content


async def _received(worker: _Worker, limits: Limits) -> tuple[Kind, bytes]:
    """Return the next frame of a worker.

    Raises Refusal, in words for the client, where there is none.
    """
    try:
        return await worker.receive()
    except TimeoutError:
        msg = f"the answer takes longer than {limits.time:g} s to compute, and was given up"
        raise Refusal(503, msg, hint="ask for less, or with LIMIT") from None
    except asyncio.IncompleteReadError:
        raise await _obituary(worker, limits) from None


async def _obituary(worker: _Worker, limits: Limits) -> Refusal:
    """Tell of what a worker died, by the signal that ended it; its last words are for the log alone."""
    _, last_words = await worker.process.communicate()
    ended = -(worker.process.returncode or 0)
    if ended == signal.SIGABRT and b"memory allocation" in last_words:
        size = f"{limits.memory / MB:g} MB"
        return Refusal(503, f"the answer takes more than {size} of memory, and was given up", hint="ask for less")
    if ended == signal.SIGSEGV:
        return Refusal(400, "the query is nested too deeply")
    _LOG.error("a worker has died: %s", last_words.decode(errors="replace").strip()[-2000:])
    return Refusal(500, "what was to answer has died")


@dataclass(slots=True)
class Workers:
    """The workers of a server."""

    store: Path
    limits: Limits
    services: tuple[str, ...] = ()
    _idle: list[_Worker] = field(default_factory=list)
    _waiting: int = 0
    _turns: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._turns = asyncio.Semaphore(self.limits.queries)

    @asynccontextmanager
    async def answer(self, question: Question) -> AsyncIterator[Answer]:
        """Give the answer to a question once it has begun; a worker that is left in the middle of it is killed.

        Raises Refusal where there is none, StoreError where there is no store.
        """
        async with self._turn():
            worker = await self._worker(latest_generation(self.store))
            try:
                await worker.ask(question, self.limits.time)
                kind, content = await _received(worker, self.limits)
                if kind is Kind.REFUSED:
                    _, rest = await _received(worker, self.limits)
                    worker.idle = not rest
                    status, message = json.loads(content)
                    raise Refusal(status, message)
                yield Answer(content.decode(), worker.generation, worker, self.limits)
            finally:
                if worker.idle:
                    self._idle.append(worker)
                else:
                    await worker.stop()

    @property
    def waiting(self) -> int:
        """How many questions wait for their turn."""
        return self._waiting

    async def close(self) -> None:
        """Let all idle workers go."""
        while self._idle:
            await self._idle.pop().stop()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Wait for one's turn.

        Raises Refusal where too many wait, or it takes too long.
        """
        busy = Refusal(503, "all who could answer are busy", hint=f"try again in {RETRY_AFTER} s")
        if self._waiting >= self.limits.waiting:
            raise busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.time):
                await self._turns.acquire()
        except TimeoutError:
            raise busy from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()

    async def _worker(self, generation: Generation) -> _Worker:
        """Return an idle worker of a generation, or a new one."""
        while self._idle:
            worker = self._idle.pop()
            if worker.generation == generation and worker.process.returncode is None:
                return worker
            await worker.stop()
        return await _Worker.started(generation, self.limits.memory, self.services)
