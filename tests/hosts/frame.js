import { EVENTS, show } from "./events.js";
import { OTHER_ORIGIN } from "./other-origin.js";

const list = document.getElementById("events");
document.getElementById("origin").textContent = OTHER_ORIGIN;

// snippet: begin
const frame = document.getElementById("wizard");

window.addEventListener("message", ({ origin, source, data }) => {
  // Any page that has a hold of this window can send it messages. OTHER_ORIGIN is that of the wizard's page,
  // such as "https://wizard.example".
  if (origin !== OTHER_ORIGIN || source !== frame.contentWindow) return;
  // EVENTS are the names of the wizard's events; `show` stands for what the page does with one.
  if (EVENTS.includes(data?.type)) show(list, data.type, data.detail);
});

frame.src = `${OTHER_ORIGIN}${new URL("framed.html", location.href).pathname}`;
// snippet: end
