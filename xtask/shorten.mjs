// wasm-bindgen names what the scripts and the wasm hand to each other at length, with hashes that no
// compression makes smaller. Nobody but those two reads the names, so both get short ones.
import { readFileSync, writeFileSync } from "node:fs";

/** Shortens the names between a wasm and its glue, in both files. */
export function shorten(wasm, glue) {
  const names = new Map();
  const module = rename(readFileSync(wasm), names);
  const script = readFileSync(glue, "utf8");
  // A name of the one is a whole word, or a whole string, of the other.
  const short = script.replace(/"\.\/[\w.]+"|[\w$]+/g, (word) => {
    const bare = word.startsWith('"') ? word.slice(1, -1) : word;
    const name = names.get(bare);
    return name === undefined ? word : word.startsWith('"') ? `"${name}"` : name;
  });
  writeFileSync(wasm, module);
  writeFileSync(glue, short);
}

// What wasm-bindgen has made up itself; all other names are public.
const isMadeUp = (name) =>
  /^(__wb|__externref|__abort|__instance|wasm_bindgen__|\.\/)/.test(name);

/** Renames imports and exports of a module (WebAssembly Core Specification, section 5.5). */
function rename(bytes, names) {
  const out = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const [size, start] = number(bytes, at + 1);
    const end = start + size;
    const section = bytes.subarray(start, end);
    if (id === 2) out.push(made(id, imports(section, names)));
    else if (id === 7) out.push(made(id, exports(section, names)));
    else if (id === 11) out.push(bytes.subarray(at, start), withoutPaths(section));
    else out.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(out);
}

/** Panics name the files that they come from; where those lay on whose machine is left out. */
function withoutPaths(section) {
  const short = (path) => path.replace(/^.*\//, "").padStart(path.length, "/");
  const text = section.toString("latin1");
  return Buffer.from(text.replace(/\/[\w./-]+\.rs/g, short), "latin1");
}

function imports(section, names) {
  return entries(section, (at, out) => {
    at = name(section, at, names, out);
    at = name(section, at, names, out);
    return kind(section, at);
  });
}

function exports(section, names) {
  return entries(section, (at, out) => number(section, name(section, at, names, out) + 1)[1]);
}

/** Copies a list, each entry as far as `entry` has not written it itself. */
function entries(section, entry) {
  let [count, at] = number(section, 0);
  const out = [leb(count)];
  for (; count > 0; count--) {
    const written = [];
    const end = entry(at, written);
    const { from } = written.at(-1);
    out.push(...written.map(({ bytes }) => bytes), section.subarray(from, end));
    at = end;
  }
  return Buffer.concat(out);
}

/** Reads a name, hands out its new one, and gives where it ends. */
function name(section, at, names, out) {
  const [size, start] = number(section, at);
  const end = start + size;
  const old = section.toString("utf8", start, end);
  if (isMadeUp(old) && !names.has(old)) names.set(old, `$${names.size.toString(36)}`);
  const bytes = Buffer.from(names.get(old) ?? old);
  out.push({ bytes: Buffer.concat([leb(bytes.length), bytes]), from: end });
  return end;
}

/** Where an import's description ends. */
function kind(section, at) {
  switch (section[at]) {
    case 0:
      return number(section, at + 1)[1];
    case 1:
      return limits(section, at + 2);
    case 2:
      return limits(section, at + 1);
    case 3:
      return at + 3;
    default:
      throw new Error(`There is an import of a kind that is not known: ${section[at]}.`);
  }
}

function limits(section, at) {
  const [, min] = number(section, at + 1);
  return section[at] & 1 ? number(section, min)[1] : min;
}

const made = (id, section) => Buffer.concat([Buffer.from([id]), leb(section.length), section]);

/** Reads an unsigned LEB128 number, and gives it with where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function leb(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
