// What a patient wrote beforehand, on Get help now: third the clinic, fourth somebody they trust, then
// the plan itself.
import { NotebookPen } from "lucide";
import { LinkButton } from "../ui/button.tsx";
import { OwnLines } from "./own-lines.tsx";

export function OwnHelp() {
  return (
    <div class="section">
      <OwnLines />
      <LinkButton icon={NotebookPen} href="/safety-plan">
        Safety plan
      </LinkButton>
    </div>
  );
}
