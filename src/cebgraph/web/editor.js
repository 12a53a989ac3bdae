// The editor: takes the place of the plain field, and keeps the field's text its own.

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

import { completeTerms, declarePrefixes } from "./completion.js";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--variable)" },
  { tag: [tags.string, tags.special(tags.string), tags.number, tags.bool, tags.literal], color: "var(--string)" },
  { tag: [tags.url, tags.namespace, tags.propertyName, tags.typeName], color: "var(--iri)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--text)", fontSize: "var(--code-size)", borderRadius: "6px" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "13rem", maxHeight: "60vh" },
  ".cm-content": { padding: ".6rem 0", caretColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--shade)", color: "var(--soft)", border: "0", borderRadius: "6px 0 0 6px" },
  ".cm-activeLine": { backgroundColor: "var(--tint-line)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--tint)", color: "var(--text)" },
  ".cm-tooltip": { border: "1px solid var(--line)", borderRadius: "6px", backgroundColor: "var(--paper)", boxShadow: "0 6px 24px #0002" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", fontSize: ".9rem", maxHeight: "18rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".25rem .6rem", color: "var(--text)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "#fff" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".85", marginLeft: ".8rem" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-tooltip.cm-completionInfo": { padding: ".6rem .8rem", maxWidth: "22rem", fontFamily: "var(--sans)", fontSize: ".85rem" },
  ".cm-completionInfo p": { margin: "0 0 .3rem" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", fontSize: ".9rem" },
});

/** Put an editor in the place of a field; return what the page does with it. */
export function makeEditor(field, { label, terms, run }) {
  const place = document.createElement("div");
  place.className = "editor";
  field.after(place);
  field.hidden = true;
  // Below a shadow root the editor's styles are constructed sheets, which a strict content security policy lets pass.
  const root = place.attachShadow({ mode: "open" });
  const view = new EditorView({ root, parent: root, state: stateOf(field, { label, terms, run }) });
  return {
    focus: () => view.focus(),
    write: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark: (place) => view.dispatch(setDiagnostics(view.state, place ? [diagnostic(view.state.doc, place)] : [])),
  };
}

function stateOf(field, { label, terms, run }) {
  const ask = () => (run(), true);
  return EditorState.create({
    doc: field.value,
    extensions: [
      lineNumbers(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
      highlightActiveLine(), EditorView.lineWrapping, sparql(), syntaxHighlighting(colours), look,
      autocompletion({ override: [completeTerms(terms)], icons: false, maxRenderedOptions: 60 }),
      declarePrefixes(terms),
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: ask }, { key: "Tab", run: acceptCompletion }])),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off", lang: "en" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) field.value = update.state.doc.toString();
      }),
    ],
  });
}

/** Return the mark of a place that the server could not read: to the end of the word there. */
function diagnostic(doc, { line, column, message }) {
  const { from: start, to: end, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(start + utf16Length(text, column - 1), end);
  const word = /^[\w:?$<>/#.-]+|^\S/u.exec(text.slice(from - start));
  return { from: word ? from : Math.max(start, from - 1), to: word ? from + word[0].length : end, severity: "error", message };
}

/** The server counts code points, the editor UTF-16 units. */
function utf16Length(text, points) {
  return [...text].slice(0, points).join("").length;
}
