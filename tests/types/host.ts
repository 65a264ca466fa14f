// A host page that uses every property, function and event; names.mjs sees to it that none is left out.
import "spaces-oauth-wizard";
import { SpacesOauthWizard } from "spaces-oauth-wizard";
import type {
  AuthorizeAnswer,
  AuthorizeOutcome,
  AuthorizeRequest,
  ControlName,
  Density,
  FailureReason,
  GrantType,
  Key,
  OpenIntConnection,
  SaveState,
  SpacesOauthWizardEventMap,
  Step,
  Theme,
  TokenState,
  WizardSavedDetail,
} from "spaces-oauth-wizard";

const wizard = document.createElement("spaces-oauth-wizard");
const sameClass: SpacesOauthWizard = new SpacesOauthWizard();
const found: SpacesOauthWizard | null = document.querySelector("spaces-oauth-wizard");

wizard.endpoint = "/graphql";
wizard.platformUrl = "https://platform.example/";
wizard.spaceGuid = "guid";
wizard.integrationPackInstanceId = "test-101";
wizard.envId = "9341452451293689";
wizard.processId = "1";
wizard.connectionId = "3";
wizard.tokenUrl = "/session/token";
wizard.relayUrl = "https://relay.example/";
wizard.returnUrl = location.href;
wizard.accountId = "account";
wizard.grantType = "password" satisfies GrantType;
wizard.hdpImport = "";
wizard.hdpUrl = "https://hdp.example/";
wizard.openintConnectionId = "conn_1";
wizard.openintUrl = "https://openint.example/v1";
wizard.theme = "dark" satisfies Theme;
wizard.density = "compact" satisfies Density;
wizard.step = "review" satisfies Step;
wizard.requiredFields = "baseURL companyId";
wizard.hiddenFields = null;
wizard.lang = "en";

const endpoint: string | null = wizard.endpoint;
const saveState: SaveState | null = wizard.getAttribute("save-state");
const tokenState: TokenState | null = wizard.getAttribute("token-state");
const other: string | null = wizard.getAttribute("title");

wizard.getToken = async () => (await fetch("/session/token")).text();
wizard.getToken = () => "token";
wizard.getToken = null;

async function begin(request: AuthorizeRequest): Promise<{ url: string; done: Promise<AuthorizeOutcome> }> {
  const { key, baseURL, companyId, clientId, clientSecret, authParams, accessTokenParams, returnUrl } = request;
  const texts: string[] = [baseURL, companyId, clientId, clientSecret, returnUrl ?? "", ...ids(key)];
  const scope: unknown = authParams["scope"] ?? accessTokenParams["scope"];
  const failed: AuthorizeOutcome = {
    state: "failed",
    error: "access_denied",
    errorDescription: `${texts} ${scope}`,
    errorUri: "https://provider.example/why",
  };
  return { url: "https://provider.example/authorize", done: Promise.resolve(failed) };
}

wizard.authorize = async (request): Promise<AuthorizeAnswer> => {
  const { url, done } = await begin(request);
  return { authorizationUrl: url, expiresAt: "2026-11-21T17:00:00Z", outcome: done };
};
wizard.authorize = () => ({ authorizationUrl: "https://provider.example/", expiresAt: Date.now() + 60_000 });
wizard.authorize = () => ({
  authorizationUrl: "https://provider.example/",
  expiresAt: new Date(),
  outcome: { state: "generated" },
});
wizard.authorize = undefined;

wizard.encryptSecret = async (secret) => secret.toUpperCase();
wizard.getHdpApplications = async (id) => (await fetch(`/my/hdp/oauthapps/${id ?? ""}`)).text();
wizard.getHdpApplications = () => ({ oauthapps: [] });
wizard.getOpenIntToken = async () => (await fetch("/my/openint/token")).text();

const connection: OpenIntConnection = {
  id: "conn_1",
  status: "healthy",
  status_message: null,
  display_name: "Books",
  disabled: false,
  connector: { display_name: "QuickBooks", stage: "ga", auth_type: "OAUTH2", scopes: [{ scope: "a" }] },
  integration: { name: "Books" },
  expires_at: "2026-11-21T17:00:00Z",
  scope: "a b",
  updated_at: "2026-11-21T17:00:00Z",
};
wizard.getOpenIntConnection = async (id) => ({ ...connection, id, status: "paused" });
wizard.getOpenIntConnection = async (id) => (await fetch(`/my/openint/connection/${id}`)).text();

wizard.addEventListener("wizard-ready", ({ detail }) => log(detail.version, ...ids(detail.key)));
wizard.addEventListener("wizard-open", (event) => {
  const { key } = event.detail;
  if (key === null) return;
  event.preventDefault();
  Object.assign(wizard, { envId: key.envId, processId: key.processId, connectionId: key.connectionId });
});
wizard.addEventListener("wizard-loaded", ({ detail }) => {
  const both: boolean = detail.found && detail.isTokenGenerated;
  log(String(both), ...ids(detail.key));
});
wizard.addEventListener("wizard-change", ({ detail }) => log(detail.name satisfies ControlName));
wizard.addEventListener("wizard-saved", function ({ detail }) {
  log(this.connectionId, detail.id, ...ids(detail.key));
});
wizard.addEventListener("wizard-save-failed", ({ detail }) => {
  const reason: FailureReason = detail.reason;
  if (!detail.triesAgain) log(reason, detail.message);
});
wizard.addEventListener("wizard-auth-required", ({ detail }) => {
  log(...ids(detail.key));
  wizard.retry();
});
wizard.addEventListener("wizard-step", ({ detail }) => log(detail.step satisfies Step));
wizard.addEventListener("wizard-token", ({ detail }) => log(detail.state satisfies TokenState, detail.error));
wizard.addEventListener("wizard-completed", ({ detail }) => log(detail.token satisfies TokenState));
wizard.addEventListener("wizard-fatal", ({ detail }) => log(detail.message), { once: true });

// Listeners further up, and those that are named, or for other events, or gone again.
document.addEventListener("wizard-saved", ({ detail }) => log(detail.id));
const saved = (event: CustomEvent<WizardSavedDetail>): void => log(event.detail.id);
wizard.addEventListener("wizard-saved", saved);
wizard.removeEventListener("wizard-saved", saved);
wizard.addEventListener("focusin", (event) => log(String(event.relatedTarget)), true);
wizard.addEventListener("of-the-page", { handleEvent: (event: Event) => log(event.type) });
const names: (keyof SpacesOauthWizardEventMap)[] = ["wizard-ready", "wizard-fatal"];

function ids(key?: Key): string[] {
  if (!key) return [];
  return [key.integrationPackInstanceId, key.envId, key.processId, key.connectionId, key.catalogGuid];
}

function log(...texts: (string | null)[]): void {
  console.log(texts, endpoint, saveState, tokenState, other, sameClass, found, names);
}
