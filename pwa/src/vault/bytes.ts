/** Bytes and the ways in which they become text: base64 on the wire, base64url in links, hex in hashes. */

export type Bytes = Uint8Array<ArrayBuffer>;

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  // In pieces: all bytes of a long text at once are more arguments than a call may have.
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}

/** Throws SyntaxError for anything but the one base64 text that these bytes have, padding included. */
export function fromBase64(text: string): Bytes {
  const bytes = decode(text);
  if (bytes === null || toBase64(bytes) !== text) throw new SyntaxError("This is not base64.");
  return bytes;
}

/** Without padding, for links. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** null for anything but the one unpadded base64url text that these bytes have. */
export function fromBase64Url(text: string): Bytes | null {
  const bytes = decode(text.replaceAll("-", "+").replaceAll("_", "/"));
  return bytes !== null && toBase64Url(bytes) === text ? bytes : null;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A number as `length` bytes, the highest first. */
export function bigEndian(number: bigint, length: number): Bytes {
  return Uint8Array.from({ length }, (_, at) =>
    Number((number >> BigInt((length - 1 - at) * 8)) & 255n),
  );
}

function decode(base64: string): Bytes | null {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return null;
  }
  // A loop, because Uint8Array.from walks a text twenty times slower, and feeds bring thousands.
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
