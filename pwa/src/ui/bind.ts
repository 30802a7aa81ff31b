/** What an element shows and changes: a signal, or one field of something larger. */
export interface Bind<T> {
  value: T;
}
