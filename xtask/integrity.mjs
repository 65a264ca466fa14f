// The hash of each file of a release build (Subresource Integrity, section 3.2), for host pages and for the
// element itself: it checks the WebAssembly that it loads.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ELEMENT = "spaces-oauth-wizard.js";
const OTHERS = ["wizard.js", "wizard_bg.wasm", "neighbours.js", "neighbours_bg.wasm"];

/** Writes `integrity.json`, and into the element's script what it checks. */
export function integrity(folder) {
  const path = (name) => join(folder, name);
  const hash = (name) => `sha384-${createHash("sha384").update(readFileSync(path(name))).digest("base64")}`;
  let script = readFileSync(path(ELEMENT), "utf8");
  for (const name of ["wizard", "neighbours"]) {
    const empty = `${name}:""`;
    if (script.split(empty).length !== 2) throw new Error(`${ELEMENT} has no single place for the hash of ${name}.`);
    script = script.replace(empty, `${name}:"${hash(`${name}_bg.wasm`)}"`);
  }
  writeFileSync(path(ELEMENT), script);
  const all = Object.fromEntries([ELEMENT, ...OTHERS].map((name) => [name, hash(name)]));
  writeFileSync(path("integrity.json"), `${JSON.stringify(all, null, 2)}\n`);
}
