"""Spans and views."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cebgraph.spans import Span, TextView

SOURCE = "首协会\n核可了 路线图"


@st.composite
def views(draw: st.DrawFn) -> tuple[str, TextView]:
    """Make a text, and a view of some of its stretches in any order."""
    source = draw(st.text(min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), min_size=2, max_size=8)))
    pieces = [Span(start, end) for start, end in pairwise(cuts)]
    kept = draw(st.permutations(draw(st.lists(st.sampled_from(pieces), unique=True, min_size=1))))
    return source, TextView.of_pieces(source, kept)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    """A span has no negative start and no end before it."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_spans_know_each_other() -> None:
    """Spans contain, overlap and move."""
    assert Span(0, 4).contains(Span(1, 4))
    assert not Span(0, 4).contains(Span(1, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(1, 2).shifted(3) == Span(4, 5)
    assert len(Span(2, 5)) == 3


def test_a_name_broken_across_lines_maps_back_to_the_broken_name() -> None:
    """A span of a view that spans a line break covers the break in the source."""
    view = TextView.of_pieces(SOURCE, [Span(0, 3), Span(4, 7)])
    assert view.to_source(Span(2, 4)).of(SOURCE) == "会\n核"


def test_a_replacement_maps_back_as_a_whole() -> None:
    """What stands for a stretch of another length maps to all of it."""
    view = TextView.joined([("首协会", Span(0, 3)), (" ", Span(3, 3)), ("核可了——", Span(4, 7))])
    assert view.to_source(Span(5, 6)) == Span(4, 7)
    assert view.from_source(6) == 4


def test_an_empty_view_maps_to_the_start() -> None:
    """A view without text has one position."""
    assert TextView.joined([("", Span(0, 0))]).to_source(Span(0, 0)) == Span(0, 0)


def test_what_was_left_out_stands_where_it_was() -> None:
    """A source offset that the view leaves out is before what follows it."""
    view = TextView.of_pieces(SOURCE, [Span(0, 3), Span(4, 7)])
    assert [view.from_source(offset) for offset in (0, 3, 4, 8)] == [0, 3, 3, 6]


@given(views())
def test_every_character_of_a_view_maps_to_itself(case: tuple[str, TextView]) -> None:
    """Positions map to the source and back, also where the order is another."""
    source, view = case
    for at, char in enumerate(view.text):
        span = view.to_source(Span(at, at + 1))
        assert span.of(source) == char
        assert view.from_source(span.start) == at


@given(views(), st.data())
def test_a_span_of_a_view_covers_all_its_characters(case: tuple[str, TextView], data: st.DataObject) -> None:
    """The stretch of the source holds whatever the span of the view holds."""
    _, view = case
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    covering = view.to_source(Span(start, end))
    assert all(covering.contains(view.to_source(Span(at, at + 1))) for at in range(start, end))
