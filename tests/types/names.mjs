// The types name what the element has, no more and no less, and host.ts uses all of it; the host pages to look
// at hear every event. The element's own files are read as text: whoever adds an attribute, a function or an
// event there is told to add it here.
import { readFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const element = read("../../src/element/spaces-oauth-wizard.js");
const types = read("../../src/element/spaces-oauth-wizard.d.ts");
const host = read("host.ts");

/** What stands between two texts. */
function between(text, begin, end) {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from + begin.length);
  if (from < 0 || to < 0) throw new Error(`Nothing stands between "${begin}" and "${end}" any more.`);
  return text.slice(from + begin.length, to);
}

const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);
const camelCase = (name) => name.replace(/-./g, (dash) => dash[1].toUpperCase());
const listed = (name) => all(between(element, `const ${name} = [`, "]"), /"([^"]+)"/g);
const members = (name) => all(between(types, `export interface ${name} {`, "\n}"), /^ {2}"?([\w-]+)"?\??:/gm);

const tellers = [element, read("../../src/element/events.rs"), read("../../src/neighbours/overview/mod.rs")];
const events = [...new Set(tellers.flatMap((text) => all(text, /"(wizard-[a-z-]+)"/g)))];
const subjects = [
  {
    what: "attributes",
    // Every element has the property `lang`; it says nothing of it that is not in its own types.
    has: listed("ATTRIBUTES").filter((name) => name !== "lang").map(camelCase),
    typed: members("SpacesOauthWizardAttributes"),
    use: (name) => `wizard.${name} =`,
  },
  {
    what: "functions",
    has: ["getToken", ...listed("FUNCTIONS")],
    typed: members("SpacesOauthWizardFunctions"),
    use: (name) => `wizard.${name} =`,
  },
  {
    what: "events",
    has: events,
    typed: members("SpacesOauthWizardEventMap"),
    use: (name) => `wizard.addEventListener("${name}"`,
  },
];

// What a union of the types lists, and the Rust that has the same words.
const unions = [
  ["SaveState", "../../src/core/save/state.rs", "pub const fn name(", "\n    }\n"],
  ["TokenState", "../../src/core/token/status.rs", "pub fn word(", "\n    }\n"],
  ["FailureReason", "../../src/core/failure.rs", "pub const fn name(", "\n    }\n"],
  ["Step", "../../src/core/step.rs", "pub const fn name(", "\n    }\n"],
  ["Theme", "../../src/element/config.rs", "const THEMES", "];"],
  ["GrantType", "../../src/element/config.rs", "const GRANTS", "];"],
].map(([name, path, begin, end]) => ({
  what: name,
  has: all(between(read(path), begin, end), /(?:=> |\[|\(|, )"([^"]+)"/g),
  typed: all(between(types, `export type ${name} =`, ";"), /"([^"]+)"/g),
  use: () => "",
}));

const heard = {
  what: "EVENTS of tests/hosts/events.js",
  has: all(between(read("../hosts/events.js"), "const EVENTS = [", "]"), /"([^"]+)"/g),
  typed: members("SpacesOauthWizardEventMap"),
  use: () => "",
};

const problems = [...subjects, ...unions, heard].flatMap(({ what, has, typed, use }) => {
  if (has.length === 0) throw new Error(`${what}: nothing is found, which cannot be.`);
  const left = (names, others) => names.filter((name) => !others.includes(name));
  return [
    ...left(has, typed).map((name) => `${what}: src/element/spaces-oauth-wizard.d.ts lacks "${name}".`),
    ...left(typed, has).map((name) => `${what}: only src/element/spaces-oauth-wizard.d.ts knows "${name}".`),
    ...typed.filter((name) => !host.includes(use(name))).map((name) => `${what}: host.ts does not use "${name}".`),
  ];
});

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(subjects.map(({ what, typed }) => `${typed.length} ${what}`).join(", ") + ": all of them have types.");
