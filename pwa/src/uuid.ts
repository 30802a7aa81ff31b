/** A UUID of version 7 (RFC 9562): made on the device, in the order of its clock, which may be wrong. */
export function uuid7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = Math.max(0, now).toString(16).padStart(12, "0").slice(-12);
  // 8, 9, a or b: the variant's two bits, and two random ones.
  const variant = (8 + ((bytes[8] ?? 0) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** When an id of version 7 was made, in milliseconds since 1970, by the clock of the device that made it. */
export function madeAt(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}
