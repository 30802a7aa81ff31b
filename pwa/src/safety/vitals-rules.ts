// What is asked about a reading before it is saved: whether it is whole, whether it is meant, and what
// stands beside it (domain.md 1.9). Nothing is refused for being unusual.
import type { Vitals } from "../journal/entry.ts";

/** 1.9: asked back about, beyond these. */
const FAST_HEART = 120;
const SLOW_BREATHS = 10;
const LOW_OXYGEN = 92;
/** 2.3: from here on it matters what else is there. */
const VERY_HIGH = { systolic: 180, diastolic: 120 };

/** A sentence when it cannot be saved like this, else null. */
export function readingMistake(reading: Vitals): string | null {
  const { systolic, diastolic, heart_rate, breaths, spo2 } = reading;
  if ((systolic === null) !== (diastolic === null)) {
    return "Blood pressure is two numbers. Give both, or neither.";
  }
  if (systolic !== null && diastolic !== null && systolic <= diastolic) {
    return "The upper number is higher than the lower one. Look at them once more.";
  }
  const none = [systolic, heart_rate, breaths, spo2].every((number) => number === null);
  return none ? "Give at least one number." : null;
}

export function readingWarnings({ heart_rate, breaths, spo2 }: Vitals): string[] {
  return [
    isAbove(heart_rate, FAST_HEART) && `${heart_rate} heartbeats a minute`,
    isBelow(breaths, SLOW_BREATHS) && `${breaths} breaths a minute`,
    isBelow(spo2, LOW_OXYGEN) && `${spo2} percent of oxygen`,
  ].flatMap((what) => (what ? [`You put ${what}. If that is right, leave it as it is.`] : []));
}

/** Whether the signs are asked for: the number alone does not tell. */
export function asksForSigns(reading: Vitals): boolean {
  const { systolic, diastolic } = reading;
  const high = (systolic ?? 0) >= VERY_HIGH.systolic || (diastolic ?? 0) >= VERY_HIGH.diastolic;
  return high || readingWarnings(reading).length > 0;
}

function isAbove(value: number | null, limit: number): boolean {
  return value !== null && value > limit;
}

function isBelow(value: number | null, limit: number): boolean {
  return value !== null && value < limit;
}
