// A host page as its users write it, with a panel of the part that is loaded later.
import "spaces-oauth-wizard";
import { version } from "spaces-oauth-wizard/package.json";

window.packed = version;
window.heard = [];
document.addEventListener("wizard-ready", (event) => window.heard.push(event.detail.version));

const wizard = Object.assign(document.createElement("spaces-oauth-wizard"), {
  endpoint: "/graphql",
  tokenUrl: "/session/token",
  integrationPackInstanceId: "test-101",
  envId: "2",
  processId: "1",
  connectionId: "3",
  openintUrl: "/openint/v1",
  openintConnectionId: "conn_quickbooks_healthy",
  getOpenIntToken: async () => (await fetch("/session/openint-token")).text(),
});
document.body.append(wizard);
