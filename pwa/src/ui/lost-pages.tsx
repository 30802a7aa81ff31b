// The pages for when there is no page.
import { Button, LinkButton } from "./button.tsx";
import { Page } from "./page.tsx";

export function NotFoundPage() {
  return (
    <Page heading="There is nothing at this address.">
      <div class="buttons">
        <LinkButton href="/">Go to the start</LinkButton>
      </div>
    </Page>
  );
}

export function StoreFailedPage() {
  return (
    <Page heading="Your journal could not be opened.">
      <p>
        The browser did not open the storage of this device. Close other windows of Afterglow, then
        load it again. Nothing was deleted.
      </p>
      <LoadAgain />
    </Page>
  );
}

function LoadAgain() {
  return (
    <div class="buttons">
      <Button onClick={() => location.reload()}>Load again</Button>
    </div>
  );
}
