// Starts the standalone pages. A file of its own, because the policy allows no inline script.
import start from "./pages.js";

start({ module_or_path: new URL("./pages_bg.wasm", import.meta.url) });
