// Which measure is shown, and whether as a picture or as a table: both stand in the address.
import "./trends.css";
import { ChartLine, Table2 } from "lucide";
import { go, usePath, useQuery } from "../router.tsx";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { MEASURES, type Measure, type MeasureKey } from "./measures.ts";

const OPTIONS = MEASURES.map(({ key, name }) => ({ value: key, label: name }));

/** What the address asks for; mood without it. */
export function useWhich(): {
  measure: Measure | undefined;
  table: boolean;
  query: URLSearchParams;
} {
  const query = useQuery();
  const measure = MEASURES.find(({ key }) => key === query.get("of")) ?? MEASURES[0];
  return { measure, table: query.get("as") === "table", query };
}

export function Which() {
  const path = usePath();
  const { measure, table, query } = useWhich();
  const show = (name: string, value: string) => {
    query.set(name, value);
    go(`${path}?${query}`, true);
  };
  const bind = {
    get value(): MeasureKey | null {
      return measure?.key ?? null;
    },
    set value(of: MeasureKey | null) {
      if (of) show("of", of);
    },
  };
  return (
    <div class="controls which">
      <Choice question="What to show" layout="columns" options={OPTIONS} bind={bind} />
      <Button
        kind="quiet"
        icon={table ? ChartLine : Table2}
        onClick={() => show("as", table ? "chart" : "table")}
      >
        {table ? "Chart" : "Table"}
      </Button>
    </div>
  );
}
