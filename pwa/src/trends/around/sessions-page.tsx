// What the days around each session were like, laid over one another (domain.md 5.4).
import { useMemo } from "preact/hooks";
import { useNow } from "../../journal/use-now.ts";
import { localDate } from "../../time.ts";
import { EmptyState } from "../../ui/surfaces.tsx";
import { dayNumber } from "../days.ts";
import type { Measure } from "../measures.ts";
import type { Mark } from "../readings.ts";
import { DAYS_AFTER, DAYS_BEFORE, isAlone } from "../rules/measure-trend.ts";
import { coursesOf, intervalsOf } from "../rules/series.ts";
import { type Curve, type MeasureTrend, RULES_VERSION } from "../rules/shapes.ts";
import { trendOf } from "../trend-of.ts";
import { type Readings, useReadings } from "../use-readings.ts";
import { TrendsFrame } from "../views.tsx";
import { useWhich, Which } from "../which.tsx";
import { AfterTables, DaysTable, nameOf } from "./around-tables.tsx";
import { CurvesPanel } from "./curves-panel.tsx";
import { gapsInWords } from "./gaps-in-words.ts";
import { lastedInWords } from "./lasted.ts";

export function SessionsPage() {
  const found = useReadings(false);
  if (!found) return null;
  return (
    <TrendsFrame>
      {found.marks.length === 0 ? (
        <EmptyState words="When you have written down a session, the days around it appear here." />
      ) : (
        <Around {...found} />
      )}
    </TrendsFrame>
  );
}

function Around({ readings, marks }: Readings) {
  const today = dayNumber(localDate(useNow()));
  const { measure, table } = useWhich();
  const trend = useMemo(
    () => measure && trendOf(measure.key, readings, marks, today),
    [measure, readings, marks, today],
  );
  if (!measure || !trend) return null;
  return (
    <>
      <p class="usual">{trend.said}</p>
      <Which />
      {table ? (
        <>
          <AroundTables measure={measure} trend={trend} />
          <AfterTables measure={measure} curves={trend.curves} />
        </>
      ) : (
        <Pictures measure={measure} trend={trend} marks={marks} />
      )}
      <footer class="rules">
        {[...coursesOf(marks)].map(([course, of]) => (
          <p key={course} class="quiet">
            {gapsInWords(intervalsOf(course, of))}
          </p>
        ))}
        <p class="quiet">
          Each line is one session; day 0 is its day, from its start. A day’s value is the median of
          its check-ins, and a gap stays a gap. From three sessions on, the bold line is their
          median. Sessions less than 7 days apart are drawn as one. A change counts from 2 points
          on, or from the spread of the days before where that is larger. After is not because of.
          Rules, version {RULES_VERSION}.
        </p>
      </footer>
    </>
  );
}

function AroundTables({ measure, trend }: { measure: Measure; trend: MeasureTrend }) {
  const alone = trend.curves.filter(isAlone);
  return (
    <>
      {alone.length > 0 && <DaysTable measure={measure} curves={alone} aligned={trend.aligned} />}
      {trend.curves
        .filter((curve) => !isAlone(curve))
        .map((curve) => (
          <DaysTable key={curve.day_0} measure={measure} curves={[curve]} aligned={[]} />
        ))}
    </>
  );
}

interface PicturesProps {
  measure: Measure;
  trend: MeasureTrend;
  marks: readonly Mark[];
}

function Pictures({ measure, trend, marks }: PicturesProps) {
  const { alone, together } = useMemo(() => split(trend, marks), [trend, marks]);
  return (
    <>
      {alone.curves.length > 0 && (
        <CurvesPanel
          key={measure.key}
          title="Around each session"
          measure={measure}
          frame={alone}
          aligned={trend.aligned}
          sessions={ZERO}
        />
      )}
      {together.map(({ curve, frame, sessions }) => (
        <div key={`${measure.key} ${curve.day_0}`}>
          <CurvesPanel
            title={`Sessions of ${nameOf(curve)}`}
            measure={measure}
            frame={frame}
            aligned={[]}
            sessions={sessions}
          />
          <p class="quiet">
            {curve.sessions.length} sessions less than 7 days apart, so no day is put down to one of
            them. {measure.name}: {lastedInWords(curve)}.
          </p>
        </div>
      ))}
    </>
  );
}

const ZERO = [0];

function split({ curves }: MeasureTrend, marks: readonly Mark[]) {
  return {
    alone: { curves: curves.filter(isAlone), first: -DAYS_BEFORE, last: DAYS_AFTER },
    together: curves
      .filter((curve) => !isAlone(curve))
      .toReversed()
      .map((curve) => ({ curve, frame: frameOf(curve), sessions: daysOfSessions(curve, marks) })),
  };
}

function frameOf(curve: Curve) {
  return { curves: [curve], first: -DAYS_BEFORE, last: curve.last_session + DAYS_AFTER };
}

function daysOfSessions({ sessions, day_0 }: Curve, marks: readonly Mark[]): number[] {
  return marks.filter(({ id }) => sessions.includes(id)).map(({ day }) => day - dayNumber(day_0));
}
