// A description: what stands between backticks is code.

export function Words({ of }: { of: string | null | undefined }) {
  if (!of) return null;
  return (
    <p>
      {of
        .split("`")
        .map((part, at) => (at % 2 === 1 ? <code key={`${at} ${part}`}>{part}</code> : part))}
    </p>
  );
}
