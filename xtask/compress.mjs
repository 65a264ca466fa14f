// Writes what a good server would send for each file of a folder into another one, as NAME.br, and
// prints a line for each: name, length, compressed length. Node's zlib compresses as well as
// brotli can (quality 11) when nothing else is said.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const [from, to] = process.argv.slice(2);
rmSync(to, { recursive: true, force: true });
compress("");

function compress(folder) {
  for (const name of readdirSync(join(from, folder)).sort()) {
    const path = folder ? `${folder}/${name}` : name;
    if (statSync(join(from, path)).isDirectory()) {
      compress(path);
      continue;
    }
    const body = readFileSync(join(from, path));
    const compressed = brotliCompressSync(body);
    const place = join(to, `${path}.br`);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, compressed);
    console.log(`${path}\t${body.length}\t${compressed.length}`);
  }
}
