// Trunk runs this after each build (see Trunk.toml): the package for npm gets the version that Cargo.toml
// says, which is also the one that the element tells its page. It is written down nowhere else.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { TRUNK_SOURCE_DIR, TRUNK_STAGING_DIR } = process.env;
const manifest = readFileSync(join(TRUNK_SOURCE_DIR, "Cargo.toml"), "utf8");
const section = manifest.split(/^(?=\[)/m).find((section) => section.startsWith("[workspace.package]"));
const version = section?.match(/^version = "(.+)"$/m)?.[1];
if (!version) throw new Error("Cargo.toml has no version in [workspace.package].");

const path = join(TRUNK_STAGING_DIR, "package.json");
const { name, ...rest } = JSON.parse(readFileSync(path, "utf8"));
writeFileSync(path, JSON.stringify({ name, version, ...rest }, null, 2) + "\n");
