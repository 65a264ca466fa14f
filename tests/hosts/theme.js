// Everything is set with setProperty, which a strict Content Security Policy allows; attributes named style
// and style elements it does not.
import { showAll } from "./events.js";

// What a page with Boomi's EmbedKit has on its root, in colours that are easy to tell from the wizard's own.
const EMBEDKIT = {
  "--boomi-page-bg-color": "light-dark(#faf6ff, #1d1427)",
  "--boomi-page-fg-color": "light-dark(#2a1a3a, #f1e8fa)",
  "--boomi-btn-primary-bg": "light-dark(#6a1b9a, #d9b3f0)",
  "--boomi-btn-primary-fg": "light-dark(#ffffff, #2a0a40)",
  "--boomi-input-border": "light-dark(#8a6fa0, #a98fc0)",
  "--boomi-font": "Verdana, sans-serif",
};

const wizard = document.querySelector("spaces-oauth-wizard");
const form = document.getElementById("settings");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Shows what comes with the page's colours, the theme and the density, in the controls that nobody has changed. */
function come() {
  const { theme, density, embedkit } = form.elements;
  const scheme = theme.value === "auto" ? Number(dark.matches) : ["light", "dark"].indexOf(theme.value);
  for (const control of form.querySelectorAll("[type=color]")) {
    const colours = embedkit.checked ? EMBEDKIT[control.dataset.embedkit] : control.dataset.colours;
    control.defaultValue = colours.match(/#\w+/g)[scheme];
  }
  for (const control of form.querySelectorAll("[data-compact]")) control.defaultValue = control.dataset[density.value];
}

/** The settings that are not as they came, by name. */
function changed() {
  const controls = [...form.elements].filter((control) => control.name && control.type !== "checkbox");
  const value = (control) => (control.type === "range" ? `${control.value}px` : control.value);
  const asItCame = (control) =>
    control.value === (control.defaultValue ?? control.options[0].value);
  return new Map(controls.map((control) => [control.name, asItCame(control) ? null : value(control)]));
}

const rule = (selector, declarations) =>
  declarations.length === 0
    ? []
    : [`${selector} {\n${declarations.map(([name, value]) => `  ${name}: ${value};\n`).join("")}}\n`];

function apply() {
  come();
  const settings = [...changed()];
  const tokens = settings.filter(([name]) => name.startsWith("--"));
  const attributes = settings.filter(([name]) => !name.startsWith("--"));
  const embedkit = form.elements.embedkit.checked ? Object.entries(EMBEDKIT) : [];

  // A property without a value goes away.
  for (const [name, value] of tokens) wizard.style.setProperty(name, value);
  for (const [name, value] of attributes) wizard[name] = value;
  const root = document.documentElement.style;
  for (const name of Object.keys(EMBEDKIT)) root.removeProperty(name);
  for (const [name, value] of embedkit) root.setProperty(name, value);

  const set = ([, value]) => value !== null;
  const rules = [...rule(":root", embedkit), ...rule("spaces-oauth-wizard", tokens.filter(set))];
  document.getElementById("css").value = rules.join("\n") || "/* Nothing is changed. */";
  const words = attributes.filter(set).map(([name, value]) => ` ${name}="${value}"`);
  document.getElementById("attributes").textContent = `<spaces-oauth-wizard${words.join("")} …>`;
}

showAll();
form.addEventListener("input", apply);
dark.addEventListener("change", apply);
// The event comes before the controls have their old values back.
form.addEventListener("reset", () => setTimeout(apply));
apply();

const { platformUrl, accountId, relayUrl } = await (await fetch("/session/host")).json();
Object.assign(wizard, { platformUrl, accountId, relayUrl });
