// A reading in words: in one line, and read back question by question.
import type { Vitals } from "./entry.ts";

export function vitalsLine(reading: Vitals): string {
  return vitalsRows(reading)
    .flatMap(([question, words]) => (words === null ? [] : [`${question} ${words}`]))
    .join(" · ");
}

export function vitalsRows(reading: Vitals): [question: string, answer: string | null][] {
  const { systolic, diastolic, heart_rate, breaths, spo2, minutes_after_dose } = reading;
  return [
    ["Blood pressure", systolic === null ? null : `${systolic} over ${diastolic}`],
    ["Heart rate", unit(heart_rate, "a minute")],
    ["Breaths", unit(breaths, "a minute")],
    ["Oxygen", unit(spo2, "%")],
    ["Taken", takenInWords(minutes_after_dose)],
  ];
}

function unit(value: number | null, of: string): string | null {
  return value === null ? null : `${value} ${of}`;
}

function takenInWords(minutes: number | null): string | null {
  if (minutes === null) return null;
  return `${Math.abs(minutes)} minutes ${minutes < 0 ? "before" : "after"} the dose`;
}
