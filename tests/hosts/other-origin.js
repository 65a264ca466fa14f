// The two names of this machine are two origins, and two sites. Elsewhere the other's origin is written down:
// "https://host.example".
const other = new URL(location.href);
other.hostname = location.hostname === "localhost" ? "127.0.0.1" : "localhost";

/** The same server by its other name. */
export const OTHER_ORIGIN = other.origin;
