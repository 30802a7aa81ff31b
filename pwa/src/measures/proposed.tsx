// What would fit the course just now: a quiet list, and nothing where there is nothing.
import { useDevice } from "../here.ts";
import type { Entry } from "../journal/entry.ts";
import { isSession } from "../journal/sessions-near.ts";
import { useStored } from "../stored.ts";
import type { MeasureEntry } from "./filled-in.ts";
import { proposalsFor } from "./proposals.ts";
import { titleOf } from "./titles.ts";
import "./proposed.css";

export function Proposed({ now }: { now: Date }) {
  const { account } = useDevice();
  const found = useStored(async (tx) => ({
    courses: await tx.entriesOfKind("course"),
    sessions: (await tx.entriesOfKind("session")).filter(isSession),
    measures: (await tx.entriesOfKind("measure")).filter(
      (entry): entry is MeasureEntry => entry.author === account.id,
    ),
  }));
  const proposals = found
    ? proposalsFor(found.sessions, found.measures, now, treatsTrauma(found.courses))
    : [];
  if (proposals.length === 0) return null;
  return (
    <section class="section">
      <h2>Around your sessions, if you like</h2>
      <ul class="rows">
        {proposals.map(({ slug, why }) => (
          <li key={slug}>
            <a href={`/measures/${slug}`}>
              <span class="what">
                <strong>{titleOf(slug)}</strong> <span class="quiet">{why}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Null where no course says what the treatment is for. */
function treatsTrauma(courses: readonly Entry[]): boolean | null {
  const said = courses.flatMap(({ facts }) => (facts.kind === "course" ? facts.indications : []));
  return said.length > 0 ? said.includes("ptsd") : null;
}
