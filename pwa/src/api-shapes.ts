// What goes over the wire, as the API describes it. Bytes are base64, times are RFC 3339 with offset.

import type { Reader } from "./journal/entry.ts";

export type Role = "patient" | "therapist";

export interface Person {
  id: string;
  name: string;
  role: Role;
  recipient: string;
  verify_key: string;
}

export interface Account extends Person {
  email: string;
  kdf: number;
}

export interface SignedIn {
  account: Account;
  sign_in: string;
  bundle: string;
  token: string | null;
}

export interface Instance {
  id: string;
  sign_up: "open" | "invitation";
  version: string;
}

export interface Invitation {
  for: Role | "care";
  state: "open" | "used" | "expired";
  inviter: Person | null;
  expires_at: string;
}

export interface NewAccount {
  id: string;
  name: string;
  email: string;
  kdf: number;
  auth: string;
  recipient: string;
  verify_key: string;
  bundle: string;
  recovery_bundle: string;
  recovery_proof: string;
  invitation: string | null;
  device: string;
  token: boolean;
}

export interface Credentials {
  email: string;
  auth: string;
  device: string;
  token: boolean;
}

export interface RecoveryBundle {
  account: string;
  bundle: string;
}

export interface Recovery extends Credentials {
  proof: string;
  kdf: number;
  bundle: string;
  recovery_bundle: string;
  recovery_proof: string;
}

export interface NewPassword {
  auth: string;
  new_auth: string;
  kdf: number;
  bundle: string;
}

export interface NewRecoveryCode {
  auth: string;
  recovery_bundle: string;
  recovery_proof: string;
}

export interface SignIn {
  id: string;
  device: string;
  created_at: string;
  last_seen_at: string;
  current: boolean;
}

export interface CareLink {
  id: string;
  with: Person;
  since: string;
  /** These two only for the therapist, whose device checks them. */
  invitation: string | null;
  mac: string | null;
}

export interface WriteEdit {
  edit: string;
  signed: string;
  signature: string;
  words: string | null;
  readers: Reader[];
  session: string | null;
  withdrawals: number;
}

export interface DeleteEdit {
  edit: string;
  id: string;
  revision: number;
  deleted: true;
}

export interface WithdrawEdit {
  edit: string;
  id: string;
  withdraw: string;
}

export type Edit = WriteEdit | DeleteEdit | WithdrawEdit;

/** The server's version of an entry. */
export interface ServedEntry {
  author: string;
  id: string;
  revision: number;
  deleted: boolean;
  signed: string | null;
  signature: string | null;
  words: string | null;
  readers: Reader[];
  session: string | null;
  withdrawals: number;
  received_at: string;
}

export interface Result {
  edit: string;
  result: "saved" | "unchanged" | "conflict" | "refused";
  /** The revision that this edit made. */
  revision: number | null;
  received_at: string | null;
  withdrawals: number | null;
  not_shared: string[];
  /** On a conflict, the server's version. */
  entry: ServedEntry | null;
  type: string | null;
  detail: string | null;
}

export interface Feed {
  entries: ServedEntry[];
  withdrawn: { author: string; id: string }[];
  next: string;
  more: boolean;
}

export interface Delivery {
  entry: string;
  revision: number;
  reader: string;
  at: string;
}

/** An entry was shared with the reader, or taken back. */
export interface Sharing {
  entry: string;
  reader: string;
  withdrawn: boolean;
  at: string;
}

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; detail: string }[];
}
