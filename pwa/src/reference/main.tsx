// The API reference at /api/reference: apart from the app, and drawn from the server's own document.
import { render } from "preact";
import "./reference.css";
import { fetchDocument } from "./document.ts";
import { ReferencePage } from "./page.tsx";

async function begin(): Promise<void> {
  const root = document.getElementById("reference");
  if (!root) return;
  try {
    render(<ReferencePage document={await fetchDocument()} />, root);
  } catch {
    render(<NotLoaded />, root);
    return;
  }
  // What the address points at was not there yet when the browser looked for it.
  if (location.hash) location.replace(location.hash);
}

function NotLoaded() {
  return (
    <main>
      <h1>The reference could not be loaded.</h1>
      <p>The server did not answer. Load this page again when it does.</p>
    </main>
  );
}

void begin();
