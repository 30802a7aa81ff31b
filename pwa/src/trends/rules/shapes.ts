// What the rules say, in the shapes of GET /api/trends: the same charts draw what a server answers.
import type { components } from "../../api-types.ts";

type Api = components["schemas"];

export type Slug = Api["MeasureTrend"]["measure"];
export type MeasureTrend = Api["MeasureTrend"];
export type Curve = Api["Curve"];
export type CurveDay = Api["CurveDay"];
export type Baseline = Api["Baseline"];
export type Benefit = Api["Benefit"];
export type SummaryPoint = Api["SummaryPoint"];
export type AlignedDay = Api["AlignedDay"];
export type Sentence = Api["Sentence"];
export type Usual = Api["Usual"];
export type Completion = Api["Completion"];
export type Intervals = Api["Intervals"];

/** Goes up when a rule changes: another rule tells another story (domain.md 5.3). As in api/trends. */
export const RULES_VERSION = 1;

/** Measures of which less is better; of the others more is. */
export const LOWER_IS_BETTER: ReadonlySet<Slug> = new Set(["anxiety", "pain"]);
