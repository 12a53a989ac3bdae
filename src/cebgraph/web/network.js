// The drawing of the whole network: its data and a place in; what shows, opens, filters, moves and exports it out.

import cytoscape from "cytoscape";

import { looks } from "./looks.js";
import { modelOf } from "./model.js";
import { nameWhereRoom } from "./names.js";
import { beside, ring } from "./places.js";

const HUB = 6; // with so many links a thing is drawn larger
const LARGE = 3000; // with so many things, links are hidden while the drawing moves
const MANY = 500; // with so many things, a picture of the drawing is what moves
const LONG = 34;
const LEGIBLE = 0.85; // so near, all that is opened bears its name: it was placed so that there is room
const MARGIN = 30;
const MIDDLE = { x: 0, y: 0 };
const REST = 90; // milliseconds after which the drawing stands still
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Draw a network; `inks` are the colours by family, `label` gives the name of a thing or link. */
export function drawNetwork(place, data, inks, label) {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const { nodes, edges } = data;
  const model = modelOf(data);
  const large = nodes.length > LARGE;
  const drawing = cytoscape({
    container: place,
    elements: [
      ...nodes.map((node) => ({
        data: { id: node.id, label: short(node.acronyms[0] ?? label(node)), ink: inks[node.family] },
        position: { x: node.x, y: node.y },
        classes: model.degree(node.id) >= HUB ? "hub" : "",
      })),
      ...edges.map(({ source, target, predicate, status, ...edge }, at) => ({
        data: { id: `edge ${at}`, source, target, status, label: label({ predicate, ...edge }) },
        classes: status ? "unsure" : predicate === "org:subOrganizationOf" ? "part" : "",
      })),
    ],
    style: looks(colour, large),
    layout: { name: "preset", fit: false },
    maxZoom: 3,
    minZoom: 0.01,
    textureOnViewport: nodes.length > MANY,
    ...(large ? { hideEdgesOnViewport: true, pixelRatio: 1 } : {}),
  });
  const one = (id) => drawing.getElementById(id);
  const link = (at) => drawing.getElementById(`edge ${at}`);
  const weighed = nodes.map(({ id }) => id).sort((a, b) => model.degree(b) - model.degree(a));
  let filters = { families: new Set(), predicates: new Set(), unsure: true };
  let [roots, chosen, turned] = [[], "", false];
  const moved = new Set(); // from where they stand in the whole
  let shown = model.shown(filters, roots);
  let settling;

  const settle = () => {
    clearTimeout(settling);
    settling = setTimeout(name, REST);
  };
  drawing.on("viewport", settle);
  addEventListener("resize", () => drawing.resize());

  function name() {
    const first = chosen && shown.nodes.has(chosen) ? [chosen] : [];
    const rest = weighed.filter((id) => id !== chosen && shown.nodes.has(id));
    nameWhereRoom(drawing, [...first, ...rest], roots.length && drawing.zoom() > LEGIBLE);
  }

  /** Show what filters let through, and change only what was not so before. */
  function apply() {
    const next = model.shown(filters, roots);
    drawing.batch(() => {
      for (const [kind, find] of [["nodes", one], ["edges", link]]) {
        for (const id of shown[kind]) if (!next[kind].has(id)) find(id).addClass("away");
        for (const id of next[kind]) if (!shown[kind].has(id)) find(id).removeClass("away");
      }
    });
    shown = next;
  }

  function mark(before) {
    drawing.batch(() => {
      drawing.elements(".close, .root").removeClass("close root");
      if (!roots.length) return;
      for (const id of shown.nodes) one(id).addClass("close");
      for (const at of shown.edges) link(at).addClass("close");
      for (const id of roots) one(id).addClass("root");
    });
    if (before.length || roots.length) settle();
  }

  /** Show some things with what they are linked with; nothing that is shown already is moved. */
  function around(opened) {
    const before = roots;
    const stood = before.some((root) => opened.includes(root)) ? shown.nodes : new Set();
    roots = opened;
    apply();
    const at = new Map([...stood].filter((id) => shown.nodes.has(id)).map((id) => [id, { ...one(id).position() }]));
    if (!at.size) at.set(opened[0], MIDDLE);
    drawing.batch(() => {
      for (const root of opened) {
        if (!at.has(root)) at.set(...beside(MIDDLE, [root], at.values())[0]); // linked with nothing that is shown
        const near = [...model.neighbours(root)].filter((id) => shown.nodes.has(id) && !at.has(id)).sort(byFamily);
        const room = [drawing.width(), drawing.height()];
        const placed = at.size === 1 ? ring(at.get(root), near, room) : beside(at.get(root), near, at.values());
        for (const [id, place] of placed) at.set(id, place);
      }
      for (const [id, place] of at) one(id).position(place);
    });
    for (const id of at.keys()) moved.add(id);
    mark(before);
    fit();
  }

  function whole() {
    const before = roots;
    roots = [];
    apply();
    const tall = drawing.width() < drawing.height(); // as on a phone: what hangs together first
    const [across, down] = tall ? [0.55, 1.4] : [1, 1];
    const astray = tall === turned ? [...moved].map((id) => model.things.get(id)) : nodes;
    drawing.batch(() => {
      for (const { id, x, y } of astray) one(id).position({ x: x * across, y: y * down });
    });
    moved.clear();
    turned = tall;
    mark(before);
    frame(tall ? model.largest(shown) : shown.nodes);
  }

  const fit = () => frame(shown.nodes);

  /** Let things fill the place. */
  function frame(ids) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const { x, y } = one(id).position();
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
    if (left === Infinity) return;
    const beside = roots.length ? 2 * MARGIN : MARGIN; // for names
    const [width, height] = [drawing.width(), drawing.height()];
    const across = (width - 2 * beside) / (right - left || 1);
    const down = (height - 3 * MARGIN) / (bottom - top || 1);
    const zoom = Math.min(Math.max(Math.min(across, down), 0.01), 1.6);
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const pan = { x: width / 2 - x * zoom, y: height / 2 - y * zoom - MARGIN / 3 };
    drawing.viewport({ zoom, pan });
    settle();
  }

  function choose(id) {
    drawing.batch(() => {
      if (chosen) {
        one(chosen).unselect();
        for (const at of model.links(chosen)) link(at).removeClass("lit");
      }
      if (id) for (const at of model.links(id)) link(at).addClass("lit");
    });
    chosen = id;
    settle();
    if (!id) return;
    const { x, y } = one(id).select().renderedPosition();
    const inside = x > MARGIN && y > MARGIN && x < drawing.width() - MARGIN && y < drawing.height() - MARGIN;
    if (!inside) drawing.center(one(id));
  }

  const byFamily = (a, b) => order(a).localeCompare(order(b));
  const order = (id) => `${model.things.get(id).family} ${id}`;

  return {
    choose,
    around,
    whole,
    fit,
    /** Tell of clicks: `one` on a thing, `two` twice on it, `none` beside all. */
    listen: ({ one, two, none }) => {
      drawing.on("onetap", "node", ({ target }) => one(target.id()));
      drawing.on("dbltap", "node", ({ target }) => two(target.id()));
      drawing.on("tap", ({ target }) => target === drawing && none());
    },
    /** Hide families and predicates, and all that is not done or in force. */
    filter: (next) => {
      filters = next;
      if (roots.length) around(roots);
      else apply();
      settle();
    },
    shows: (id) => shown.nodes.has(id),
    zoom: (factor) =>
      drawing.zoom({
        level: drawing.zoom() * factor,
        renderedPosition: { x: drawing.width() / 2, y: drawing.height() / 2 },
      }),
    /** Come so near to a thing that its name and those around it can be read. */
    visit: (id) => {
      drawing.zoom(Math.max(drawing.zoom(), large ? 0.5 : 0.9));
      drawing.center(one(id));
    },
    /** Return the linked thing most in the direction of an arrow key; the best linked where none is chosen. */
    towards: (id, key) => {
      if (!id) return weighed.find((each) => shown.nodes.has(each));
      const from = one(id).position();
      const [right, down] = ARROWS[key];
      const towards = (other) => {
        const { x, y } = one(other).position();
        return ((x - from.x) * right + (y - from.y) * down) / Math.hypot(x - from.x, y - from.y);
      };
      const linked = model
        .links(id)
        .filter((at) => shown.edges.has(at))
        .map((at) => (edges[at].source === id ? edges[at].target : edges[at].source))
        .filter((other) => other !== id);
      const [best] = linked.sort((a, b) => towards(b) - towards(a));
      return best !== undefined && towards(best) > 0.3 ? best : undefined;
    },
    counts: () => [shown.nodes.size, shown.edges.size],
    png: () =>
      drawing.png({ output: "blob", full: true, scale: large ? 0.3 : 2, bg: colour("--paper"), maxWidth: 6000 }),
    parts: () => ({
      nodes: [...shown.nodes].map((id) => ({ ...one(id).data(), ...one(id).position() })),
      edges: [...shown.edges].map((at) => {
        const { source, target } = edges[at];
        return { ...link(at).data(), from: one(source).position(), to: one(target).position() };
      }),
    }),
  };
}

function short(label) {
  const points = [...label];
  const shown = points.length > LONG ? `${points.slice(0, LONG - 1).join("")}…` : label;
  return shown.replace(/\p{Script=Han}(?=\p{Script=Han})/gu, "$&\u200b"); // where a line may be broken
}
