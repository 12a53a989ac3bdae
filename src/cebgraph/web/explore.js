// The page at /graph: draws what /graph.json tells, and keeps in the address what is shown.

import { keep, toSvg } from "./export.js";
import { drawNetwork } from "./network.js";
import { fill } from "./panel.js";

const OFFERED = 20;
const find = (selector) => document.querySelector(selector);
const [explorer, place, panel, legend, status] = ["#explorer", "#drawing", "#panel", "#legend", "#status"].map(find);
const language = document.documentElement.lang;
const label = ({ label, id, predicate = "" }) => label[language] || label.zh || label.en || id || predicate;

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
  let state = { thing: "", roots: [] }; // what is chosen, and what is opened if not the whole graph is shown

  /** Show a state; `keeping` it makes it a step that the browser can take back. */
  function show(next, keeping = true) {
    const before = state;
    state = { ...state, ...next };
    const { thing, roots } = state;
    panel.hidden = !thing;
    dispatchEvent(new Event("resize")); // the panel has taken room, or given it back
    if (roots.length && roots.join("\n") !== before.roots.join("\n")) drawing.around(roots);
    else if (!roots.length && (before.roots.length || !keeping)) drawing.whole();
    drawing.choose(thing);
    find("#whole").hidden = !roots.length;
    if (thing) describe(thing);
    if (keeping) history.pushState(null, "", address());
    tell();
  }

  function describe(thing) {
    const { roots } = state;
    const held = panel.contains(document.activeElement);
    const change = roots.includes(thing) ? (roots.length > 1 ? "fold" : "") : roots.length ? "more" : "near";
    fill(panel, things.get(thing), data, label, { go, change, toggle, close });
    if (held && !panel.contains(document.activeElement)) panel.focus();
  }

  function address() {
    const { thing, roots } = state;
    const asked = new URLSearchParams(thing ? { thing } : {});
    if (thing && !roots.length) asked.set("view", "whole");
    if (roots.length !== 1 || roots[0] !== thing) for (const root of roots) asked.append("open", root);
    return `${location.pathname}${asked.size ? `?${asked}` : ""}`;
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    const ids = (name) => new Set(asked.getAll(name).map((id) => id.replace(data.base, "")));
    const known = (name) => [...ids(name)].filter((id) => things.has(id));
    const [[thing = ""], open] = [known("thing"), known("open")];
    const roots = asked.get("view") === "whole" ? [] : open.length || !thing ? open : [thing];
    show({ thing, roots }, false);
  }

  /** Show what is around a thing, alone or beside what is shown; or take it away again. */
  function toggle(thing = state.thing) {
    const { roots } = state;
    if (!thing || (roots.length === 1 && roots[0] === thing)) return;
    show({ thing, roots: roots.includes(thing) ? roots.filter((root) => root !== thing) : [...roots, thing] });
    if (!drawing.shows(thing)) show({ thing: "" });
  }

  /** Choose a thing; where it is not shown, what it was named by is opened. */
  function go(thing) {
    const { roots } = state;
    show({ thing, roots: roots.length && !drawing.shows(thing) ? [...roots, state.thing] : roots });
  }

  const close = () => {
    show({ thing: "" });
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
    Enter: () => toggle(),
    Escape: () => (state.roots.length ? show({ roots: [] }) : state.thing && close()),
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
    two: toggle,
    none: () => state.thing && !state.roots.length && close(),
  });
  legend.addEventListener("change", filter);
  legend.addEventListener("submit", (event) => event.preventDefault());
  find("#nearer").addEventListener("click", keys["+"]);
  find("#farther").addEventListener("click", keys["-"]);
  find("#fit").addEventListener("click", drawing.fit);
  find("#whole").addEventListener("click", () => show({ roots: [] }));
  find("#png").addEventListener("click", () => keep(drawing.png(), "cebgraph.png"));
  find("#svg").addEventListener("click", () => {
    const font = getComputedStyle(document.body).fontFamily;
    keep(new Blob([toSvg(drawing.parts(), font)], { type: "image/svg+xml" }), "cebgraph.svg");
  });
  const named = data.nodes.map((node) => [node.id, names(node), names(node).map((name) => name.toLowerCase())]);
  find("#sought").addEventListener("input", ({ target }) =>
    find("#known").replaceChildren(...options(target.value, named)),
  );
  find("#seek").addEventListener("submit", (event) => {
    event.preventDefault();
    const thing = sought(find("#sought").value, named);
    if (!thing) return (status.textContent = status.dataset.none);
    show({ thing, roots: drawing.shows(thing) ? state.roots : [] });
    if (!state.roots.length) drawing.visit(thing);
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
function sought(text, named) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return undefined;
  const whole = named.find(([, , spoken]) => spoken.includes(wanted));
  return (whole ?? named.find(([, , spoken]) => spoken.some((name) => name.includes(wanted))))?.[0];
}

/** Return the first names in which a text stands, those that begin with it before others. */
function options(text, named) {
  const wanted = text.trim().toLowerCase();
  const found = [[], []];
  for (const [, written, spoken] of wanted ? named : [])
    spoken.forEach((name, at) => {
      const place = name.indexOf(wanted);
      if (place >= 0) found[Number(place > 0)].push(written[at]);
    });
  const offered = [...new Set(found.flat())].slice(0, OFFERED);
  return offered.map((value) => Object.assign(document.createElement("option"), { value }));
}

function names({ label, acronyms, symbol }) {
  return [label.zh, label.en, ...acronyms, symbol].filter(Boolean);
}
