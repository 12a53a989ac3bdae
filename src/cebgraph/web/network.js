// The drawing of the whole network: its data and a place in; what shows, filters, moves and exports it out.

import cytoscape from "cytoscape";

const HUB = 6; // with so many links a thing bears its name from afar
const LONG = 34;
const CROWD = 22; // things that stand on one ring
const MARGIN = 30;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Draw a network; `inks` are the colours by family, `label` gives the name of a thing or link. */
export function drawNetwork(place, { nodes, edges }, inks, label) {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const links = new Map();
  for (const { source, target } of edges) for (const id of [source, target]) links.set(id, (links.get(id) ?? 0) + 1);
  const drawing = cytoscape({
    container: place,
    elements: [
      ...nodes.map((node) => ({
        data: { id: node.id, label: short(node.acronyms[0] ?? label(node)), ink: inks[node.family], family: node.family },
        position: { x: node.x, y: node.y },
        classes: (links.get(node.id) ?? 0) >= HUB ? "hub" : "",
      })),
      ...edges.map(({ source, target, predicate, status, ...edge }, at) => ({
        data: { id: `edge ${at}`, source, target, predicate, status, label: label(edge) },
        classes: status ? "unsure" : predicate === "org:subOrganizationOf" ? "part" : "",
      })),
    ],
    style: looks(colour),
    layout: { name: "preset" },
    maxZoom: 3,
    minZoom: 0.05,
  });
  const places = new Map(nodes.map(({ id, x, y }) => [id, { x, y }]));
  let centre = "";
  const shown = () => drawing.elements().not(".hidden").not(".away");
  const fit = () => drawing.fit(shown().nodes(), MARGIN);
  const middle = () => ({ x: drawing.width() / 2, y: drawing.height() / 2 });
  // The names of hubs are as large on the screen from afar as from near.
  const scale = () => drawing.nodes(".hub").style("font-size", Math.min(Math.max(12 / drawing.zoom(), 13), 44));
  drawing.on("zoom", scale);
  addEventListener("resize", () => drawing.resize());

  /** Show a thing with what it is linked with, on rings around it. */
  function near(id) {
    centre = id;
    const one = drawing.getElementById(id);
    const around = one.neighborhood().union(one);
    drawing.elements().addClass("away");
    around.union(around.nodes().edgesWith(one)).removeClass("away").addClass("close");
    ring(one, around.nodes().not(one).not(".hidden"), [drawing.width(), drawing.height()]);
    fit();
  }

  function whole() {
    centre = "";
    drawing.elements().removeClass("away close");
    const tall = drawing.width() < drawing.height(); // as on a phone: what hangs together first
    const [across, down] = tall ? [0.55, 1.4] : [1, 1];
    drawing.nodes().positions((node) => {
      const { x, y } = places.get(node.id());
      return { x: x * across, y: y * down };
    });
    if (tall) drawing.fit(shown().components().sort((a, b) => b.length - a.length)[0]?.nodes(), MARGIN);
    else fit();
    scale();
  }

  function choose(id) {
    drawing.elements().unselect().removeClass("lit");
    if (!id) return;
    const one = drawing.getElementById(id).select();
    one.connectedEdges().addClass("lit");
    const { x, y } = one.renderedPosition();
    const inside = x > MARGIN && y > MARGIN && x < drawing.width() - MARGIN && y < drawing.height() - MARGIN;
    if (!inside) drawing.center(one);
  }

  return {
    choose,
    near,
    whole,
    fit,
    /** Tell of clicks: `one` on a thing, `two` twice on it, `none` beside all. */
    listen: ({ one, two, none }) => {
      drawing.on("onetap", "node", ({ target }) => one(target.id()));
      drawing.on("dbltap", "node", ({ target }) => two(target.id()));
      drawing.on("tap", ({ target }) => target === drawing && none());
    },
    /** Hide families and predicates, and all that is not done or in force. */
    filter: ({ families, predicates, unsure }) => {
      drawing.batch(() => {
        drawing.nodes().forEach((node) => node.toggleClass("hidden", families.has(node.data("family"))));
        drawing
          .edges()
          .forEach((edge) =>
            edge.toggleClass(
              "hidden",
              predicates.has(edge.data("predicate")) ||
                (edge.data("status") !== "" && !unsure) ||
                edge.connectedNodes().some((node) => node.hasClass("hidden")),
            ),
          );
      });
      if (centre) near(centre);
    },
    zoom: (factor) => drawing.zoom({ level: drawing.zoom() * factor, renderedPosition: middle() }),
    /** Come so near to a thing that its name and those around it can be read. */
    visit: (id) => {
      drawing.zoom(Math.max(drawing.zoom(), 0.9));
      drawing.center(drawing.getElementById(id));
    },
    /** Return the linked thing that stands most in the direction of an arrow key; the best linked where none is chosen. */
    towards: (id, key) => {
      if (!id) return shown().nodes().max((node) => node.degree()).ele?.id();
      const from = drawing.getElementById(id).position();
      const [right, down] = ARROWS[key];
      const turned = (node) => {
        const [x, y] = [node.position("x") - from.x, node.position("y") - from.y];
        return (x * right + y * down) / Math.hypot(x, y);
      };
      const linked = drawing.getElementById(id).connectedEdges().intersection(shown()).connectedNodes();
      const best = linked.filter((node) => node.id() !== id).max(turned);
      return best.value > 0.3 ? best.ele.id() : undefined;
    },
    counts: () => [shown().nodes().length, shown().edges().length],
    png: () => drawing.png({ output: "blob", full: true, scale: 2, bg: colour("--paper"), maxWidth: 6000 }),
    parts: () => ({
      nodes: shown().nodes().map((node) => ({ ...node.data(), ...node.position() })),
      edges: shown()
        .edges()
        .map((edge) => ({ ...edge.data(), from: edge.source().position(), to: edge.target().position() })),
    }),
  };
}

/** Place things around one as the room allows, those of a family beside one another; many stand on two rings. */
function ring(one, around, [width, height]) {
  const { x, y } = one.position();
  const sorted = around.sort((a, b) => order(a).localeCompare(order(b)));
  const more = Math.max(1, Math.sqrt(sorted.length / CROWD));
  const [across, down] = [Math.max(width / 2 - 80, 150) * more, Math.max(height / 2 - 60, 230) * more];
  sorted.forEach((node, at) => {
    const turn = (2 * Math.PI * at) / sorted.length - Math.PI / 2;
    const far = sorted.length > CROWD && at % 2 ? 0.66 : 1;
    node.position({ x: x + far * across * Math.cos(turn), y: y + far * down * Math.sin(turn) });
  });
}

const order = (node) => `${node.data("family")} ${node.id()}`;

function short(label) {
  const points = [...label];
  const shown = points.length > LONG ? `${points.slice(0, LONG - 1).join("")}…` : label;
  return shown.replace(/\p{Script=Han}(?=\p{Script=Han})/gu, "$&\u200b"); // where a line may be broken
}

function looks(colour) {
  const font = colour("--sans");
  const words = {
    color: colour("--text"),
    "font-family": font,
    "text-background-color": colour("--paper"),
    "text-background-opacity": 0.85,
  };
  const line = { "line-color": "#b4bdc7", "target-arrow-color": "#b4bdc7", "target-arrow-shape": "triangle" };
  return [
    {
      selector: "node",
      style: {
        ...words,
        label: "data(label)",
        width: 16,
        height: 16,
        "background-color": "data(ink)",
        "font-size": 13,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": 120,
        "min-zoomed-font-size": 9,
      },
    },
    { selector: "node.hub", style: { width: 26, height: 26, "text-max-width": 260, "z-index": 5 } },
    { selector: "node.close", style: { "min-zoomed-font-size": 5, "text-max-width": 110 } },
    {
      selector: "edge",
      style: { ...line, width: 1.3, "arrow-scale": 0.8, "curve-style": "bezier", "font-family": font, "font-size": 11 },
    },
    { selector: "edge.part", style: { width: 3.5, "line-color": "#7b97b5", "target-arrow-color": "#7b97b5" } },
    { selector: "edge.unsure", style: { "line-style": "dashed", "line-dash-pattern": [6, 5] } },
    {
      selector: "edge.close, edge.lit",
      style: { ...words, color: colour("--soft"), label: "data(label)", "text-rotation": "autorotate" },
    },
    { selector: "edge.close, edge.lit", style: { "min-zoomed-font-size": 7 } },
    { selector: "edge.lit", style: { "line-color": "#5f6f80", "target-arrow-color": "#5f6f80", "z-index": 6 } },
    {
      selector: "node:selected",
      style: { "border-width": 5, "border-color": colour("--focus"), "min-zoomed-font-size": 0, "z-index": 9 },
    },
    { selector: ".hidden, .away", style: { display: "none" } },
  ];
}
