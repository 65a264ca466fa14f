import { hear } from "./events.js";
import { OTHER_ORIGIN } from "./other-origin.js";

// snippet: begin
// `hear` adds a listener for each event. OTHER_ORIGIN is that of the page around this one, such as
// "https://host.example": a page of any other origin is told nothing, also where it has this one in a frame.
if (window.parent !== window) {
  hear(document, (type, detail) => window.parent.postMessage({ type, detail }, OTHER_ORIGIN));
}

// What makes the redirect URI, and where a token is generated: the page's server knows it.
const { platformUrl, accountId, relayUrl } = await (await fetch("/session/host")).json();
Object.assign(document.querySelector("spaces-oauth-wizard"), { platformUrl, accountId, relayUrl });
// snippet: end
