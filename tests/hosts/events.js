// A live list of the wizard's events, the newest first.

// Every event of the wizard; README.md says what their details hold.
export const EVENTS = [
  "wizard-ready",
  "wizard-open",
  "wizard-loaded",
  "wizard-change",
  "wizard-saved",
  "wizard-save-failed",
  "wizard-auth-required",
  "wizard-step",
  "wizard-token",
  "wizard-completed",
  "wizard-fatal",
];

// A page may be open for a day.
const MOST = 50;

function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

/** Puts an event at the top of a list: what is new in it, and behind that all of its detail. */
export function show(list, type, detail) {
  // Nearly all have the key, which stays the same.
  const others = JSON.stringify(detail, (name, value) => (name === "key" ? undefined : value), 1);
  // In one row, which can break after its blanks.
  const news = others.replace(/\n */g, " ").replace(/^\{ ?| ?\}$/g, "");
  const time = element("time", new Date().toLocaleTimeString());
  const summary = element("summary", time, " ", element("b", type), " ", news);
  const all = element("code", JSON.stringify(detail, null, 2));
  list.prepend(element("li", element("details", summary, all)));
  while (list.children.length > MOST) list.lastElementChild.remove();
}

/** Hears every event of the wizards in `place`, which may come later than this. */
export function hear(place, heard) {
  for (const name of EVENTS) place.addEventListener(name, (event) => heard(event.type, event.detail));
}

/** Shows every event of the wizards of this page in the list of the id "events". */
export function showAll() {
  const list = document.getElementById("events");
  hear(document, (type, detail) => show(list, type, detail));
}
