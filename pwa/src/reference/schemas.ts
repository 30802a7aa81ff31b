// What a schema allows, in words.
import type { Schema } from "./document.ts";

/** "Edit" of "#/components/schemas/Edit"; null when it is written out in place. */
export function nameOf(schema: Schema): string | null {
  return schema.$ref?.split("/").at(-1) ?? null;
}

export function refTo(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

export function schemaAnchor(name: string): string {
  return `schema-${name}`;
}

/** The schemas that are named inside, looking through lists and "or null". */
export function namedIn(schema: Schema): string[] {
  const name = nameOf(schema);
  if (name) return [name];
  const inside = [...choices(schema), ...(schema.items ? [schema.items] : [])];
  return [...new Set(inside.flatMap(namedIn))];
}

/** "string (uuid)", "list of Edit", "integer or null". */
export function typeInWords(schema: Schema): string {
  const name = nameOf(schema);
  if (name) return name;
  const either = choices(schema);
  if (either.length > 0) return either.map(typeInWords).join(" or ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (schema.type === "array") {
    return schema.items ? `list of ${typeInWords(schema.items)}` : "list";
  }
  const kind = schema.format ?? schema.contentEncoding;
  return [schema.type ?? "anything", kind && `(${kind})`].filter(Boolean).join(" ");
}

/** "1 to 500 items", "at most 60 characters", "if left out: false"; also of what stands in "or null". */
export function limitsOf(schema: Schema): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const own = [
    between(minimum, maximum, ""),
    between(minLength, maxLength, " characters"),
    between(minItems, maxItems, " items"),
    schema.default !== undefined && `if left out: ${JSON.stringify(schema.default)}`,
  ].filter((words) => typeof words === "string");
  return [...choices(schema).flatMap(limitsOf), ...own];
}

/** Its own description, or that of the choice inside "or null". */
export function descriptionOf(schema: Schema): string | null {
  const inside = choices(schema).map(descriptionOf);
  return schema.description || inside.find((words) => words !== null) || null;
}

function choices({ anyOf, oneOf }: Schema): Schema[] {
  return anyOf ?? oneOf ?? [];
}

function between(least: number | undefined, most: number | undefined, unit: string): string | null {
  if (least === undefined && most === undefined) return null;
  if (least === most) return `exactly ${least}${unit}`;
  if (most === undefined) return `at least ${least}${unit}`;
  return least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`;
}
