// The way to the server: every request of the app is in this file. It writes no log.

import type {
  Account,
  CareLink,
  Credentials,
  Delivery,
  Edit,
  Feed,
  Instance,
  Invitation,
  NewAccount,
  NewPassword,
  NewRecoveryCode,
  Problem,
  Recovery,
  RecoveryBundle,
  Result,
  ServedEntry,
  Sharing,
  SignedIn,
  SignIn,
} from "./api-shapes.ts";
import type { Questionnaire } from "./measures/questionnaire.ts";

/**
 * No answer of our server's: no network, a timeout, a server in trouble, a captive portal's page.
 * A state to wait in, and nothing that anybody did wrong.
 */
export class Offline extends Error {
  override readonly name = "Offline";
  /** The answer took too long: asking for less at once may help. */
  readonly slow: boolean;

  constructor(slow = false) {
    super("The server cannot be reached just now.");
    this.slow = slow;
  }
}

/** The server understood and said no. `message` is a sentence for the person. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** This sign-in has ended: here, on another device, or by age. */
export class SignedOut extends Error {
  override readonly name = "SignedOut";
  override readonly message = "You are signed out. Please sign in again.";
}

export type Server = ReturnType<typeof connect>;

/** A way to ask, which tests take the place of. */
export type Ask = typeof fetch;

const ANSWER_MS = 20_000;

/**
 * `token` for scripts and tests; a browser sends its cookie by itself. `account`: whose page this is. All tabs
 * of a browser share one cookie, and when somebody else signs in beside it, this one has to hear that it
 * is signed out instead of going on in the other's name.
 */
export function connect(
  origin = "",
  ask: Ask = (url, init) => fetch(url, init),
  token: string | null = null,
  account: string | null = null,
) {
  let ahead = 0;
  let line = new AbortController();

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = {};
    if (body !== undefined) headers["content-type"] = "application/json";
    if (account !== null) headers["x-afterglow-account"] = account;
    if (token !== null) headers.authorization = `Bearer ${token}`;
    try {
      const answer = await ask(`${origin}/api/${path}`, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.any([AbortSignal.timeout(ANSWER_MS), line.signal]),
      });
      const said = await read<T>(answer);
      ahead = clockAhead(answer) ?? ahead;
      return said;
    } catch (error) {
      if (error instanceof Refused || error instanceof SignedOut) throw error;
      // What fetch throws says nothing that could be acted upon, and Offline is what remains.
      throw new Offline(error instanceof Error && error.name === "TimeoutError");
    }
  }
  const get = <T>(path: string) => call<T>("GET", path);
  const post = <T>(path: string, body: unknown) => call<T>("POST", path, body);
  const remove = (path: string) => call<void>("DELETE", path);

  return {
    /** The server's clock, in milliseconds since 1970: this device's may be years off. */
    now: () => Date.now() + ahead,
    /** Whoever waits for an answer is told that there is none; who asks next is not concerned. */
    hangUp() {
      line.abort();
      line = new AbortController();
    },

    instance: () => get<Instance>("instance"),
    invitation: (id: string) => get<Invitation>(`invitations/${id}`),
    signUp: (account: NewAccount) => post<SignedIn>("accounts", account),
    signIn: (credentials: Credentials) => post<SignedIn>("sign-ins", credentials),
    recoveryBundle: (email: string, proof: string) =>
      post<RecoveryBundle>("recovery-bundles", { email, proof }),
    recover: (recovery: Recovery) => post<SignedIn>("recoveries", recovery),

    account: () => get<Account>("account"),
    changeRecoveryCode: (code: NewRecoveryCode) => call<void>("PUT", "account/recovery-code", code),
    changePassword: (password: NewPassword) => call<void>("PUT", "account/password", password),
    signIns: () => get<{ sign_ins: SignIn[] }>("sign-ins"),
    endSignIn: (id: string | "current") => remove(`sign-ins/${id}`),

    invite: (id: string, contact: string | null) =>
      post<{ expires_at: string }>("invitations", { id, contact }),
    cancelInvitation: (id: string) => remove(`invitations/${id}`),
    acceptInvitation: (invitation: string, mac: string) =>
      post<CareLink>("care-links", { invitation, mac }),
    careLinks: () => get<{ care_links: CareLink[] }>("care-links"),
    endCareLink: (id: string) => remove(`care-links/${id}`),

    push: (edits: Edit[]) => post<{ results: Result[] }>("entries", { edits }),
    pull(cursor: string | null, limit: number, words: "all" | "own") {
      const after = cursor === null ? "" : `&after=${encodeURIComponent(cursor)}`;
      return get<Feed>(`feed?limit=${limit}&words=${words}${after}`);
    },
    entry: (author: string, id: string) => get<ServedEntry>(`entries/${author}/${id}`),
    deliveries: (entry: string) => get<{ deliveries: Delivery[] }>(`deliveries?entry=${entry}`),
    questionnaires: () => get<{ questionnaires: Questionnaire[] }>("questionnaires"),
    sharings: (entry: string) => get<{ sharings: Sharing[] }>(`sharings?entry=${entry}`),
  };
}

/** To the second, which is what the header tells. */
function clockAhead(answer: Response): number | null {
  const there = Date.parse(answer.headers.get("date") ?? "");
  return Number.isNaN(there) ? null : there - Date.now();
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return undefined as T;
  const type = answer.headers.get("content-type") ?? "";
  // Anything else was not said by our server: a hotel's welcome page also answers with 200.
  if (!/^application\/(problem\+)?json\b/.test(type)) throw new Offline();
  const said: unknown = await answer.json();
  if (answer.ok) return said as T;
  const problem = said as Problem;
  if (answer.status === 401 && problem.type === "not-signed-in") throw new SignedOut();
  // Too many requests, and a server that restarts: later is soon enough.
  if (answer.status === 429 || answer.status >= 500) throw new Offline();
  throw new Refused(problem);
}
