import { expect, test } from "vitest";
import served from "../../openapi.json" with { type: "json" };
import type { OpenApi, Schema } from "./document.ts";
import { groupsOf } from "./operations.ts";
import { descriptionOf, limitsOf, namedIn, typeInWords } from "./schemas.ts";

const document = served as unknown as OpenApi;

test("every operation of the server's document has one place and an address of its own", () => {
  const operations = groupsOf(document).flatMap(({ operations }) => operations);
  const all = Object.values(document.paths).flatMap((path) => Object.keys(path));
  expect(operations).toHaveLength(all.length);
  expect(new Set(operations.map(({ anchor }) => anchor)).size).toBe(all.length);
  expect(operations.map(({ anchor }) => anchor)).toContain("put-api-entries-author-id");
});

test("operations on the same thing stand together", () => {
  const names = groupsOf(document).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("entries");
});

test("everything that is named can be shown, and everything shown has words", () => {
  const schemas = Object.values(document.components.schemas);
  const fields = schemas.flatMap(({ properties = {} }) => Object.values(properties));
  for (const schema of [...schemas, ...fields]) {
    expect(typeInWords(schema)).not.toMatch(/undefined|anything/);
    for (const name of namedIn(schema)) expect(document.components.schemas).toHaveProperty(name);
  }
});

test.each<[Schema, string]>([
  [{ type: "string", format: "uuid" }, "string (uuid)"],
  [{ anyOf: [{ type: "integer" }, { type: "null" }] }, "integer or null"],
  [{ type: "array", items: { $ref: "#/components/schemas/Edit" } }, "list of Edit"],
  [{ enum: ["patient", "therapist"] }, '"patient" or "therapist"'],
  [{}, "anything"],
])("%j is %s", (schema, words) => expect(typeInWords(schema)).toBe(words));

test("ranges, lengths and defaults are said, also behind 'or null'", () => {
  expect(limitsOf({ type: "integer", minimum: 0, maximum: 10 })).toEqual(["0 to 10"]);
  expect(limitsOf({ minLength: 44, maxLength: 44 })).toEqual(["exactly 44 characters"]);
  expect(limitsOf({ minItems: 1, maxItems: 500 })).toEqual(["1 to 500 items"]);
  expect(limitsOf({ anyOf: [{ maxLength: 60 }, { type: "null" }], default: null })).toEqual([
    "at most 60 characters",
    "if left out: null",
  ]);
  expect(descriptionOf({ anyOf: [{ description: "A code." }, { type: "null" }] })).toBe("A code.");
});
