// A part of a page that most pages do without: loaded when it is first drawn.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [Part, setPart] = useState(() => loaded);
    useEffect(() => {
      if (Part) return;
      load().then(
        (part) => {
          loaded = part;
          setPart(() => part);
        },
        // The rest of the page stands without it; the update notice says what to do.
        (error) => console.error(error),
      );
    }, []);
    return Part && <Part {...props} />;
  };
}
