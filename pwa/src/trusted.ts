/**
 * The one Trusted Types policy of the page ("afterglow", named in the content security policy):
 * the browser takes an address for a worker only from here, and here only our own come through.
 */

const OUR_SCRIPTS = /^\/(?:sw|assets\/[a-z]+(?:-[a-z]+)*-worker-[\w-]+)\.js$/;

export function isOurScript(address: string): boolean {
  return OUR_SCRIPTS.test(address);
}

type Policy = { createScriptURL(address: string): unknown };
declare const trustedTypes:
  | { createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy }
  | undefined;

function createScriptURL(address: string): string {
  // Vite's development server serves workers from where they are written; a build has no such line.
  if (import.meta.env.DEV && address.startsWith("/src/")) return address;
  if (!isOurScript(address)) throw new TypeError("This script is not part of Afterglow.");
  return address;
}

const policy: Policy =
  typeof trustedTypes === "undefined"
    ? { createScriptURL }
    : trustedTypes.createPolicy("afterglow", { createScriptURL });

/**
 * For `new Worker` and `serviceWorker.register`. Throws TypeError for an address that is not ours.
 * TypeScript knows no TrustedScriptURL, so it is told that this is the string it stands for.
 */
export function ourScript(address: string): string {
  return policy.createScriptURL(address) as string;
}
