// What a reader does with an answer: sort its table, and see it as a drawing.

/** Make the answer in the page one that can be sorted and drawn. */
export function enliven(answer) {
  const table = answer.querySelector("table");
  if (!table) return;
  [...table.tHead.rows[0].cells].forEach((cell, column) => makeSortable(table, cell, column));
  offerViews(answer, table);
}

function makeSortable(table, cell, column) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...cell.childNodes);
  cell.append(button);
  button.addEventListener("click", () => {
    const order = cell.ariaSort === "ascending" ? "descending" : "ascending";
    [...cell.parentElement.cells].forEach((other) => other.removeAttribute("aria-sort"));
    cell.ariaSort = order;
    sort(table.tBodies[0], column, order === "ascending" ? 1 : -1);
  });
}

function sort(body, column, direction) {
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const keyed = [...body.rows].map((row) => [row.cells[column].textContent.trim(), row]);
  keyed.sort(([one], [other]) => direction * compare(one, other));
  body.append(...keyed.map(([, row]) => row));
}

function offerViews(answer, table) {
  const views = answer.querySelector(".views");
  // Each row of a drawing needs a thing; whether there is one shows without the library that draws.
  if (!table.querySelector("a[data-iri]")) return;
  views.hidden = false;
  let drawing = null;
  views.addEventListener("click", async ({ target }) => {
    const chosen = target.closest("[data-view]")?.dataset.view;
    if (!chosen) return;
    for (const button of views.querySelectorAll("[data-view]"))
      button.ariaPressed = String(button.dataset.view === chosen);
    for (const pane of answer.querySelectorAll("[data-pane]")) pane.hidden = pane.dataset.pane !== chosen;
    if (chosen === "graph") drawing ??= await show(answer.querySelector("[data-pane=graph]"), table);
  });
}

async function show(pane, table) {
  const { draw, graphOf } = await import("./graph.js");
  const graph = graphOf(table);
  const chosen = pane.querySelector(".chosen");
  const place = pane.querySelector(".drawing");
  place.ariaLabel = place.dataset.label.replace("{things}", graph.nodes.size).replace("{links}", graph.edges.size);
  pane.querySelector(".partial").hidden = graph.whole;
  const drawing = draw(place, graph, (link) => chosen.replaceChildren(link.cloneNode(true)));
  pane.querySelector(".zoom").addEventListener("click", ({ target }) => {
    const factor = Number(target.dataset.zoom);
    if (factor) drawing.zoom(factor);
    else if ("fit" in target.dataset) drawing.fit();
  });
  return drawing;
}
