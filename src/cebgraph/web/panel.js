// What is known of a thing beside its drawing: its names, its page, what is said of it and in which words.

/** Fill the panel with a thing; `label` gives names, `go` is told of another thing that is clicked,
 *  `toggle` that what is around this one is to be shown or not, which `change` calls so. */
export function fill(panel, node, data, label, { go, change, toggle, close }) {
  const words = panel.dataset;
  const others = new Map(data.nodes.map((other) => [other.id, other]));
  const [name, second] = [label(node), Object.values(node.label).find((text) => text && text !== label(node))];
  const facts = data.edges.filter(({ source, target }) => source === node.id || target === node.id);
  panel.replaceChildren(
    made("h2", { lang: tongue(name) }, name, node.acronyms.length ? ` (${node.acronyms.join(", ")})` : ""),
    second ? made("p", { className: "second", lang: tongue(second) }, second) : "",
    made(
      "p",
      { className: "acts" },
      made("a", { href: node.page }, words.page),
      change ? made("button", { type: "button", onclick: () => toggle() }, words[change]) : "",
      made("button", { type: "button", onclick: close }, words.close),
    ),
    facts.length
      ? made("ul", {}, ...facts.map((fact) => told(fact, node, others, label, words, go)))
      : made("p", {}, words.none),
  );
  panel.scrollTop = 0;
}

function told(fact, node, others, label, words, go) {
  const party = (id) => {
    const name = label(others.get(id));
    if (id === node.id) return made("strong", { lang: tongue(name) }, others.get(id).acronyms[0] ?? name);
    return made("button", { type: "button", className: "other", lang: tongue(name), onclick: () => go(id) }, name);
  };
  return made(
    "li",
    {},
    party(fact.source),
    made("span", { className: "verb" }, ` ${label(fact)} `),
    party(fact.target),
    fact.status ? made("span", { className: "told" }, ` ${words[fact.status] ?? fact.status}`) : "",
    fact.when ? made("small", {}, ` ${fact.when}`) : "",
    fact.statement ? made("small", {}, " ", made("a", { href: fact.statement }, words.statement)) : "",
    ...fact.words.map(({ quote, place }) =>
      made("blockquote", { lang: tongue(quote) }, quote, made("cite", { lang: "en" }, place)),
    ),
  );
}

/** Return an element; texts in it are only ever text. */
function made(name, values, ...content) {
  const element = Object.assign(document.createElement(name), values);
  element.append(...content.filter(Boolean));
  return element;
}

const tongue = (text) => (/\p{Script=Han}/u.test(text) ? "zh" : "en");
