// What the editor proposes while one types: the terms of our vocabularies by name or label, variables, and keywords.

import { syntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";

const KEYWORDS = (
  "SELECT CONSTRUCT ASK DESCRIBE WHERE FILTER OPTIONAL UNION MINUS BIND VALUES GRAPH SERVICE EXISTS DISTINCT REDUCED " +
  "ORDER GROUP HAVING LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT COALESCE BOUND CONTAINS STRSTARTS " +
  "STRENDS LCASE UCASE LANG LANGMATCHES DATATYPE REGEX REPLACE YEAR MONTH NOT FROM PREFIX"
).split(" ");
const WRITTEN = /[?$]?[\p{L}\p{N}_:-]*$/u;
const SILENT = new Set(["Comment", "String", "IriRef"]);
const SHOWN = 40;

/** Return a source of completions that knows the terms as soon as they have come. */
export function completeTerms(terms) {
  return async (context) => {
    const { from, text } = context.matchBefore(WRITTEN) ?? { from: context.pos, text: "" };
    if ((!text && !context.explicit) || isSilent(context.state, context.pos)) return null;
    if (/^[?$]/.test(text)) return { from, options: variables(context.state.doc.toString(), text) };
    const known = await terms();
    const options = [
      ...ranked(known.terms, text).map((term) => proposal(term)),
      ...prefixes(known.prefixes, text),
      ...keywords(text),
    ];
    return options.length ? { from, options, filter: false } : null;
  };
}

function isSilent(state, position) {
  return SILENT.has(syntaxTree(state).resolveInner(position, -1).name);
}

/** Return the terms that what is written may mean, the nearest first. */
function ranked(terms, text) {
  const wanted = text.toLowerCase();
  const rank = ({ name, label }) => {
    const [whole, local] = [name.toLowerCase(), name.slice(name.indexOf(":") + 1).toLowerCase()];
    const labels = Object.values(label).map((word) => word.toLowerCase());
    const tests = [
      whole.startsWith(wanted),
      local.startsWith(wanted),
      labels.some((word) => word.startsWith(wanted)),
      local.includes(wanted),
      labels.some((word) => word.includes(wanted)),
    ];
    return tests.indexOf(true);
  };
  return terms
    .map((term) => [rank(term), term])
    .filter(([place]) => place >= 0)
    .sort(([one], [other]) => one - other)
    .slice(0, SHOWN)
    .map(([, term]) => term);
}

function proposal({ name, kind, label, definition }) {
  return { label: name, type: kind, detail: Object.values(label).join(" · "), info: () => card(label, definition) };
}

function card(label, definition) {
  const box = document.createElement("div");
  for (const [language, text] of [...Object.entries(label), ...Object.entries(definition)].filter(
    ([, words]) => words,
  )) {
    const line = document.createElement("p");
    line.lang = language;
    line.textContent = text;
    box.append(line);
  }
  return box;
}

function prefixes(known, text) {
  const wanted = text.toLowerCase();
  return Object.entries(known)
    .filter(([prefix]) => wanted && prefix.startsWith(wanted))
    .map(([prefix, iri]) => ({ label: `${prefix}:`, detail: iri, type: "namespace" }));
}

function keywords(text) {
  const wanted = text.toUpperCase();
  return KEYWORDS.filter((word) => wanted && word.startsWith(wanted)).map((label) => ({ label, type: "keyword" }));
}

function variables(query, text) {
  const others = new Set(query.match(/[?$][\p{L}\p{N}_]+/gu));
  if (query.split(text).length <= 2) others.delete(text); // the one that is being written
  return [...others].sort().map((label) => ({ label, type: "variable" }));
}

/** Declare a prefix of ours at the top of the query as soon as it is used. */
export function declarePrefixes(terms) {
  let known = {};
  terms().then(
    ({ prefixes }) => (known = prefixes),
    () => {},
  );
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || !transaction.isUserEvent("input")) return transaction;
    const text = transaction.newDoc.toString();
    const missing = [...used(transaction)].filter((prefix) => known[prefix] && !declares(text, prefix));
    if (!missing.length) return transaction;
    const insert = missing.map((prefix) => `PREFIX ${prefix}: <${known[prefix]}>\n`).join("");
    return [transaction, { changes: { from: afterHead(text), insert }, sequential: true }];
  });
}

/** Return the prefixes in the lines that a change has written. */
function used(transaction) {
  const found = new Set();
  transaction.changes.iterChanges((_from, _to, from, to) => {
    const doc = transaction.newDoc;
    const lines = doc.sliceString(doc.lineAt(from).from, doc.lineAt(to).to);
    for (const [, prefix] of silenced(lines).matchAll(/(?<![\w:?$@-])([A-Za-z][\w-]*):/g)) found.add(prefix);
  });
  return found;
}

function silenced(text) {
  return text.replace(/<[^>\s]*>|"[^"\n]*"?|'[^'\n]*'?|#.*|^\s*PREFIX\s+.*/gim, "");
}

function declares(text, prefix) {
  return new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im").test(text);
}

/** Return where the first declaration may stand: after the comments that say what is asked. */
function afterHead(text) {
  return /^(?:[ \t]*(?:#.*)?\n)*/.exec(text)[0].length;
}
