// Packs a release build for npm, looks at what is in the package, and installs it here.
import { execFileSync } from "node:child_process";
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";

const [dist] = process.argv.slice(2);
const npm = (...words) => execFileSync("npm", words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

const [packed] = JSON.parse(npm("pack", dist, "--json", "--ignore-scripts"));
// What a host page needs, and nothing of the standalone pages.
deepStrictEqual(packed.files.map((file) => file.path).sort(), [
  "LICENSE",
  "integrity.json",
  "neighbours.js",
  "neighbours_bg.wasm",
  "package.json",
  "react.d.ts",
  "spaces-oauth-wizard.d.ts",
  "spaces-oauth-wizard.js",
  "wizard.js",
  "wizard_bg.wasm",
]);
// It has no dependencies, so nothing is fetched for it, and the lock is as it was.
npm("install", `./${packed.filename}`, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts");
const { version } = JSON.parse(readFileSync("node_modules/spaces-oauth-wizard/package.json", "utf8"));
console.log(`bundle: ${packed.filename}, ${packed.size} bytes, is installed as ${version}.`);
