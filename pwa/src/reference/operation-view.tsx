// One operation: what it does, what it takes and what it answers.
import type { Content } from "./document.ts";
import type { Listed } from "./operations.ts";
import { FieldView, type Schemas, SchemaView } from "./schema-view.tsx";
import { typeInWords } from "./schemas.ts";
import { Unfolding } from "./unfolding.tsx";
import { Words } from "./words.tsx";

export function OperationView({ listed, schemas }: { listed: Listed; schemas: Schemas }) {
  const { method, path, operation, anchor } = listed;
  const { parameters = [], requestBody, responses } = operation;
  return (
    <article id={anchor} aria-labelledby={`${anchor}-name`}>
      <h3 id={`${anchor}-name`}>
        <a href={`#${anchor}`}>
          <span class="method">{method}</span> <code>{path}</code>
        </a>
      </h3>
      <Words of={operation.description || operation.summary} />
      {parameters.length > 0 && (
        <Unfolding summary={`Parameters: ${parameters.map(({ name }) => name).join(", ")}`}>
          {() => (
            <dl class="fields">
              {parameters.map(({ name, in: place, required = false, description, schema }) => (
                <FieldView
                  key={name}
                  name={name}
                  place={`in the ${place}`}
                  required={required}
                  schema={description ? { ...schema, description } : schema}
                />
              ))}
            </dl>
          )}
        </Unfolding>
      )}
      {requestBody && <Carried what="Body" content={requestBody.content} schemas={schemas} />}
      {Object.entries(responses).map(([status, { description, content = {} }]) => (
        <Carried
          key={status}
          what={status === "default" ? "Any other answer" : `Answer ${status}`}
          words={status === "default" ? description : null}
          content={content}
          schemas={schemas}
        />
      ))}
    </article>
  );
}

interface CarriedProps {
  what: string;
  words?: string | null;
  content: Content;
  schemas: Schemas;
}

function Carried({ what, words = null, content, schemas }: CarriedProps) {
  const all = Object.entries(content);
  if (all.length === 0) return <p class="carried">{what}: nothing in it.</p>;
  return (
    <>
      {all.map(([type, { schema }]) =>
        schema ? (
          <Unfolding key={type} summary={`${what}: ${typeInWords(schema)}`}>
            {() => (
              <>
                <p class="facts">{type}</p>
                <Words of={words} />
                <SchemaView schema={schema} schemas={schemas} />
              </>
            )}
          </Unfolding>
        ) : (
          <p key={type} class="carried">
            {what}: {type}
          </p>
        ),
      )}
    </>
  );
}
