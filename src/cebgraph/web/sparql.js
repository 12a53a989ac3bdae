// The page at /sparql: asks without leaving the page, and shows what the server has made of the answer.

import { enliven } from "./answer.js";
import { makeEditor } from "./editor.js";

const LONGEST_ADDRESS = 8000;

const form = document.querySelector("#ask");
const field = form.elements.query;
const run = form.querySelector(".run");
const announced = document.querySelector("#status");
let asking = null;
let asked = location.search;

/** Fetch the terms once; without them one can still write. */
const terms = once(() => fetch("sparql/terms.json").then((response) => response.json()));
const editor = makeEditor(field, {
  label: form.querySelector("label").textContent.trim(),
  terms: () => terms().catch(() => ({ prefixes: {}, terms: [] })),
  run: () => form.requestSubmit(),
});

form.querySelector("label").addEventListener("click", () => editor.focus());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (asking) asking.abort();
  else ask({ query: field.value });
});
document.querySelector("#examples").addEventListener("submit", (event) => {
  event.preventDefault();
  ask(Object.fromEntries(new FormData(event.target)));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-ask]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  ask(Object.fromEntries(new URL(link.href).searchParams));
});
document
  .querySelector(".languages")
  .addEventListener("submit", ({ target }) => (target.elements.query.value = field.value));
document.querySelector("#find").addEventListener("input", ({ target }) => findExamples(target.value));
for (const hidden of [form.querySelector(".hint"), document.querySelector("#find").closest("p")]) hidden.hidden = false;
window.addEventListener("popstate", () => location.search === asked || location.reload()); // a link within the page stays
present(document.querySelector("#answer"));

/** Ask the server, and put what it answers into the page. */
async function ask(values) {
  asking?.abort();
  const mine = (asking = new AbortController());
  busy(true);
  try {
    const page = await fetchPage(values, mine.signal);
    const query = page.querySelector("#query").value;
    if (query !== field.value) editor.write(query);
    show(page.querySelector("#answer"));
    remember(query);
  } catch (error) {
    if (error.name !== "AbortError") show(failure(error));
  } finally {
    if (asking === mine) {
      asking = null;
      busy(false);
    }
  }
}

/** A query may be longer than an address; what an example asks is always short. */
async function fetchPage(values, signal) {
  const sent = new URLSearchParams({ ...values, lang: document.documentElement.lang });
  const headers = { Accept: "text/html" };
  const response = await ("query" in values
    ? fetch("sparql", { method: "POST", headers, body: sent, signal })
    : fetch(`sparql?${sent}`, { headers, signal }));
  const text = await response.text();
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) throw new Error(text || response.statusText);
  return new DOMParser().parseFromString(text, "text/html");
}

function show(answer) {
  document.querySelector("#answer").replaceWith(document.adoptNode(answer));
  present(answer);
  announced.textContent = answer.querySelector("h2")?.textContent ?? "";
  const { top } = answer.getBoundingClientRect();
  if (top < 0 || top > innerHeight * 0.8) answer.scrollIntoView({ block: top < 0 ? "start" : "nearest" });
}

function present(answer) {
  const { line, column } = answer.dataset;
  editor.mark(
    line && { line: Number(line), column: Number(column), message: answer.querySelector(".reason").textContent },
  );
  enliven(answer);
}

function failure(error) {
  const made = document.querySelector("#failure").content.firstElementChild.cloneNode(true);
  made.querySelector(".reason").textContent = error.message;
  return made;
}

function busy(is) {
  run.textContent = is ? run.dataset.stop : run.dataset.run;
  document.querySelector("#answer").ariaBusy = String(is);
  if (is) announced.textContent = run.dataset.asking;
}

/** Make the address of the page one that asks the same. */
function remember(query) {
  const address = `sparql?${new URLSearchParams({ query })}`;
  if (address.length < LONGEST_ADDRESS) history.pushState(null, "", address);
  asked = location.search;
}

function findExamples(text) {
  const wanted = text.trim().toLowerCase();
  for (const item of document.querySelectorAll("#examples li"))
    item.hidden = !item.textContent.toLowerCase().includes(wanted);
}

function once(make) {
  let made = null;
  return () => (made ??= make());
}
