-- Tables of the first version. Every statement can be run again.
-- `door` owns what one person's request may touch of another person's rows; `app` is what serves requests.

CREATE TABLE IF NOT EXISTS instance (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    -- Part of every cursor: a restored database is a new epoch.
    epoch integer NOT NULL DEFAULT 1,
    -- Tells a database from one that belongs to another server key, before anything is encrypted twice.
    key_check bytea
);
INSERT INTO instance DEFAULT VALUES ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS account (
    id uuid PRIMARY KEY,
    role text NOT NULL CHECK (role IN ('patient', 'therapist')),
    name text NOT NULL,
    email text NOT NULL UNIQUE,
    kdf smallint NOT NULL,
    recipient text NOT NULL,
    verify_key bytea NOT NULL,
    -- Argon2id hash of `auth`, encrypted under the server key.
    verifier bytea NOT NULL,
    -- Private keys, wrapped on the device and a second time under the server key.
    bundle bytea NOT NULL,
    recovery_bundle bytea NOT NULL,
    recovery_proof_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS sign_in (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    account uuid NOT NULL,
    token_hash bytea NOT NULL UNIQUE,
    device text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    idle interval NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS sign_in_account ON sign_in (account);

-- Tries at recognising somebody (api/accounts/throttle.py). `key` is an HMAC under the server key, so the
-- table names nobody. `known`: an address from which this person has signed in before.
CREATE TABLE IF NOT EXISTS attempt (
    key bytea PRIMARY KEY,
    tries double precision NOT NULL DEFAULT 0,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    known boolean NOT NULL DEFAULT false,
    forget_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS attempt_forget_at ON attempt (forget_at);

CREATE TABLE IF NOT EXISTS invitation (
    id uuid PRIMARY KEY,
    "for" text NOT NULL CHECK ("for" IN ('patient', 'therapist', 'care')),
    inviter uuid,
    contact uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    signed_up uuid,
    used_by uuid,
    used_at timestamptz,
    CHECK (("for" = 'care') = (inviter IS NOT NULL))
);
CREATE INDEX IF NOT EXISTS invitation_inviter ON invitation (inviter);

CREATE TABLE IF NOT EXISTS care_link (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    therapist uuid NOT NULL,
    patient uuid NOT NULL,
    invitation uuid NOT NULL UNIQUE,
    mac bytea NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
);
CREATE UNIQUE INDEX IF NOT EXISTS care_link_open ON care_link (therapist, patient) WHERE ended_at IS NULL;
CREATE INDEX IF NOT EXISTS care_link_patient ON care_link (patient, therapist);
CREATE INDEX IF NOT EXISTS care_link_therapist ON care_link (therapist, patient);

CREATE TABLE IF NOT EXISTS entry (
    author uuid NOT NULL,
    id uuid NOT NULL,
    revision integer NOT NULL CHECK (revision > 0),
    deleted boolean NOT NULL DEFAULT false,
    kind text,
    occurred_at timestamptz,
    recorded_at timestamptz,
    facts jsonb,
    -- The exact text that the author signed; kind, times and facts are derived from it.
    signed text,
    signature bytea,
    words bytea,
    session uuid,
    withdrawals integer NOT NULL DEFAULT 0,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (author, id),
    CHECK (deleted = (signed IS NULL)),
    CHECK (NOT deleted OR (facts IS NULL AND words IS NULL AND signature IS NULL))
);
-- Sealed words do not compress; trying costs time on every write.
ALTER TABLE entry ALTER COLUMN words SET STORAGE EXTERNAL;
CREATE INDEX IF NOT EXISTS entry_occurred ON entry (author, occurred_at) WHERE NOT deleted;

-- A row is the permission to read, and is the cursor.
CREATE TABLE IF NOT EXISTS feed (
    account uuid NOT NULL,
    position bigint NOT NULL,
    author uuid NOT NULL,
    entry uuid NOT NULL,
    withdrawn boolean NOT NULL DEFAULT false,
    until timestamptz,
    PRIMARY KEY (account, author, entry)
);
CREATE UNIQUE INDEX IF NOT EXISTS feed_position ON feed (account, position);
-- Who reads an entry: only the rows of other accounts.
CREATE INDEX IF NOT EXISTS feed_readers ON feed (author, entry) WHERE account <> author;

CREATE TABLE IF NOT EXISTS feed_head (
    account uuid PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0
);

-- Every edit that was ever accepted, kept for life: a replay is recognised however late it comes.
CREATE TABLE IF NOT EXISTS edit (
    author uuid NOT NULL,
    id uuid NOT NULL,
    entry uuid NOT NULL,
    revision integer NOT NULL,
    PRIMARY KEY (author, id)
);

-- When the words of a shared entry were first handed to a reader, per revision.
CREATE TABLE IF NOT EXISTS delivery (
    author uuid NOT NULL,
    entry uuid NOT NULL,
    reader uuid NOT NULL,
    revision integer NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (author, entry, reader, revision)
);

-- Each time an entry was shared with somebody or taken back, for its author to look at. Never changed.
CREATE TABLE IF NOT EXISTS sharing (
    author uuid NOT NULL,
    entry uuid NOT NULL,
    reader uuid NOT NULL,
    withdrawn boolean NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS sharing_entry ON sharing (author, entry);
