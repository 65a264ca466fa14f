// The custom element <spaces-oauth-wizard>: the one file that a host page loads. It finds the
// WebAssembly beside itself and hands it the element's attributes; everything else is in there.


const ATTRIBUTES = [
  "endpoint",
  "space-guid",
  "integration-pack-instance-id",
  "env-id",
  "process-id",
  "connection-id",
  "platform-url",
  "token-url",
  "relay-url",
  "return-url",
  "account-id",
  "grant-type",
  "theme",
  "step",
  "required-fields",
  "hidden-fields",
];

// How long the host may take to give a bearer, milliseconds.
const TIME_LIMIT = 10_000;

const camelCase = (name) => name.replace(/-./g, (dash) => dash[1].toUpperCase());
const PROPERTIES = [...ATTRIBUTES.map(camelCase), "getToken", "authorize", "encryptSecret"];

// One download, one instance and one style sheet for all elements of a page, begun before the
// first element asks for them: glue and WebAssembly side by side, not one after the other.
const binary = fetch(new URL("./wizard_bg.wasm", import.meta.url));
const started = import("./wizard.js").then(async (glue) => {
  await glue.default({ module_or_path: binary });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(glue.styles());
  return { sheet, Wizard: glue.Wizard };
});
// Each element says what went wrong; without one there is nobody to tell.
started.catch(() => {});
binary.catch(() => {});

export class SpacesOauthWizard extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #wizard = null;
  #getToken = null;
  #functions = {};
  #scheduled = false;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
  }

  connectedCallback() {
    this.#upgradeProperties();
    if (!this.hasAttribute("save-state")) this.setAttribute("save-state", "loading");
    this.#schedule();
  }

  disconnectedCallback() {
    this.#wizard?.settle();
    this.#schedule();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "token-url") this.#wizard?.bearerChanged();
    this.#schedule();
  }

  /** Tries again at once what did not work, with a fresh bearer. */
  retry() {
    this.#wizard?.retry();
  }

  get getToken() {
    return this.#getToken;
  }

  set getToken(getToken) {
    this.#getToken = getToken;
    this.#wizard?.bearerChanged();
  }

  get authorize() {
    return this.#functions.authorize;
  }

  set authorize(authorize) {
    this.#functions.authorize = authorize;
    this.#schedule();
  }

  get encryptSecret() {
    return this.#functions.encryptSecret;
  }

  set encryptSecret(encryptSecret) {
    this.#functions.encryptSecret = encryptSecret;
    this.#schedule();
  }

  // Waits until the page's own script has ended: a page that moves the element takes it away
  // first, and one that changes two ids changes them one after the other.
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#update();
    });
  }

  async #update() {
    if (!this.#wizard && this.isConnected) await this.#draw();
    if (!this.#wizard) return;
    if (!this.isConnected) {
      // A wizard with something unsent stays for an element that comes back; any other would keep
      // its element from being collected.
      if (this.#wizard.leave()) {
        this.#wizard.free();
        this.#wizard = null;
      }
      return;
    }
    try {
      this.#wizard.configure();
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  async #draw() {
    let glue;
    try {
      glue = await started;
    } catch (error) {
      return this.#fail(error);
    }
    // Another update may have drawn meanwhile.
    if (this.#wizard) return;
    const root = document.createElement("div");
    root.className = "wizard";
    root.lang = "en";
    this.shadowRoot.adoptedStyleSheets = [glue.sheet];
    this.shadowRoot.replaceChildren(root);
    this.#wizard = new glue.Wizard(
      this,
      root,
      () => this.#askForBearer(),
      () => this.#schedule(),
      (name) => this.#functions[name],
    );
  }

  // The host's function, or else what its token-url answers. A host with neither signs its
  // requests itself, with a cookie.
  #askForBearer() {
    if (!this.#getToken && !this.tokenUrl) return undefined;
    const asked = this.#getToken ? Promise.resolve(this.#getToken()) : this.#fetchBearer();
    const late = new Promise((_, reject) => setTimeout(reject, TIME_LIMIT));
    return Promise.race([asked, late]);
  }

  async #fetchBearer() {
    const signal = AbortSignal.timeout(TIME_LIMIT);
    const response = await fetch(new URL(this.tokenUrl, document.baseURI), { signal });
    if (!response.ok) throw new Error(`The token-url answered ${response.status}.`);
    return response.text();
  }

  // Where the WebAssembly does not run there are no sentences but these.
  #fail(error) {
    const text = document.createElement("p");
    text.setAttribute("role", "alert");
    text.textContent =
      error instanceof WebAssembly.CompileError
        ? "The OAuth wizard cannot run: this page does not allow WebAssembly. Its developers have to add 'wasm-unsafe-eval' to the page's script-src policy."
        : "The OAuth wizard could not be loaded. Check your connection and reload the page.";
    this.shadowRoot.replaceChildren(text);
    this.setAttribute("save-state", "failed");
  }

  // Properties that a page set before the element was defined hide the accessors of its class.
  #upgradeProperties() {
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }
}

for (const attribute of ATTRIBUTES) {
  Object.defineProperty(SpacesOauthWizard.prototype, camelCase(attribute), {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(attribute);
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value);
    },
  });
}

if (!customElements.get("spaces-oauth-wizard")) {
  customElements.define("spaces-oauth-wizard", SpacesOauthWizard);
}
