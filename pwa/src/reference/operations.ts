// The operations in the order in which somebody reads them, each with an address of its own.
import type { OpenApi, Operation } from "./document.ts";

export interface Listed {
  /** "POST". */
  method: string;
  path: string;
  operation: Operation;
  /** Its address on the page: "post-api-entries". */
  anchor: string;
}

export interface Group {
  /** "entries". */
  name: string;
  operations: Listed[];
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** By the first part of the path after /api; paths in the order of the document. */
export function groupsOf({ paths }: OpenApi): Group[] {
  const groups = new Map<string, Listed[]>();
  for (const [path, operations] of Object.entries(paths)) {
    const name = groupName(path);
    groups.set(name, [...(groups.get(name) ?? []), ...listed(path, operations)]);
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

function groupName(path: string): string {
  const [first = "", second = ""] = path.split("/").filter(Boolean);
  return first === "api" ? second : first;
}

function listed(path: string, operations: Record<string, Operation>): Listed[] {
  return METHODS.flatMap((method) => {
    const operation = operations[method];
    const anchor = `${method}${path.replaceAll(/[{}]/g, "").replaceAll("/", "-")}`;
    return operation ? [{ method: method.toUpperCase(), path, operation, anchor }] : [];
  });
}
