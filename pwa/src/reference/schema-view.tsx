// A schema: its fields with what they take, and the schemas inside it unfolded where they stand.
import type { ComponentChildren } from "preact";
import type { OpenApi, Schema } from "./document.ts";
import {
  descriptionOf,
  limitsOf,
  namedIn,
  nameOf,
  refTo,
  schemaAnchor,
  typeInWords,
} from "./schemas.ts";
import { Unfolding } from "./unfolding.tsx";
import { Words } from "./words.tsx";

export type Schemas = OpenApi["components"]["schemas"];

interface SchemaViewProps {
  schema: Schema;
  schemas: Schemas;
  /** The names around it, so that one that holds itself comes to an end. */
  within?: readonly string[];
}

export function SchemaView({ schema, schemas, within = [] }: SchemaViewProps) {
  const name = nameOf(schema);
  const written = name ? schemas[name] : schema;
  if (!written?.properties) return <Inside schema={schema} schemas={schemas} within={within} />;
  const around = name ? [...within, name] : within;
  const { properties, required = [] } = written;
  return (
    <>
      <Words of={written.description} />
      <dl class="fields">
        {Object.entries(properties).map(([field, of]) => (
          <FieldView key={field} name={field} schema={of} required={required.includes(field)}>
            <Inside schema={of} schemas={schemas} within={around} />
          </FieldView>
        ))}
      </dl>
    </>
  );
}

interface FieldViewProps {
  name: string;
  schema: Schema;
  required: boolean;
  /** Where a parameter stands: "query". */
  place?: string;
  children?: ComponentChildren;
}

export function FieldView({ name, schema, required, place, children }: FieldViewProps) {
  const facts = [place, typeInWords(schema), required ? "required" : "optional"];
  return (
    <div>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        <p class="facts">{[...facts, ...limitsOf(schema)].filter(Boolean).join(", ")}</p>
        <Words of={descriptionOf(schema)} />
        {children}
      </dd>
    </div>
  );
}

function Inside({ schema, schemas, within = [] }: SchemaViewProps) {
  return (
    <>
      {namedIn(schema).map((name) =>
        within.includes(name) ? (
          <a key={name} href={`#${schemaAnchor(name)}`}>
            {name}
          </a>
        ) : (
          <Unfolding key={name} summary={name}>
            {() => <SchemaView schema={refTo(name)} schemas={schemas} within={within} />}
          </Unfolding>
        ),
      )}
    </>
  );
}
