import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bigEndian,
  fromBase64,
  fromBase64Url,
  toBase64,
  toBase64Url,
  toHex,
  utf8,
} from "./bytes.ts";

test("bytes come back from base64 and from base64url as they were", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(fromBase64(toBase64(bytes))).toEqual(new Uint8Array(bytes));
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(new Uint8Array(bytes));
    }),
  );
});

test("the largest words there are become text and bytes again", () => {
  const bytes = new Uint8Array(256 * 1024).map((_, at) => at % 251);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});

test.each(["YQ", "YQ=", " YQ==", "YQ==\n", "YR==", "Y-8=", "é", "=="])(
  "%j is not base64, though some decoders take it",
  (text) => {
    expect(() => fromBase64(text)).toThrow(SyntaxError);
  },
);

test.each(["YQ==", "YR", "Y/8", " YQ", "Y"])("%j is not base64url", (text) => {
  expect(fromBase64Url(text)).toBeNull();
});

test("text is UTF-8, hex is in lower case, numbers start with the highest byte", () => {
  expect(toHex(utf8("é🦋"))).toBe("c3a9f09fa68b");
  expect(toHex(bigEndian(0xabcn, 3))).toBe("000abc");
});
