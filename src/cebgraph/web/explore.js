// The page at /graph: draws what /graph.json tells, and keeps in the address what is shown.

import { keep, toSvg } from "./export.js";
import { drawNetwork } from "./network.js";
import { fill } from "./panel.js";

const find = (selector) => document.querySelector(selector);
const [explorer, place, panel, legend, status] = ["#explorer", "#drawing", "#panel", "#legend", "#status"].map(find);
const language = document.documentElement.lang;
const label = ({ label, id = "" }) => label[language] || label.zh || label.en || id;

told()
  .then((data) => (data ? start(data) : (find("#failure").hidden = false)));

/** Return what is to be drawn: a script has told it where no server answers, else it is fetched; null for a failure. */
async function told() {
  if (globalThis.cebgraphNetwork) return globalThis.cebgraphNetwork;
  return fetch("graph.json")
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
}

function start(data) {
  const things = new Map(data.nodes.map((node) => [node.id, node]));
  const inks = Object.fromEntries(boxes("family").map((box) => [box.value, box.dataset.ink]));
  explorer.hidden = false;
  find(".list").open = false;
  find(".begun")?.remove();
  const drawing = drawNetwork(place, data, inks, label);
  let state = { thing: "", near: false };

  /** Show a state; `keeping` it makes it a step that the browser can take back. */
  function show(next, keeping = true) {
    const before = state;
    state = { ...state, ...next };
    if (!things.has(state.thing)) state = { thing: "", near: false };
    const { thing, near } = state;
    panel.hidden = !thing;
    dispatchEvent(new Event("resize")); // the panel has taken room, or given it back
    if (near) drawing.near(thing);
    else if (before.near || !keeping) drawing.whole();
    drawing.choose(thing);
    find("#whole").hidden = !near;
    if (thing) {
      const go = (id) => show({ thing: id, near });
      fill(panel, things.get(thing), data, label, { go, near: near ? null : expand, close });
    }
    if (keeping) history.pushState(null, "", address());
    tell();
  }

  function address() {
    const { thing, near } = state;
    return `${location.pathname}${thing ? `?${new URLSearchParams({ thing, ...(near ? {} : { view: "whole" }) })}` : ""}`;
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    const thing = (asked.get("thing") ?? "").replace(data.base, "");
    show({ thing, near: thing !== "" && asked.get("view") !== "whole" }, false);
  }

  const expand = () => state.thing && !state.near && show({ near: true });
  const close = () => {
    show({ thing: "", near: false });
    place.focus();
  };

  function tell() {
    const [n, m] = drawing.counts();
    const words = status.dataset.shown.replace("{n}", n).replace("{m}", m);
    status.textContent = state.thing ? `${label(things.get(state.thing))}. ${words}` : words;
  }

  function filter() {
    const hidden = (kind) => new Set(boxes(kind).filter((box) => !box.checked).map((box) => box.value));
    const unsure = find("#planned")?.checked ?? false;
    drawing.filter({ families: hidden("family"), predicates: hidden("predicate"), unsure });
    tell();
  }

  const keys = {
    "+": () => drawing.zoom(1.3),
    "=": () => drawing.zoom(1.3),
    "-": () => drawing.zoom(1 / 1.3),
    0: drawing.fit,
    Enter: expand,
    Escape: () => (state.near ? show({ near: false }) : state.thing && close()),
  };
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"])
    keys[key] = () => {
      const thing = drawing.towards(state.thing, key);
      if (thing) show({ thing });
    };
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  // A wheel moves the page; with Ctrl held, as by two fingers, the drawing comes nearer.
  place.addEventListener("wheel", (event) => event.ctrlKey || event.metaKey || event.stopPropagation(), {
    capture: true,
    passive: true,
  });
  drawing.listen({
    one: (thing) => show({ thing }),
    two: (thing) => show({ thing, near: true }),
    none: () => state.thing && !state.near && close(),
  });
  legend.addEventListener("change", filter);
  legend.addEventListener("submit", (event) => event.preventDefault());
  find("#nearer").addEventListener("click", keys["+"]);
  find("#farther").addEventListener("click", keys["-"]);
  find("#fit").addEventListener("click", drawing.fit);
  find("#whole").addEventListener("click", () => show({ near: false }));
  find("#png").addEventListener("click", () => keep(drawing.png(), "cebgraph.png"));
  find("#svg").addEventListener("click", () => {
    const font = getComputedStyle(document.body).fontFamily;
    keep(new Blob([toSvg(drawing.parts(), font)], { type: "image/svg+xml" }), "cebgraph.svg");
  });
  find("#known").append(...data.nodes.flatMap(options));
  find("#seek").addEventListener("submit", (event) => {
    event.preventDefault();
    const thing = sought(find("#sought").value, data.nodes);
    if (!thing) return (status.textContent = status.dataset.none);
    show({ thing, near: false });
    drawing.visit(thing);
  });
  find(".languages").addEventListener("submit", ({ target }) => {
    for (const hidden of target.querySelectorAll("[type=hidden]")) hidden.remove();
    for (const [name, value] of new URL(address(), location.href).searchParams)
      target.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  });
  addEventListener("popstate", read);
  filter();
  read();
}

function boxes(kind) {
  return [...legend.querySelectorAll(`[data-kind="${kind}"] input`)];
}

/** Return the id of the thing with a name, else of the first with a part of a name like it. */
function sought(text, nodes) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return undefined;
  const named = nodes.map((node) => [node.id, names(node).map((name) => name.toLowerCase())]);
  const whole = named.find(([, spoken]) => spoken.includes(wanted));
  return (whole ?? named.find(([, spoken]) => spoken.some((name) => name.includes(wanted))))?.[0];
}

function names({ label, acronyms, symbol }) {
  return [label.zh, label.en, ...acronyms, symbol].filter(Boolean);
}

function options(node) {
  return names(node).map((value) => Object.assign(document.createElement("option"), { value }));
}
