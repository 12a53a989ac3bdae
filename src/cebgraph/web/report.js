// The text of a report: words lead to the facts that they say, facts light up their words, one steps from fact to fact.
// Without it facts are opened by their paragraph, and lead to their words by links.

const steps = document.querySelector(".steps");
const property = document.getElementById("property");
const told = document.getElementById("step");
const facts = [...document.querySelectorAll(".fact")];
let at = -1; // the fact stepped to, among all

steps.hidden = false;
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
property.addEventListener("change", () => {
  at = -1;
  step(1);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
});

document.addEventListener("click", (event) => {
  const words = event.target.closest(".words");
  if (!words || event.target.closest("a") || !getSelection().isCollapsed) return;
  const said = new Set();
  for (let one = words; one; one = one.parentElement.closest(".words")) said.add(nameOf(one));
  show(facts.filter((fact) => wordsOf(fact).some((name) => said.has(name))));
});

for (const [begin, lit] of [
  ["pointerover", true],
  ["focusin", true],
  ["pointerout", false],
  ["focusout", false],
])
  document.addEventListener(begin, (event) => {
    const fact = event.target.closest?.(".fact");
    if (fact) light(fact, lit);
  });

addEventListener("hashchange", arrive);
arrive();

/** Show the facts that the words of the address say. */
function arrive() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (name) show(facts.filter((fact) => wordsOf(fact).includes(name)));
}

/** Go to the next fact of those chosen, or to the one before. */
function step(by) {
  const chosen = facts.filter((fact) => !property.value || fact.dataset.property === property.value);
  if (!chosen.length) return;
  const here = by > 0 ? chosen.findIndex((fact) => facts.indexOf(fact) > at) : chosen.findLastIndex((fact) => facts.indexOf(fact) < at);
  const next = here < 0 ? (by > 0 ? 0 : chosen.length - 1) : here;
  show([chosen[next]]);
  told.textContent = `${next + 1} / ${chosen.length}`;
  const words = pieces(wordsOf(chosen[next])[0])[0];
  words?.scrollIntoView({ block: "center" });
  if (words?.id) history.replaceState(null, "", `#${words.id}`);
}

/** Open the list that holds some facts, and mark them and their words. */
function show(chosen) {
  if (!chosen.length) return;
  for (const one of document.querySelectorAll(".fact.chosen")) {
    one.classList.remove("chosen");
    light(one, false);
  }
  for (const fact of chosen) {
    fact.closest("details").open = true;
    fact.classList.add("chosen");
    light(fact, true);
  }
  at = facts.indexOf(chosen[0]);
  chosen[0].scrollIntoView({ block: "nearest" });
}

/** Light up the words of a fact; those of a chosen one stay lit. */
function light(fact, lit) {
  for (const name of wordsOf(fact))
    for (const piece of pieces(name)) piece.classList.toggle("lit", lit || fact.classList.contains("chosen"));
}

function wordsOf(fact) {
  return fact.dataset.words.split(" ");
}

function nameOf(words) {
  return words.id || words.dataset.words;
}

function pieces(name) {
  return [document.getElementById(name), ...document.querySelectorAll(`.words[data-words="${CSS.escape(name)}"]`)].filter(Boolean);
}
