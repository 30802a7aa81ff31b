// Whoever has never been here need not wait for the store to be opened, only to be found empty.

export const STORE = "afterglow";

/** False where the browser cannot tell. */
export async function isNew(): Promise<boolean> {
  // Older browsers have no such list.
  const databases = await indexedDB.databases?.().catch(() => null);
  return databases?.every(({ name }) => name !== STORE) ?? false;
}
