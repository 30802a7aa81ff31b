// The words of the last weeks that later questions hand back, opened once and held by the page alone.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useDevice } from "../here.ts";
import { openEntry } from "../reading.ts";
import { useStored } from "../stored.ts";
import { dayAfter, localDate } from "../time.ts";
import type { Entry, Text } from "./entry.ts";
import type { Written } from "./handed-back.ts";

/** As far as looking back goes, and a little more. */
const DAYS_BACK = 30;
const HANDED_BACK: readonly string[] = ["preparation", "reflection"];

/** Undefined until they are open. What does not open is left out: its own page says why. */
export function useWritten(now: Date): readonly Written[] | undefined {
  const device = useDevice();
  const today = localDate(now);
  const entries = useStored(
    async (tx) => {
      const found = await tx.entriesBetween(dayAfter(today, -DAYS_BACK), dayAfter(today));
      return found.filter((entry) => isHandedBack(entry, device.account.id));
    },
    [today],
  );
  const opened = useMemo(() => new Map<string, Text>(), [device]);
  const [written, setWritten] = useState<readonly Written[]>();
  // Every half second a draft is kept, and the store says that it changed: nothing is opened twice.
  const edits = entries?.map(({ edit }) => edit).join();
  useEffect(() => {
    let outdated = false;
    const open = async (entry: Entry): Promise<Written> => {
      const text = opened.get(entry.edit) ?? (await openEntry(device, entry))?.text ?? {};
      opened.set(entry.edit, text);
      return { entry, text };
    };
    if (entries) {
      void Promise.allSettled(entries.map(open)).then((all) => {
        const good = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
        if (!outdated) setWritten(good);
      });
    }
    return () => {
      outdated = true;
    };
  }, [edits]);
  return written;
}

function isHandedBack({ author, kind, session }: Entry, self: string): boolean {
  return author === self && session !== null && HANDED_BACK.includes(kind);
}
