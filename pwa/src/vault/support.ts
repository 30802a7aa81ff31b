/** Whether this browser has what the vault stands on; said before anybody writes a word. */

export async function canSeal(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey("X25519", false, ["deriveBits"]);
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return typeof Promise.withResolvers === "function" && "".isWellFormed();
  } catch {
    // No `crypto.subtle` at all: not a secure context.
    return false;
  }
}
