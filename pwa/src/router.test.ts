// @vitest-environment node
import { beforeAll, expect, test } from "vitest";

let match: typeof import("./router.tsx").match;

beforeAll(async () => {
  globalThis.location ??= { pathname: "/", search: "" } as Location;
  ({ match } = await import("./router.tsx"));
});

test("a path is at its own pattern alone", () => {
  expect(match("/", "/")).toEqual({});
  expect(match("/journal", "/journal")).toEqual({});
  expect(match("/journal", "/journals")).toBeNull();
  expect(match("/journal", "/journal/2026")).toBeNull();
});

test("parameters are read and decoded", () => {
  expect(match("/entries/:id/edit", "/entries/a%20b/edit")).toEqual({ id: "a b" });
  expect(match("/patients/:account/:id", "/patients/x/y")).toEqual({ account: "x", id: "y" });
});

test("a parameter that is empty or broken is at no page", () => {
  expect(match("/entries/:id", "/entries/")).toBeNull();
  expect(match("/entries/:id", "/entries/%E0%A4%A")).toBeNull();
});
