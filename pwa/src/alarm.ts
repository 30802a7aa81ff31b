// Sleep that can be cut short.

export interface Alarm {
  /** Ends the sleep; when nobody sleeps, the next sleep ends at once. */
  ring(): void;
  sleep(ms: number): Promise<void>;
}

export function alarm(): Alarm {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      if (wake) wake();
      else rung = true;
    },
    sleep(ms) {
      return new Promise((resolve) => {
        const timer = setTimeout(done, rung ? 0 : ms);
        rung = false;
        wake = done;
        function done() {
          clearTimeout(timer);
          wake = null;
          resolve();
        }
      });
    },
  };
}
