// The part of the service's API that the page uses.

// Failure is an error answer; kind is the last part of the type of the problem.
// A proxy's answer has none.
export class Failure extends Error {
  constructor(problem, status) {
    super(problem.detail);
    this.kind = problem.type?.split(":").pop() ?? { 413: "too-large", 429: "rate", 502: "unreachable", 504: "unreachable" }[status] ?? "other";
  }
}

let token = sessionStorage.getItem("token") || "";

// The link that heboh serve prints has the token behind #, which browsers send to
// no server. It leaves the address, and so the history and bookmarks, at once.
const given = new URLSearchParams(location.hash.slice(1)).get("token");
if (given) {
  setToken(given);
  history.replaceState(null, "", location.pathname + location.search);
}

// setToken stores the token until the tab is closed.
export function setToken(value) {
  token = value;
  sessionStorage.setItem("token", value);
}

async function call(method, path, body) {
  const headers = {};
  if (token) headers.Authorization = "Bearer " + token;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const res = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (res.ok) return res;
  throw new Failure(await res.json().catch(() => ({})), res.status);
}

const json = async (...args) => (await call(...args)).json();

export const model = () => json("GET", "v1/model");
export const score = (headlines, explain, calm, threshold) => json("POST", "v1/score", { headlines, explain, calm, threshold });
export const links = (what) => json("POST", "v1/links", what);
export const judge = (verdict) => json("POST", "v1/feedback", verdict);
export const unjudge = (id) => call("DELETE", "v1/feedback/" + id);
export const stats = () => json("GET", "v1/feedback/stats");
export const queue = (limit, after = "") => json("GET", `v1/queue?limit=${limit}&after=${after}`);
export const enqueue = (headlines) => json("POST", "v1/queue", { headlines });
export const feedback = async (format) => (await call("GET", "v1/feedback?format=" + format)).text();
