/** What takes a moment, said calmly and read aloud. */
export function Working({ words }: { words: string | null }) {
  return (
    <p class="working quiet" role="status">
      {words}
    </p>
  );
}
