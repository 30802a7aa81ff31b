// The emergency numbers of every place we know, for somebody who has not said where they are: a call is one
// tap away all the same.
import { type Line, PLACES } from "./crisis-lines.ts";
import { LineButton } from "./line-button.tsx";

export function AllEmergencyNumbers() {
  return (
    <ul class="numbers-of-all">
      {emergencyNumbers().map(({ line, names }) => (
        <li key={line.href}>
          <LineButton line={{ ...line, who: names.join(", ") }} />
        </li>
      ))}
    </ul>
  );
}

function emergencyNumbers(): { line: Line; names: string[] }[] {
  const byNumber = new Map<string, { line: Line; names: string[] }>();
  for (const place of PLACES) {
    const line = place.emergency[0];
    if (!line) continue;
    const known = byNumber.get(line.href);
    if (known) known.names.push(place.name);
    else byNumber.set(line.href, { line, names: [place.name] });
  }
  return [...byNumber.values()];
}
