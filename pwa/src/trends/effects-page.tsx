// What was felt after which session (domain.md 5.4): a row for each effect, a column for each session.
// The picture is a table already, so everybody reads the same one.
import "./numbers-table.css";
import "./effects-page.css";
import { useMemo, useRef, useState } from "preact/hooks";
import { effectOf } from "../journal/catalogue.ts";
import { answer, SEVERITIES } from "../journal/effect-words.ts";
import type { Entry } from "../journal/entry.ts";
import { useStored } from "../stored.ts";
import { EmptyState } from "../ui/surfaces.tsx";
import { dateInWords, dayOf, shortDate } from "./days.ts";
import type { Mark } from "./readings.ts";
import { effectRows } from "./rules/effect-rows.ts";
import { Steps } from "./step.tsx";
import { useReadings } from "./use-readings.ts";
import { useSize } from "./use-size.ts";
import { TrendsFrame } from "./views.tsx";
import { counted, routeName } from "./words.ts";

export function EffectsStripPage() {
  const found = useReadings(false);
  const effects = useStored((tx) => tx.entriesOfKind("effects"));
  if (!found || !effects) return null;
  return (
    <TrendsFrame>
      <Strip marks={found.marks} effects={effects} />
    </TrendsFrame>
  );
}

function Strip({ marks, effects }: { marks: readonly Mark[]; effects: readonly Entry[] }) {
  const newest = useMemo(() => marks.toReversed(), [marks]);
  const rows = useMemo(() => effectRows(effects, newest), [effects, newest]);
  const all = newest.filter(({ id }) => rows.some(({ cells }) => cells.has(id)));
  const area = useRef<HTMLElement>(null);
  const size = useSize(area);
  const most = Math.max(
    1,
    Math.floor(((size?.width ?? 0) / (size?.em ?? 1) - NAMES_EM) / COLUMN_EM),
  );
  const [skipped, setSkipped] = useState(0);
  const noted = all.slice(skipped, skipped + most);
  if (rows.length === 0) {
    return (
      <EmptyState words="When you have written down effects of a session, they appear here." />
    );
  }
  return (
    <>
      <Steps
        earlier={skipped + most < all.length ? () => setSkipped(skipped + most) : undefined}
        later={skipped > 0 ? () => setSkipped(Math.max(0, skipped - most)) : undefined}
      >
        {counted(all.length, "session")} with effects, of {marks.length}.
      </Steps>
      <section ref={area} class="scrolls strip" aria-label="Effects of each session">
        <table>
          <caption>
            The strongest that you wrote about each session, newest first. 0 is none, 1 mild, 2
            moderate, 3 severe: lower is better. A blank says nothing either way.
          </caption>
          <thead>
            <tr>
              <th scope="col">Effect</th>
              {noted.map(({ id, day, route }) => (
                <th key={id} scope="col">
                  <a href={`/journal/${dayOf(day)}`}>{shortDate(day)}</a>{" "}
                  <small>{routeName(route)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ slug, cells }) => (
              <tr key={slug}>
                <th scope="row">{effectOf(slug)?.wording ?? "An effect of a newer version"}</th>
                {noted.map((mark) => (
                  <td key={mark.id}>
                    <Degree severity={cells.get(mark.id)} mark={mark} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <footer class="rules">
        <p class="quiet">
          An effect stands under the session that you wrote it about. After is not because of.
        </p>
      </footer>
    </>
  );
}

/** Sessions side by side: as many as there is room for, so that no column is cut. */
const COLUMN_EM = 4;
const NAMES_EM = 7;

/** No third of the ring, one, two, all of it. */
const THIRDS = [
  "",
  "M8 8V1A7 7 0 0 1 14.1 11.5Z",
  "M8 8V1A7 7 0 1 1 1.9 11.5Z",
  "M8 1A7 7 0 1 1 8 15A7 7 0 1 1 8 1Z",
];

/** A ring that fills up, and the number beside it. */
function Degree({ severity, mark }: { severity: number | null | undefined; mark: Mark }) {
  if (severity === undefined) return null;
  const strength = answer(SEVERITIES, severity)?.toLowerCase() ?? "it was there";
  const words = [severity, strength, dateInWords(mark.day)].filter((part) => part !== null);
  return (
    <a class="degree" href={`/journal/${dayOf(mark.day)}`} aria-label={words.join(", ")}>
      <svg width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="7" />
        <path d={severity === null ? "" : THIRDS[severity]} />
      </svg>
      {severity ?? "yes"}
    </a>
  );
}
