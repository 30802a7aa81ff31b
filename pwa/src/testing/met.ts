/** What a trial met: one that meets nothing proves nothing. */
export interface Met {
  conflicts: number;
  replays: number;
  copies: number;
  shared: number;
  withdrawn: number;
}

/**
 * Holds many trials to having met what they are for: each in one trial of four. Drawn at random they
 * meet about one and a half replays and more of the rest each; trials that meet nothing stay near zero.
 */
export function enough() {
  const sum: Met = { conflicts: 0, replays: 0, copies: 0, shared: 0, withdrawn: 0 };
  return {
    sum,
    add(met: Met) {
      for (const name of Object.keys(sum) as (keyof Met)[]) sum[name] += met[name];
    },
    expect(runs: number) {
      const rare = Object.entries(sum).filter(([, times]) => times < runs / 4);
      if (rare.length > 0) throw new Error(`The trials met too little: ${JSON.stringify(sum)}`);
    },
  };
}
