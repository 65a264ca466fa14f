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
  "hdp-import",
  "hdp-url",
  "openint-connection-id",
  "openint-url",
  "theme",
  "density",
  "step",
  "required-fields",
  "hidden-fields",
];

// What says which pack it is about; what was opened from its overview counts no more once one of them changes.
const WHERE = ATTRIBUTES.slice(1, 6);
const CONNECTION = ATTRIBUTES.slice(3, 6);

// What the WebAssembly has to be; a release build knows it.
const HASHES = { wizard: "", neighbours: "" };

// How long the host may take to give a bearer, milliseconds.
const TIME_LIMIT = 10_000;

// What the element says about itself. A page that morphs its own markup takes nothing of it away.
const STATES = ["save-state", "token-state"];

const camelCase = (name) => name.replace(/-./g, (dash) => dash[1].toUpperCase());

// What a host page can give beside attributes; getToken has its own accessors below.
const FUNCTIONS = ["authorize", "encryptSecret", "getHdpApplications", "getOpenIntToken", "getOpenIntConnection"];
const PROPERTIES = [...ATTRIBUTES.map(camelCase), "getToken", ...FUNCTIONS];

// One style sheet for all elements of a document, by the glue that has its text. A document takes only its own.
const sheets = new WeakMap();
function sheetOf(glue, { defaultView }) {
  const known = sheets.get(defaultView) ?? new Map();
  sheets.set(defaultView, known);
  if (!known.has(glue)) {
    const sheet = new defaultView.CSSStyleSheet();
    sheet.replaceSync(glue.styles());
    known.set(glue, sheet);
  }
  return known.get(glue);
}

// Says once what a page's developers have to know.
const told = new Set();
function tell(...words) {
  const text = words.join(" ");
  if (told.has(text)) return;
  told.add(text);
  console.error("<spaces-oauth-wizard>:", ...words);
}

// A panic leaves nothing that all elements of a page could go on with. What was typed stays in sight,
// to be read and copied; what was not saved comes back from the journal once the page is loaded anew.
const live = new Set();
let place;
function stop(at) {
  place = at;
  // The host hears of it, and may put other elements there.
  for (const element of [...live]) element[STOP](true);
}
const STOP = Symbol("stop");

// A program, or what came in its place.
async function fetchProgram(url, integrity) {
  let response;
  let isOutdated = false;
  try {
    response = await fetch(url, { integrity });
  } catch (error) {
    if (!integrity) throw error;
    // A file of another version fails like a network that is down, until it is asked for as it is.
    response = await fetch(url, { cache: "no-store" });
    isOutdated = true;
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (response.ok && !type.includes("html") && !isOutdated) return response;
  await response.body?.cancel();
  if (response.ok && isOutdated) throw Object.assign(new Error(`${url} is of another version than its script.`), { isOutdated });
  throw new Error(`${url} answered ${response.status} with ${type || "no type"}, which is no WebAssembly.`);
}

// Glue and WebAssembly, side by side and not one after the other: one download and one instance for all
// elements of a page. What did not load is loaded anew by whoever asks again.
function part(load, script, url, integrity) {
  let started;
  let tries = 0;
  return () =>
    (started ??= (async () => {
      const binary = fetchProgram(url, integrity);
      // Where the glue fails, nobody asks for it.
      binary.catch(() => {});
      // Some browsers remember for an address that its script failed.
      const glue = await (tries++ ? import(/* @vite-ignore */ `${script}?${tries}`) : load());
      await glue.default({ module_or_path: binary });
      glue.onPanic(stop);
      return glue;
    })().catch((error) => {
      started = undefined;
      tell(error);
      throw error;
    }));
}

// Whether the page's policy lets any WebAssembly run: this is the smallest.
function mayRun() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

const wizard = part(
  () => import("./wizard.js"),
  new URL("./wizard.js", import.meta.url),
  new URL("./wizard_bg.wasm", import.meta.url),
  HASHES.wizard,
);
// Begun before the first element asks for it. Each says what went wrong; without one there is nobody to tell.
wizard().catch(() => {});

// The pack's overview and the panels for Hybrid Data Pipeline and OpenInt are a WebAssembly of their own:
// most pages have none of them, and load nothing of them.
const neighbours = part(
  () => import("./neighbours.js"),
  new URL("./neighbours.js", import.meta.url),
  new URL("./neighbours_bg.wasm", import.meta.url),
  HASHES.neighbours,
);
async function besides(element) {
  const glue = await neighbours();
  element[WEAR](glue);
  return glue;
}
const WEAR = Symbol("wear");

// What is said where no WebAssembly can say it, with a way on if there is one.
function notice(sentence, label, press) {
  const notice = document.createElement("p");
  notice.setAttribute("role", "alert");
  notice.append(sentence);
  if (label) {
    const button = document.createElement("button");
    button.textContent = label;
    button.style = "font:inherit;padding:4px 12px";
    button.addEventListener("click", press);
    notice.append(button);
  }
  return notice;
}

const OUTDATED = "This page is older than the OAuth wizard’s files. Reload it to go on. ";
const reload = () => location.reload();

// Whether a key writes or edits text, also by AltGr or by a Mac's Option. A host page's shortcuts of one key
// would take it away from a field.
const EDITS = /^(.|Enter|Backspace|Delete|Insert|Clear|Arrow.*|Home|End|Page.*|Dead|Process|Compose|Unidentified)$/u;
const isMac = /mac|iphone|ipad/i.test(navigator.platform);
function writes(event) {
  if (!EDITS.test(event.key)) return false;
  if (event.getModifierState("AltGraph")) return true;
  if (event.ctrlKey || event.metaKey) return false;
  return !event.altKey || (isMac && event.key.length === 1);
}
const isField = (target) => target.matches?.("input, textarea");

// The dialog that an element is in, also across shadow roots.
function dialogOf(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const dialog = node.closest("dialog");
    if (dialog) return dialog;
  }
}

const property = (element, name, accessors) =>
  Object.defineProperty(element.prototype, name, { configurable: true, enumerable: true, ...accessors });

export class SpacesOauthWizard extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, ...STATES];

  #wizard = null;
  #getToken = null;
  #functions = {};
  #scheduled = false;
  #stopped = null;
  #states = {};
  #glues = new Set();
  #wantsFocus = false;
  #dialog;
  // The overview of a pack, what it can do here, and the ids of the connection that was opened from it.
  #overview;
  #pack;
  #opened;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    for (const type of ["keydown", "keypress", "keyup"]) {
      this.shadowRoot.addEventListener(type, (event) => {
        if (isField(event.target) && writes(event)) event.stopPropagation();
      });
    }
  }

  connectedCallback() {
    live.add(this);
    this.#upgradeProperties();
    if (!this.#states["save-state"]) this.#mirror("save-state", "loading");
    this.#listenToDialog();
    this.#schedule();
  }

  disconnectedCallback() {
    live.delete(this);
    this.#dialog?.disconnect();
    if (place !== undefined) return;
    this.#wizard?.flush();
    this.#schedule();
  }

  // A style sheet is of one document.
  adoptedCallback() {
    if (this.ownerDocument.defaultView) this.#dress();
  }

  [WEAR](glue) {
    this.#glues.add(glue);
    this.#dress();
  }

  #dress() {
    this.shadowRoot.adoptedStyleSheets = [...this.#glues].map((glue) => sheetOf(glue, this.ownerDocument));
  }

  #mirror(name, state) {
    this.#states[name] = state;
    if (this.getAttribute(name) !== state) this.setAttribute(name, state);
  }

  attributeChangedCallback(name, before, after) {
    if (STATES.includes(name)) {
      const state = this.#states[name];
      if (state !== undefined && after !== state) this.setAttribute(name, state);
      return;
    }
    if (before === after || place !== undefined) return;
    if (name === "token-url") this.#bearerChanged();
    if (WHERE.includes(name)) this.#endSurvey();
    // The API's address may be another one, whatever is open.
    else if (name === "endpoint" || name === "platform-url") this.#overview?.retry();
    this.#schedule();
  }

  /** Tries again at once what did not work, with a fresh bearer. */
  retry() {
    if (!this.#wizard) this.#schedule();
    this.#wizard?.retry();
    this.#overview?.retry();
  }

  /** Gives the focus to the first control of the current step, or else to its heading. */
  focus(options) {
    const find = (selector) =>
      [...this.shadowRoot.querySelectorAll(selector)].find((element) => element.getClientRects().length);
    const target =
      find("form > :not([hidden]) :is(input, textarea)") ?? find("h2") ?? find("button, [tabindex]");
    this.#wantsFocus = !this.#wizard;
    target?.focus(options);
  }

  // Whoever has gone on to something else meanwhile stays there.
  #focusLate() {
    this.#wantsFocus = false;
    const focused = this.getRootNode().activeElement;
    if (!focused || focused === this.ownerDocument.body || focused.localName === "dialog") this.focus();
  }

  // The first thing in a dialog that takes the focus is given it when the dialog opens. Inside the wizard that
  // would be a button of its steps.
  #listenToDialog() {
    const dialog = dialogOf(this);
    if (!dialog) return;
    this.#dialog = new MutationObserver(() => {
      const focused = dialog.getRootNode().activeElement;
      const isLater = focused && this.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
      const isElsewhere = focused && ![dialog, this].includes(focused) && dialog.contains(focused);
      if (dialog.open && !(isElsewhere && (!isLater || focused.autofocus))) this.focus();
    });
    this.#dialog.observe(dialog, { attributeFilter: ["open"] });
  }

  get getToken() {
    return this.#getToken;
  }

  set getToken(getToken) {
    this.#getToken = getToken;
    this.#bearerChanged();
  }

  #bearerChanged() {
    this.#wizard?.bearerChanged();
    this.#overview?.bearerChanged();
  }

  static {
    for (const name of FUNCTIONS) {
      property(this, name, {
        get() {
          return this.#functions[name];
        },
        set(value) {
          this.#functions[name] = value;
          this.#schedule();
        },
      });
    }
    for (const attribute of ATTRIBUTES) {
      property(this, camelCase(attribute), {
        get() {
          return this.getAttribute(attribute);
        },
        set(value) {
          if (value === null || value === undefined) this.removeAttribute(attribute);
          else this.setAttribute(attribute, value);
        },
      });
    }
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
    if (place !== undefined) return this[STOP]();
    if (!this.#wizard && this.isConnected) await this.#draw();
    if (!this.#wizard) return;
    if (!this.isConnected) {
      this.#endSurvey();
      // A wizard with something unsent stays for an element that comes back; any other would keep
      // its element from being collected.
      if (this.#wizard.leave()) {
        this.#wizard.free();
        this.#wizard = null;
      }
      return;
    }
    try {
      const works = this.#wizard.configure();
      if (this.#wantsFocus) this.#focusLate();
      if (works && !CONNECTION.some((name) => this.getAttribute(name)?.trim())) this.#survey();
      else this.#endSurvey();
    } catch (error) {
      // A panic has said so itself.
      if (place === undefined) this.#fail(error);
      throw error;
    }
  }

  async #draw() {
    let loaded;
    try {
      loaded = await wizard();
    } catch (error) {
      return this.#fail(error);
    }
    // Another update may have drawn meanwhile, or something stopped.
    if (this.#wizard || this.#stopped) return;
    const root = document.createElement("div");
    root.className = "wizard";
    root.lang = "en";
    this[WEAR](loaded);
    const hadFocus = this.shadowRoot.activeElement;
    this.shadowRoot.replaceChildren(root);
    if (hadFocus) {
      root.tabIndex = -1;
      root.focus();
    }
    this.#wizard = new loaded.Wizard(
      this,
      root,
      () => this.#askForBearer(),
      () => this.#schedule(),
      (name) => this.#functions[name] ?? this.#opened?.[name] ?? this.getAttribute(name),
      async (name, place, form) => (await besides(this))[name](place, this, form),
      (name, state) => this.#mirror(name, state),
    );
  }

  // Draws the overview of the pack above the wizard.
  async #survey() {
    if (this.#pack) return;
    const root = this.shadowRoot.querySelector(".wizard");
    const pack = (this.#pack = {
      ask: () => this.#askForBearer(),
      mayLeave: () => this.#wizard.mayLeave(),
      mirror: (name, state) => this.#mirror(name, state),
      // Shows the connection of these ids, which stand by the names of their attributes.
      open: (ids) => {
        this.#opened = ids;
        this.#schedule();
      },
    });
    try {
      const glue = await besides(this);
      // Meanwhile the page may have said something else.
      if (pack === this.#pack) this.#overview = glue.overviewPanel(root, this, pack);
    } catch (error) {
      if (pack !== this.#pack) return;
      const retry = () => {
        this.#endSurvey();
        this.#survey();
      };
      const failed = error.isOutdated
        ? notice(OUTDATED, "Reload", reload)
        : notice("The list of connections could not be loaded. Check your connection. ", "Try again", retry);
      root.append(failed);
      this.#overview = { retry, bearerChanged() {}, free: () => failed.remove() };
      this.#mirror("save-state", "failed");
    }
  }

  #endSurvey() {
    const overview = this.#overview;
    this.#overview = this.#pack = this.#opened = undefined;
    overview?.free();
  }

  // The host's function, or else what its token-url answers. A host with neither signs its
  // requests itself, with a cookie.
  #askForBearer() {
    if (!this.#getToken && !this.tokenUrl) return undefined;
    const name = this.#getToken ? "getToken" : "token-url";
    const ask = async () => (this.#getToken ? this.#getToken() : this.#fetchBearer());
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`no answer within ${TIME_LIMIT / 1_000} s`)), TIME_LIMIT);
    });
    return Promise.race([ask(), late]).then(
      (answer) => ({ name, answer }),
      (error) => {
        tell(`${name} has failed:`, error);
        throw error;
      },
    );
  }

  async #fetchBearer() {
    const signal = AbortSignal.timeout(TIME_LIMIT);
    // A bearer that is kept somewhere may be the one that was just refused.
    const response = await fetch(new URL(this.tokenUrl, document.baseURI), { signal, cache: "no-store" });
    if (!response.ok) throw new Error(`The token-url answered ${response.status}.`);
    return response.text();
  }

  [STOP](isNews) {
    if (this.#stopped) return;
    // What has panicked cannot be freed.
    try {
      this.#endSurvey();
    } catch {}
    // Kept, so that nobody frees it: what is on its way to the journal still arrives there.
    this.#stopped = this.#wizard ?? true;
    this.#wizard = null;
    for (const control of this.shadowRoot.querySelectorAll("input, textarea")) control.readOnly = true;
    for (const button of this.shadowRoot.querySelectorAll("button")) button.disabled = true;
    const stopped = notice(
      "The OAuth wizard has stopped because of a mistake in its own code. What you typed stays below, to be copied; what was not saved comes back after a reload, where this browser keeps it. ",
      "Reload",
      reload,
    );
    const hadFocus = this.shadowRoot.activeElement;
    (this.shadowRoot.querySelector(".shell") ?? this.shadowRoot).prepend(stopped);
    if (hadFocus) stopped.lastChild.focus();
    this.#mirror("save-state", "failed");
    const detail = { message: `The wizard has stopped at ${place}.` };
    // Not of an element that came later: a host that puts another one in its place would never end.
    if (isNews) this.dispatchEvent(new CustomEvent("wizard-fatal", { bubbles: true, composed: true, detail }));
  }

  // Where the WebAssembly does not run there are no sentences but these.
  #fail(error) {
    const failed = !mayRun()
      ? notice(
          "The OAuth wizard cannot run: WebAssembly is off in this browser, or this page does not allow it. Then its developers have to add 'wasm-unsafe-eval' to the page's script-src policy.",
        )
      : error.isOutdated
      ? notice(OUTDATED, "Reload", reload)
      : notice("The OAuth wizard could not be loaded. Check your connection, then try again or reload the page. ", "Try again", () => this.retry());
    // No sheet has come, and the host page's own is about other things.
    failed.style = "all:initial;display:block;padding:8px;font:16px/1.5 system-ui;color:#000;background:#fff";
    const hadFocus = this.shadowRoot.activeElement;
    this.shadowRoot.replaceChildren(failed);
    if (hadFocus) failed.lastChild.focus?.();
    this.#mirror("save-state", "failed");
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

if (!customElements.get("spaces-oauth-wizard")) {
  customElements.define("spaces-oauth-wizard", SpacesOauthWizard);
}
