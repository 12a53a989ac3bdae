"""Pictures: the network of things in; the hierarchy of bodies, a thing's neighbourhood, the acts in time, as SVG out.

A layout places boxes and lines and knows no SVG; one writer turns them into text. Widths of texts are estimated, rather
too wide than too narrow, so that no font is needed and the same graph gives the same bytes on any machine.
"""

from cebgraph.drawing.hierarchy import draw_hierarchy
from cebgraph.drawing.neighbourhood import draw_neighbourhood
from cebgraph.drawing.picture import picture_bytes, picture_format
from cebgraph.drawing.timeline import draw_timeline
from cebgraph.drawing.wording import LANGUAGES

__all__ = ["LANGUAGES", "draw_hierarchy", "draw_neighbourhood", "draw_timeline", "picture_bytes", "picture_format"]
