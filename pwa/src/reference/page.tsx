// The whole reference: what there is, then every operation, then every schema by its name.
import type { OpenApi } from "./document.ts";
import { OperationView } from "./operation-view.tsx";
import { groupsOf } from "./operations.ts";
import { SchemaView } from "./schema-view.tsx";
import { refTo, schemaAnchor } from "./schemas.ts";

export function ReferencePage({ document }: { document: OpenApi }) {
  const { info, components } = document;
  const groups = groupsOf(document);
  const names = Object.keys(components.schemas).sort();
  return (
    <>
      <header>
        <h1>The {info.title} API</h1>
        <p>
          Version {info.version}. JSON in and out. This page shows{" "}
          <a href="/api/openapi.json">the OpenAPI document</a> of this server.
        </p>
        <p>
          Scripts sign in with <code>token: true</code> and then send{" "}
          <code>Authorization: Bearer</code> and the token. What people write is sealed on their
          device before it gets here.
        </p>
      </header>
      <nav aria-label="Operations">
        {groups.map(({ name, operations }) => (
          <ul key={name}>
            {operations.map(({ method, path, anchor }) => (
              <li key={anchor}>
                <a href={`#${anchor}`}>
                  <span class="method">{method}</span> <code>{path}</code>
                </a>
              </li>
            ))}
          </ul>
        ))}
        <ul>
          <li>
            <a href="#schemas">Schemas</a>
          </li>
        </ul>
      </nav>
      <main>
        {groups.map(({ name, operations }) => (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`}>{name}</h2>
            {operations.map((listed) => (
              <OperationView key={listed.anchor} listed={listed} schemas={components.schemas} />
            ))}
          </section>
        ))}
        <section aria-labelledby="schemas">
          <h2 id="schemas">Schemas</h2>
          {names.map((name) => (
            <article key={name} id={schemaAnchor(name)} aria-labelledby={`${name}-name`}>
              <h3 id={`${name}-name`}>
                <a href={`#${schemaAnchor(name)}`}>{name}</a>
              </h3>
              <SchemaView schema={refTo(name)} schemas={components.schemas} />
            </article>
          ))}
        </section>
      </main>
    </>
  );
}
