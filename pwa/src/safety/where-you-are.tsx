// Where the person says they are: nothing is guessed, and it can be changed.
import { Select } from "../ui/select.tsx";
import { DIRECTORY, PLACES, type Place } from "./crisis-lines.ts";
import { LineButton } from "./line-button.tsx";
import { chooseRegion } from "./region.ts";

export function WhereYouAre({ place }: { place: Place | null }) {
  return (
    <div class="section">
      <Select
        label={place ? "You chose" : "If you need someone to talk to, choose where you are"}
        options={PLACES.map(({ id, name }) => ({ value: id, label: name }))}
        bind={{
          get value() {
            return place?.id ?? null;
          },
          set value(id) {
            if (id) chooseRegion(id);
          },
        }}
        blank="Choose a place"
        required
      />
      {!place && <LineButton line={DIRECTORY} />}
    </div>
  );
}
