// Bundles each entry point with the libraries that it uses, and keeps their licences beside it.
// Run in the folder that holds node_modules: `node .../build.mjs`; `make assets` does so.

import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ENTRIES = ["explore.js", "search.js", "sparql.js"];
const CLASSIC = { find: "find.js", "explore-file": "explore.js", report: "report.js" }; // from a disk no browser loads modules

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "built");
const modules = join(process.cwd(), "node_modules");
const { build } = createRequire(join(process.cwd(), "package.json"))("esbuild");

rmSync(built, { recursive: true, force: true });
const shared = {
  outdir: built,
  bundle: true,
  target: "es2022",
  minify: true,
  legalComments: "none", // LICENSES.txt has them all
  charset: "utf8",
  metafile: true,
  nodePaths: [modules],
  logLevel: "warning",
};
const { metafile } = await build({
  ...shared,
  entryPoints: ENTRIES.map((entry) => join(here, entry)),
  chunkNames: "chunk-[hash]",
  splitting: true,
  format: "esm",
});
await build({
  ...shared,
  entryPoints: Object.fromEntries(Object.entries(CLASSIC).map(([name, entry]) => [name, join(here, entry)])),
  format: "iife",
});
writeFileSync(join(built, "LICENSES.txt"), licences(Object.keys(metafile.inputs)));

/** Return the licence of every package that a bundle holds. */
function licences(inputs) {
  const folders = inputs
    .map((input) => relative(modules, join(process.cwd(), input)))
    .filter((path) => !path.startsWith(".."));
  const names = new Set(
    folders.map((path) =>
      path
        .split("/")
        .slice(0, path.startsWith("@") ? 2 : 1)
        .join("/"),
    ),
  );
  return [...names]
    .sort()
    .map(licence)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licence(name) {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no file with its licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
