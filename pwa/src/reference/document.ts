// The OpenAPI 3.1 document as far as this page reads it, and how it is fetched.

export interface OpenApi {
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Operation {
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

export interface Parameter {
  name: string;
  in: string;
  description?: string;
  required?: boolean;
  schema: Schema;
}

/** By media type. */
export type Content = Record<string, { schema?: Schema }>;

export interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  format?: string;
  contentEncoding?: string;
  enum?: unknown[];
  default?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

/** Throws when there is no such document to be had. */
export async function fetchDocument(): Promise<OpenApi> {
  const answer = await fetch("/api/openapi.json");
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}
