import { showAll } from "./events.js";

// Before anything that takes time, so that no event is missed.
showAll();

// snippet: begin
const wizard = document.querySelector("spaces-oauth-wizard");
wizard.addEventListener("wizard-saved", ({ detail }) => console.log(`Saved as ${detail.id}`));

// What makes the redirect URI, and where a token is generated: the page's server knows it.
const { platformUrl, accountId, relayUrl } = await (await fetch("/session/host")).json();
Object.assign(wizard, { platformUrl, accountId, relayUrl });
// snippet: end
