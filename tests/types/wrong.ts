// What a host page gets wrong, and the compiler has to notice.
import { SpacesOauthWizard } from "spaces-oauth-wizard";
import type { AuthorizeOutcome, AuthorizeRequest, SpacesOauthWizardEventMap } from "spaces-oauth-wizard";

declare const wizard: SpacesOauthWizard;

// @ts-expect-error: ids are texts; a number would lose digits
wizard.envId = 9341452451293689;
// @ts-expect-error: no such theme
wizard.theme = "blue";
// @ts-expect-error: no such density
wizard.density = "tiny";
// @ts-expect-error: no such step
wizard.step = "token";
// @ts-expect-error: a grant that nobody generates a token for in this way
wizard.grantType = "implicit";
// @ts-expect-error: it is hiddenFields
wizard.hiddenField = "companyId";
// @ts-expect-error: an attribute's name, which is no property
wizard["space-guid"] = "guid";
// @ts-expect-error: an attribute that is there or not, and no boolean
wizard.hdpImport = true;
// @ts-expect-error: only the attribute says so
wizard.saveState;

// @ts-expect-error: a state that does not exist
if (wizard.getAttribute("save-state") === "done") wizard.retry();
// @ts-expect-error: a state of saving, and not of the token
if (wizard.getAttribute("token-state") === "saved") wizard.retry();

// @ts-expect-error: the response in place of its text
wizard.getToken = () => fetch("/session/token");
// @ts-expect-error: a token in place of a function
wizard.getToken = "token";
// @ts-expect-error: no address
wizard.authorize = async () => ({ url: "https://provider.example/" });
// @ts-expect-error: nobody can wait for what is still pending
wizard.authorize = () => ({ authorizationUrl: "https://provider.example/", outcome: { state: "pending" } });
// @ts-expect-error: the names of the provider, and not those of the outcome
const outcome: AuthorizeOutcome = { state: "failed", error_description: "No" };
// @ts-expect-error: a member that is there only sometimes
const back = (request: AuthorizeRequest): string => request.returnUrl;
// @ts-expect-error: nothing that can be read
wizard.encryptSecret = async () => new Uint8Array();
// @ts-expect-error: without an argument all are asked for
wizard.getHdpApplications = (id: string) => `[${id}]`;
// @ts-expect-error: no promise of a text
wizard.getOpenIntToken = async () => ({ token: "token" });
// @ts-expect-error: what holds tokens is not to be handed over
wizard.getOpenIntConnection = () => ({ id: "conn_1", settings: { access_token: "token" } });
// @ts-expect-error: it takes nothing
wizard.retry(true);

// @ts-expect-error: a member of another event
wizard.addEventListener("wizard-saved", (event) => event.detail.reason);
// @ts-expect-error: absent while attributes are missing
wizard.addEventListener("wizard-ready", (event) => event.detail.key.envId);
// @ts-expect-error: the client secret has no event
wizard.addEventListener("wizard-change", (event) => event.detail.name === "clientSecret");
// @ts-expect-error: nobody finishes with a token that is stale
wizard.addEventListener("wizard-completed", (event) => event.detail.token === "stale");
// @ts-expect-error: no event of the wizard, so without a detail
wizard.addEventListener("wizard-save", (event) => event.detail);
// @ts-expect-error: there is no such event
const name: keyof SpacesOauthWizardEventMap = "wizard-closed";

export { back, name, outcome };
