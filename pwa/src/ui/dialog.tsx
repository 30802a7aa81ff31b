// The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives focus back.
import "./dialog.css";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ open, title, onClose, children }: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const byUs = useRef(false);
  useEffect(() => {
    const dialog = box.current;
    if (!dialog || dialog.open === open) return;
    if (open) dialog.showModal();
    else {
      byUs.current = true;
      dialog.close();
    }
  }, [open]);
  const closed = () => {
    // The browser says it late: by then the next question may be open, which nobody has closed.
    if (!byUs.current) onClose();
    byUs.current = false;
  };
  return (
    <dialog ref={box} aria-labelledby={id} onClose={closed}>
      {open && (
        <div class="inside">
          <h2 id={id}>{title}</h2>
          {children}
        </div>
      )}
    </dialog>
  );
}
