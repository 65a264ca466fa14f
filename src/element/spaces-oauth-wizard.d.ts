// Types of the custom element <spaces-oauth-wizard>.

// Without this line, what is not exported below would be all the same.
export {};

/** The five ids that name one record on the platform. Opaque texts: none is a number. */
export interface Key {
  integrationPackInstanceId: string;
  envId: string;
  processId: string;
  connectionId: string;
  /** The Space's guid. */
  catalogGuid: string;
}

/** The attribute `save-state`. */
export type SaveState =
  | "loading"
  | "saved"
  | "unsaved"
  | "saving"
  | "offline"
  | "failed"
  | "signed-out"
  | "conflict";

/** The attribute `token-state`. */
export type TokenState = "none" | "not-needed" | "waiting" | "generated" | "stale" | "failed";

export type Step = "application" | "parameters" | "authorize" | "review";

export type Theme = "auto" | "light" | "dark";

export type Density = "comfortable" | "compact";

export type GrantType =
  | "authorization_code"
  | "password"
  | "client_credentials"
  | "urn:ietf:params:oauth:grant-type:jwt-bearer";

/** A control whose text is saved on the platform; rows of a table share their names. */
export type ControlName =
  | "baseURL"
  | "companyId"
  | "clientId"
  | "authParams.key"
  | "authParams.value"
  | "accessTokenParams.key"
  | "accessTokenParams.value";

/** Why a save did not work. */
export type FailureReason =
  | "signed-out"
  | "sign-in-page"
  | "no-bearer"
  | "forbidden"
  | "rate-limited"
  | "platform-down"
  | "unreachable"
  | "offline"
  | "timed-out"
  | "not-json"
  | "no-data"
  | "unknown-space"
  | "no-space-header"
  | "unknown-instance"
  | "too-large"
  | "truncated"
  | "refused";

/** At once or as a promise. */
export type Awaitable<T> = T | PromiseLike<T>;

/** Parameters by their names: texts, or what another writer has put into the record, as JSON. */
export type Params = Record<string, unknown>;

/** What `authorize` gets: the settings as they are saved, and the client secret. */
export interface AuthorizeRequest {
  key: Key;
  baseURL: string;
  companyId: string;
  clientId: string;
  /** Empty for a public client. */
  clientSecret: string;
  authParams: Params;
  accessTokenParams: Params;
  /** Where the browser has to be sent on to; only with `return-url`, and in the same tab. */
  returnUrl?: string;
}

/** What `authorize` gives. */
export interface AuthorizeAnswer {
  /** The page of the provider: `https`, or an address of this machine. */
  authorizationUrl: string;
  /** When the attempt ends: RFC 3339, milliseconds since 1970, or a date. */
  expiresAt?: string | number | Date | null;
  /**
   * The page has checked the address itself: it is opened if it is `https`, whatever its parameters are called.
   * For providers with names of their own, such as `client_key`, or with a fragment.
   */
  checked?: boolean;
  /** How it ended. Without it the platform is asked whether there is a token. */
  outcome?: Awaitable<AuthorizeOutcome> | null;
}

/** How the generation of a token ended. */
export type AuthorizeOutcome =
  | { state: "generated" }
  | {
      state: "failed";
      /** The provider's code, such as `access_denied`: at most 64 letters, digits, `_` and `-`. */
      error?: string;
      errorDescription?: string;
      errorUri?: string;
    };

/** A connection of OpenInt, as its API answers it, without what is secret. It has an id or a status. */
export interface OpenIntConnection {
  id?: string | null;
  status?: OpenIntStatus | (string & {}) | null;
  status_message?: string | null;
  display_name?: string | null;
  disabled?: boolean | null;
  connector?: OpenIntConnector | null;
  /** For a connection without `connector`. */
  connector_name?: string | null;
  integration?: { name?: string | null } | null;
  /** RFC 3339. */
  expires_at?: string | null;
  /** What was granted, with blanks or commas between. */
  scope?: string | null;
  /** RFC 3339. */
  updated_at?: string | null;
  /** Tokens are in there. */
  settings?: never;
}

export type OpenIntStatus = "healthy" | "disconnected" | "error" | "manual" | "unknown";

export interface OpenIntConnector {
  name?: string | null;
  display_name?: string | null;
  /** Such as `ga` or `beta`. */
  stage?: string | null;
  /** Such as `OAUTH2`. */
  auth_type?: string | null;
  required_scopes?: string[] | null;
  scopes?: OpenIntScope[] | null;
}

export interface OpenIntScope {
  scope: string;
  display_name?: string | null;
  description?: string | null;
}

/** The attributes as properties; null is an attribute that is absent. `lang` is every element's own. */
export interface SpacesOauthWizardAttributes {
  /** Address of the GraphQL API, may be relative; default `{platformUrl}/graphql`. */
  endpoint: string | null;
  /** Where the platform is. */
  platformUrl: string | null;
  /** Default is `?guid=` of the page. */
  spaceGuid: string | null;
  integrationPackInstanceId: string | null;
  /** With `processId` and `connectionId`; without all three, the pack's overview shows. */
  envId: string | null;
  processId: string | null;
  connectionId: string | null;
  /** An address whose answer to a GET is the bearer; `getToken` comes first. */
  tokenUrl: string | null;
  /** Address of a relay, `https` or of this machine; `authorize` comes first. */
  relayUrl: string | null;
  /** Where people are sent back to who sign in without a window of the provider's own. */
  returnUrl: string | null;
  /** With `platformUrl` it makes the redirect URI. */
  accountId: string | null;
  /** Default `authorization_code`. */
  grantType: GrantType | null;
  /** Present, whatever it says, for the panel where an application can be pasted. */
  hdpImport: string | null;
  /** The server of Hybrid Data Pipeline; `getHdpApplications` comes first. */
  hdpUrl: string | null;
  /** The connection whose health is shown. */
  openintConnectionId: string | null;
  /** Default `https://api.openint.dev/v1`. */
  openintUrl: string | null;
  /** Default `auto`. */
  theme: Theme | null;
  /** Default `comfortable`. */
  density: Density | null;
  /** A new value moves the wizard there; moves by the person do not change it. */
  step: Step | null;
  /** Of `baseURL`, `companyId` and `clientId`, with blanks between; default `baseURL clientId`. */
  requiredFields: string | null;
  /** Names of controls with blanks between, also `clientSecret`, `authParams` and `accessTokenParams`. */
  hiddenFields: string | null;
}

/** What the page gives as functions. */
export interface SpacesOauthWizardFunctions {
  /** The bearer, within 10 s. Called again 30 s before a JWT ends, and once after a 401. */
  getToken: (() => Awaitable<string>) | null;
  /** Starts the generation of a token, within 90 s. The message of what it throws is shown. */
  authorize: ((request: AuthorizeRequest) => Awaitable<AuthorizeAnswer>) | null | undefined;
  /** The client secret, encrypted. */
  encryptSecret: ((secret: string) => Awaitable<string>) | null | undefined;
  /**
   * Applications of Hybrid Data Pipeline, or with an id that one: what its server answers, as JSON text or
   * parsed, within 10 s.
   */
  getHdpApplications: ((id?: string) => Awaitable<string | object>) | null | undefined;
  /** A customer token, never a key that begins with `key_`, within 10 s. */
  getOpenIntToken: (() => Awaitable<string>) | null | undefined;
  /** A connection, as JSON text or parsed, within 10 s. */
  getOpenIntConnection: ((id: string) => Awaitable<OpenIntConnection | string>) | null | undefined;
}

export interface WizardReadyDetail {
  /** The wizard's version, such as `1.2.3`. */
  version: string;
  /** Absent while attributes are missing, and for a pack's overview. */
  key?: Key;
}

export interface WizardOpenDetail {
  /** The connection to show; null for the overview itself. */
  key: Key | null;
}

export interface WizardLoadedDetail {
  key: Key;
  /** Whether the platform holds anything for the key. */
  found: boolean;
  isTokenGenerated: boolean;
}

export interface WizardChangeDetail {
  key: Key;
  name: ControlName;
}

export interface WizardSavedDetail {
  key: Key;
  /** The record's id on the platform. */
  id: string | null;
}

export interface WizardSaveFailedDetail {
  key: Key;
  reason: FailureReason;
  /** The platform's words. */
  message: string | null;
  /** Whether the wizard tries again by itself. */
  triesAgain: boolean;
}

export interface WizardAuthRequiredDetail {
  /** Absent for a pack's overview. */
  key?: Key;
}

export interface WizardStepDetail {
  key: Key;
  step: Step;
}

export interface WizardTokenDetail {
  key: Key;
  state: TokenState;
  /** The provider's code. */
  error: string | null;
}

export interface WizardCompletedDetail {
  key: Key;
  token: "generated" | "not-needed";
}

export interface WizardFatalDetail {
  message: string;
}

/** All of them bubble and leave the shadow tree. */
export interface SpacesOauthWizardEventMap {
  "wizard-ready": CustomEvent<WizardReadyDetail>;
  /**
   * The person has chosen a connection in the pack's overview, or wants the overview again.
   * `preventDefault()` leaves showing it to the page.
   */
  "wizard-open": CustomEvent<WizardOpenDetail>;
  "wizard-loaded": CustomEvent<WizardLoadedDetail>;
  /** With each edit, so while typing with each key; never for the client secret. */
  "wizard-change": CustomEvent<WizardChangeDetail>;
  "wizard-saved": CustomEvent<WizardSavedDetail>;
  "wizard-save-failed": CustomEvent<WizardSaveFailedDetail>;
  /** Nothing goes on before `retry()`. */
  "wizard-auth-required": CustomEvent<WizardAuthRequiredDetail>;
  "wizard-step": CustomEvent<WizardStepDetail>;
  "wizard-token": CustomEvent<WizardTokenDetail>;
  /** The person has pressed "Finish", and nothing is missing or unsaved. */
  "wizard-completed": CustomEvent<WizardCompletedDetail>;
  /** The wizard has stopped; only a reload of the page brings it back. */
  "wizard-fatal": CustomEvent<WizardFatalDetail>;
}

type AllEvents = HTMLElementEventMap & SpacesOauthWizardEventMap;

export interface SpacesOauthWizard extends SpacesOauthWizardAttributes, SpacesOauthWizardFunctions {}

/** The class of `<spaces-oauth-wizard>`, which importing this module defines. */
export class SpacesOauthWizard extends HTMLElement {
  /** Tries again at once what did not work, with a fresh bearer. */
  retry(): void;

  /** Gives the focus to the first control of the current step, or else to its heading. */
  focus(options?: FocusOptions): void;

  getAttribute(name: "save-state"): SaveState | null;
  getAttribute(name: "token-state"): TokenState | null;
  getAttribute(name: string): string | null;

  addEventListener<Name extends keyof AllEvents>(
    type: Name,
    listener: (this: SpacesOauthWizard, event: AllEvents[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;

  removeEventListener<Name extends keyof AllEvents>(
    type: Name,
    listener: (this: SpacesOauthWizard, event: AllEvents[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "spaces-oauth-wizard": SpacesOauthWizard;
  }

  /** For listeners further up in the page. */
  interface GlobalEventHandlersEventMap extends SpacesOauthWizardEventMap {}
}
