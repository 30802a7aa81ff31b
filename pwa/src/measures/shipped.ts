// The questionnaires that come with the app: the very files that the server reads.
import gad2 from "../../../api/journal/measures/gad_2.en.json";
import gad7 from "../../../api/journal/measures/gad_7.en.json";
import pcl5 from "../../../api/journal/measures/pcl_5.en.json";
import phq2 from "../../../api/journal/measures/phq_2.en.json";
import phq9 from "../../../api/journal/measures/phq_9.en.json";
import { type Questionnaire, whole } from "./questionnaire.ts";

/** In the order in which they are offered. */
export const SHIPPED: readonly Questionnaire[] = [phq9, gad7, pcl5, phq2, gad2].map(whole);
