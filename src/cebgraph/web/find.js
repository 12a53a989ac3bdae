// The search of a site of files: the same as of served pages, by an index that is a file. Without it the form leads to the
// list of all things. A script file holds the index, for a page that is read from a disk may not fetch anything.

import { propose } from "./combobox.js";
import { finder, isChinese } from "./matching.js";

const MOST = 50;
const SUGGESTIONS = 10;

const assets = new URL(".", document.currentScript.src);
const form = document.querySelector(".search");
const language = document.documentElement.lang;
let loading = null;

const missing = document.querySelector("[data-missing]");
if (missing) leadOn(location.pathname.slice(new URL("..", assets).pathname.length));

propose(form, find, lead);
form.addEventListener("focusin", index, { once: true });
const results = document.querySelector("#results");
if (results) show(new URLSearchParams(location.search).get("q") ?? "");

/** Return the index with what finds things in it, loaded when it is first needed. */
function index() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve({ names: globalThis.cebgraphNames, found: finder(globalThis.cebgraphNames) });
    script.onerror = reject;
    script.src = new URL("names.js", assets);
    document.head.append(script);
  });
  return loading;
}

async function find(prefix) {
  const { names, found } = await index();
  const tag = isChinese(prefix) ? "zh" : "en";
  return found(prefix, SUGGESTIONS).map((number) => {
    const { id, label, description } = names.things[number];
    return { id, name: label[tag], description: description[tag] };
  });
}

/** Lead from the IRI of a thing to its file, where the host has no rules for that. */
function leadOn(path) {
  const [, thing, ending = "html"] = /^id\/(.+?)(?:\.(ttl|nt|jsonld|rdf|html))?$/.exec(path) ?? [];
  if (thing) location.replace(new URL(`../${ending === "html" ? language : "data"}/${thing}.${ending}`, assets));
}

/** Return the address of the page of a thing. */
function lead(thing) {
  const { page } = globalThis.cebgraphNames.things.find(({ id }) => id === thing);
  return new URL(`../${language}/${page}.html`, assets);
}

/** Show, of the list of all things, what has a name like the one sought. */
async function show(sought) {
  if (!sought.trim()) return;
  form.querySelector("input").value = sought;
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
  const { names, found } = await index();
  const ids = found(sought, MOST).map((number) => names.things[number].id);
  const items = new Map([...document.querySelectorAll("[data-thing]")].map((item) => [item.dataset.thing, item]));
  results.replaceChildren(...ids.flatMap((id) => items.get(id) ?? []));
  const heading = document.querySelector("h1");
  heading.textContent = `${heading.dataset.sought}${sought}`;
  document.title = `${sought} · cebgraph`;
  document.querySelector("#all").hidden = true;
  results.hidden = !ids.length;
  document.querySelector("#none").hidden = ids.length > 0;
}
