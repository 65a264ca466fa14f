// Trunk runs this after each build (see Trunk.toml); it makes a release build smaller. Trunk's own `minify`
// gives up on wasm-bindgen's glue: "Failed to minify JS".
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { integrity } from "./integrity.mjs";

const { TRUNK_PROFILE, TRUNK_SOURCE_DIR, TRUNK_STAGING_DIR } = process.env;
if (TRUNK_PROFILE === "release") {
  minify(TRUNK_STAGING_DIR);
  // Last: nothing changes any more.
  integrity(TRUNK_STAGING_DIR);
}

function minify(folder) {
  const scripts = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"));
  // Without bundling, each file stays a module of its own with the exports that it has.
  const flags = ["--minify", "--tree-shaking=true", "--format=esm", "--charset=utf8", "--log-level=warning"];
  const places = ["--allow-overwrite", `--outdir=${folder}`, `--outbase=${folder}`];
  const files = scripts.map((name) => join(folder, name));
  const { error, status } = spawnSync(esbuild(), [...flags, ...places, ...files], { stdio: "inherit" });
  if (error?.code === "ENOENT") {
    console.warn("The scripts stay as long as they are: `cargo xtask setup` fetches what minifies them.");
  } else if (error || status !== 0) {
    throw error ?? new Error("esbuild could not minify the scripts; its own words are above.");
  }
}

// The one that `cargo xtask setup` has fetched, else the one in PATH.
function esbuild() {
  const own = join(TRUNK_SOURCE_DIR, "target/tools/node/node_modules/.bin/esbuild");
  return existsSync(own) ? own : "esbuild";
}
