// The editor: takes the place of the plain field, and keeps the field's text its own.

import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, LRLanguage, LanguageSupport, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

import { completeTerms, declarePrefixes } from "./completion.js";

const language = new LanguageSupport(
  LRLanguage.define({
    parser: SparqlLanguage.parser.configure({
      props: [styleTags({ "IriRef Pname_ln Pname_ns": tags.url, A_predicate: tags.keyword, Langtag: tags.string })],
    }),
    languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
  }),
);

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
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", maxHeight: "60vh", borderRadius: "6px" },
  ".cm-content, .cm-gutter": { minHeight: "13rem" },
  ".cm-content": { padding: ".6rem 0", caretColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--shade)", color: "var(--soft)", border: "0", paddingRight: ".3rem" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--tint-line)" },
  // The library's own mark is an image in the style, which the policy of the page does not let pass.
  ".cm-lintRange-error, .cm-lintRange-active": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--wrong) 1.5px",
    textUnderlineOffset: "3px",
  },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--wrong)" },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    borderRadius: "6px",
    backgroundColor: "var(--paper)",
    boxShadow: "0 6px 24px #0002",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", fontSize: ".9rem", maxHeight: "18rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".25rem .6rem", color: "var(--text)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "#fff" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".85", marginLeft: ".8rem" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-tooltip.cm-completionInfo": {
    padding: ".6rem .8rem",
    maxWidth: "22rem",
    fontFamily: "var(--sans)",
    fontSize: ".85rem",
  },
  ".cm-completionInfo p": { margin: "0 0 .3rem" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", fontSize: ".9rem" },
});

/** Put an editor in the place of a field; return what the page does with it. */
export function makeEditor(field, { label, terms, run }) {
  const place = document.createElement("div");
  place.className = "editor";
  field.after(place);
  // Below a shadow root the editor's styles are constructed sheets, which a strict content security policy lets pass.
  const root = place.attachShadow({ mode: "open" });
  const view = new EditorView({ root, parent: root, state: stateOf(field, { label, terms, run }) });
  if (document.activeElement === field) view.focus(); // one may have begun before the script came
  field.hidden = true;
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
      lineNumbers(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      EditorView.lineWrapping,
      language,
      syntaxHighlighting(colours),
      look,
      autocompletion({ override: [completeTerms(terms)], icons: false, maxRenderedOptions: 60 }),
      declarePrefixes(terms),
      EditorView.domEventHandlers({ beforeinput: replaceSelection }),
      Prec.highest(
        keymap.of([
          { key: "Mod-Enter", run: ask },
          { key: "Tab", run: acceptCompletion },
        ]),
      ),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off", lang: "en" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) field.value = update.state.doc.toString();
      }),
    ],
  });
}

/** Type over a selection: a browser would keep its colour in an inline style, which the policy of the page forbids. */
function replaceSelection(event, view) {
  const { from, to, empty } = view.state.selection.main;
  if (event.inputType !== "insertText" || !event.data || empty || view.composing) return false;
  const insert = () =>
    view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  const taken = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, insert));
  if (!taken) view.dispatch(insert());
  event.preventDefault();
  return true;
}

/** Return the mark of a place that the server could not read: to the end of the word there. */
function diagnostic(doc, { line, column, message }) {
  const { from: start, to: end, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(start + utf16Length(text, column - 1), end);
  const word = /^[\w:?$<>/#.-]+|^\S/u.exec(text.slice(from - start));
  return {
    from: word ? from : Math.max(start, from - 1),
    to: word ? from + word[0].length : end,
    severity: "error",
    message,
  };
}

/** The server counts code points, the editor UTF-16 units. */
function utf16Length(text, points) {
  return [...text].slice(0, points).join("").length;
}
