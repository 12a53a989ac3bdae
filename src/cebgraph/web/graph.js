// A table of an answer as a drawing: the things that stand in one row are joined.

import cytoscape from "cytoscape";

const MOST = 400;
const NAMED = 40; // with more things than that, only those with most links bear their names until one comes nearer
const HUBS = 10;
const ROOM = 140; // for the names at the edges
const LONG = 60;

/** Return the things of a table and how they are joined; triples by their predicate, other rows from their first thing. */
export function graphOf(table) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.name);
  const triples = "triples" in table.dataset;
  const [nodes, edges] = [new Map(), new Map()];
  for (const row of table.tBodies[0].rows) {
    const things = [...row.cells]
      .map((cell, index) => ({ head: heads[index], link: cell.querySelector("a[data-iri]") }))
      .filter(({ link }) => link);
    if (triples ? things.length < 3 : !things.length) continue;
    const [first, ...others] = triples
      ? [things[0], { head: things[1].link.textContent, link: things[2].link }]
      : things;
    if (nodes.size >= MOST) return { nodes, edges, whole: false };
    [first, ...others].forEach(({ link }) => nodes.set(link.dataset.iri, link));
    for (const { head, link } of others) {
      const [source, target] = [first.link.dataset.iri, link.dataset.iri];
      if (source !== target) edges.set(`${source} ${head} ${target}`, { source, target, label: head });
    }
  }
  return { nodes, edges, whole: true };
}

/** Draw a graph in a place; `choose` is told of the link of each thing that is clicked. */
export function draw(place, { nodes, edges }, choose) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const drawing = cytoscape({
    container: place,
    elements: [
      ...[...nodes].map(([id, link]) => ({ data: { id, label: short(link.textContent) } })),
      ...[...edges].map(([id, data]) => ({ data: { id, ...data } })),
    ],
    style: looks(colour),
    // From a circle, not from chance: the same answer is drawn in the same way.
    layout: { name: "circle" },
    maxZoom: 2.5,
    minZoom: 0.05,
  });
  layOut(drawing, place);
  drawing.on("tap", "node", ({ target }) => choose(nodes.get(target.id())));
  place.addEventListener("wheel", (event) => event.ctrlKey || event.metaKey || event.stopPropagation(), {
    capture: true,
    passive: true,
  });
  return {
    zoom: (factor) =>
      drawing.zoom({
        level: drawing.zoom() * factor,
        renderedPosition: { x: place.clientWidth / 2, y: place.clientHeight / 2 },
      }),
    fit: () => drawing.fit(undefined, 24),
    remove: () => drawing.destroy(),
  };
}

/** Place the things by their links, then spread them over the place: names stay as large as they can be read. */
function layOut(drawing, place) {
  const layout = { name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, numIter: 1500 };
  const forces = { idealEdgeLength: () => 60, nodeRepulsion: () => 4000, gravity: 2, componentSpacing: 30 };
  drawing.layout({ ...layout, ...forces }).run();
  const { w, h } = drawing.nodes().boundingBox({ includeLabels: false });
  const [across, down] = [(place.clientWidth - ROOM) / Math.max(w, 1), (place.clientHeight - ROOM) / Math.max(h, 1)];
  drawing.nodes().positions((node) => ({
    x: node.position("x") * Math.min(across, 1.5),
    y: node.position("y") * Math.min(down, 1.5),
  }));
  if (drawing.nodes().length > NAMED) {
    const hubs = drawing.nodes().sort((one, other) => other.degree() - one.degree());
    hubs.slice(HUBS).union(drawing.edges()).addClass("minor");
  }
  drawing.fit(undefined, 24);
}

function short(label) {
  const points = [...label];
  const shown = points.length > LONG ? `${points.slice(0, LONG - 1).join("")}…` : label;
  return shown.replace(/\p{Script=Han}(?=\p{Script=Han})/gu, "$&\u200b"); // where a line may be broken
}

function looks(colour) {
  const font = colour("--sans");
  return [
    {
      selector: "node",
      style: {
        label: "data(label)",
        width: 14,
        height: 14,
        "background-color": colour("--link"),
        color: colour("--text"),
        "font-family": font,
        "font-size": 13,
        "text-valign": "bottom",
        "text-margin-y": 5,
        "text-wrap": "wrap",
        "text-max-width": 130,
        "text-background-color": colour("--paper"),
        "text-background-opacity": 0.85,
        "min-zoomed-font-size": 7,
      },
    },
    { selector: "node.minor", style: { width: 9, height: 9, "min-zoomed-font-size": 15 } },
    { selector: "node:selected", style: { "background-color": colour("--focus"), width: 20, height: 20 } },
    {
      selector: "edge",
      style: {
        label: "data(label)",
        width: 1.2,
        "line-color": "#aab4bf",
        "target-arrow-color": "#aab4bf",
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        color: colour("--soft"),
        "font-family": font,
        "font-size": 11,
        "text-rotation": "autorotate",
        "text-background-color": colour("--paper"),
        "text-background-opacity": 0.85,
        "min-zoomed-font-size": 7,
      },
    },
    { selector: "edge.minor", style: { "min-zoomed-font-size": 13, opacity: 0.7 } },
  ];
}
