"""The embedded store: complete builds, swapped in whole."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from cebgraph.errors import StoreError
from cebgraph.store import latest_generation, open_generation, open_store, stored_quads, write_store

GRAPHS = ("https://example.org/one", "https://example.org/two")


def some_quads(count: int, word: str = "word") -> tuple[Quad, ...]:
    """Return that many quads, each in two graphs."""
    subject, predicate = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
    return tuple(
        Quad(subject, predicate, Literal(f"{word} {number}"), NamedNode(graph))
        for number in range(count)
        for graph in GRAPHS
    )


def test_a_store_holds_the_quads_of_the_last_build(tmp_path: Path) -> None:
    write_store(some_quads(3, "early"), tmp_path)
    write_store(some_quads(5, "late"), tmp_path)
    assert set(stored_quads(open_store(tmp_path))) == set(some_quads(5, "late"))


def test_the_default_graph_holds_each_triple_once(tmp_path: Path) -> None:
    write_store(some_quads(4), tmp_path)
    merged = [quad for quad in open_store(tmp_path) if quad.graph_name == DefaultGraph()]
    assert len(merged) == 4


def test_whoever_reads_goes_on_reading_while_a_build_comes_in(tmp_path: Path) -> None:
    write_store(some_quads(500, "early"), tmp_path)
    reading = iter(open_store(tmp_path))
    next(reading)
    write_store(some_quads(2, "late"), tmp_path)
    assert sum(1 for _ in reading) == 3 * 500 - 1


def test_only_the_latest_generation_and_the_one_before_stay(tmp_path: Path) -> None:
    for count in range(1, 5):
        write_store(some_quads(count), tmp_path)
    assert sorted(path.name for path in tmp_path.glob("generation-*")) == ["generation-3", "generation-4"]


def test_the_digest_tells_whether_two_generations_hold_the_same(tmp_path: Path) -> None:
    digests = []
    for quads in (some_quads(9), some_quads(9)[::-1], some_quads(8)):
        write_store(quads, tmp_path)
        digests.append(latest_generation(tmp_path).digest)
    assert digests[0] == digests[1] != digests[2]


def test_a_build_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    write_store(some_quads(3), tmp_path)
    before = latest_generation(tmp_path)
    with pytest.raises(TypeError):
        write_store([*some_quads(1), "no quad"], tmp_path)  # type: ignore[list-item]
    assert latest_generation(tmp_path) == before
    assert not (tmp_path / "draft").exists()


WRITE = """
import sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from cebgraph.store import write_store
node = NamedNode("https://example.org/s")
for turn in range(1, 1000):
    write_store((Quad(node, node, Literal(f"{turn} {number}"), node) for number in range(200)), Path(sys.argv[1]))
    print(turn, flush=True)
"""


def test_a_build_killed_at_any_moment_leaves_a_complete_store(tmp_path: Path) -> None:
    write_store(some_quads(100), tmp_path)
    for kill in range(10):
        writing = subprocess.Popen([sys.executable, "-c", WRITE, tmp_path], stdout=subprocess.PIPE)
        assert writing.stdout is not None
        assert writing.stdout.readline() == b"1\n"
        time.sleep(0.013 * kill)
        writing.send_signal(signal.SIGKILL)
        writing.communicate()
        quads = stored_quads(open_store(tmp_path))
        turns = {quad.object.value.split()[0] for quad in quads if isinstance(quad.object, Literal)}
        assert (len(quads), len(turns)) == (200, 1)
    write_store(some_quads(1), tmp_path)
    left = {path.name for path in tmp_path.iterdir()} - {"cebgraph-store", "lock", "latest"}
    assert all(name.startswith("generation-") for name in left)
    assert len(left) == 2


def test_of_two_builds_at_once_the_later_is_told_to_wait(tmp_path: Path) -> None:
    def quads_while_another_build_comes() -> Iterator[Quad]:
        with pytest.raises(StoreError, match=r"another build is writing to this store \(wait"):
            write_store(some_quads(1), tmp_path)
        yield from some_quads(3)

    write_store(quads_while_another_build_comes(), tmp_path)
    assert set(stored_quads(open_store(tmp_path))) == set(some_quads(3))


def test_a_store_of_the_first_layout_is_refused_with_the_remedy_and_replaced_by_a_build(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.extend(some_quads(2))
    store.flush()
    del store
    (tmp_path / "cebgraph-store").touch()
    with pytest.raises(
        StoreError, match=r"was written by another version of cebgraph \(`cebgraph build .* makes one\)"
    ):
        open_store(tmp_path)
    write_store(some_quads(3), tmp_path)
    assert len(stored_quads(open_store(tmp_path))) == 6
    assert not (tmp_path / "CURRENT").exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere", "there is no store here"),
        ("foreign", "is not a store that cebgraph wrote"),
        ("begun", "holds no complete build"),
        ("damaged", "is damaged"),
    ],
)
def test_what_is_no_store_is_told_with_what_to_do(tmp_path: Path, name: str, told: str) -> None:
    for folder, file in (("foreign", "letter.txt"), ("begun", "cebgraph-store"), ("damaged", "cebgraph-store")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).touch()
    (tmp_path / "damaged" / "cebgraph-store").write_text("2\n")
    (tmp_path / "damaged" / "latest").symlink_to("generation-7")
    with pytest.raises(StoreError, match=rf"{name}: {told} \(`cebgraph build"):
        open_store(tmp_path / name)


def test_a_generation_whose_files_are_gone_is_one_clear_error(tmp_path: Path) -> None:
    write_store(some_quads(2), tmp_path)
    generation = latest_generation(tmp_path)
    (generation.path / "CURRENT").unlink()
    with pytest.raises(StoreError, match="CURRENT"):
        open_generation(generation)


def test_a_folder_of_somebody_elses_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear all")
    with pytest.raises(StoreError, match="left as it is"):
        write_store(some_quads(1), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
