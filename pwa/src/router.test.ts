// @vitest-environment node
import { beforeAll, expect, test } from "vitest";

let match: typeof import("./router.tsx").match;
let isAnotherPage: typeof import("./router.tsx").isAnotherPage;

beforeAll(async () => {
  globalThis.location ??= { pathname: "/", search: "" } as Location;
  ({ match, isAnotherPage } = await import("./router.tsx"));
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

test("the same page under another query is no other page, and keeps its place", () => {
  expect(isAnotherPage("/trends", "/trends?range=1-year")).toBe(false);
  expect(isAnotherPage("/trends?range=all", "/trends/")).toBe(false);
  expect(isAnotherPage("/trends?range=all", "/")).toBe(true);
  expect(isAnotherPage("/entries/1", "/entries/2")).toBe(true);
});
