-- The door: the few functions through which rows of other people are touched. Owned by afterglow_door.
-- Here: sign-ins, accounts, throttling, invitations.
-- Locks are taken in one order: sign-ins, accounts, and what 0001_door_journal.sql says of the rest; counters of
-- tries last. `enter` may lock the row of its own sign-in, and a writer then locks its account.

-- Proves who is asking and says so to row-level security, for this transaction only.
CREATE OR REPLACE FUNCTION enter(token bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = afterglow, pg_temp AS $$
DECLARE found_one sign_in;
BEGIN
    SELECT * INTO found_one FROM sign_in s
        WHERE s.token_hash = token AND s.expires_at > now() AND s.last_seen_at + s.idle > now();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'not signed in' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    PERFORM set_config('app.account', found_one.account::text, true);
    IF found_one.last_seen_at < now() - interval '1 minute' THEN
        -- Never waits: who holds the row is noting the same, or is ending this sign-in.
        UPDATE sign_in SET last_seen_at = now() WHERE sign_in.id = (
            SELECT s.id FROM sign_in s WHERE s.id = found_one.id FOR NO KEY UPDATE SKIP LOCKED);
    END IF;
END $$;

-- Who a token belongs to; no row when it is not valid (any more). Does not count as being seen.
CREATE OR REPLACE FUNCTION signed_in(token bytea)
    RETURNS TABLE (sign_in uuid, account uuid, role text, email text) LANGUAGE sql SECURITY DEFINER STABLE
    SET search_path = afterglow, pg_temp AS $$
    SELECT s.id, a.id, a.role, a.email FROM sign_in s JOIN account a ON a.id = s.account
    WHERE s.token_hash = token AND s.expires_at > now() AND s.last_seen_at + s.idle > now()
$$;

CREATE OR REPLACE FUNCTION account_by_email(address text) RETURNS SETOF account
    LANGUAGE sql SECURITY DEFINER STABLE SET search_path = afterglow, pg_temp AS $$
    SELECT * FROM account WHERE email = address
$$;

CREATE OR REPLACE FUNCTION create_account(
    new_id uuid, new_role text, new_name text, new_email text, new_kdf smallint, new_recipient text,
    new_verify_key bytea, new_verifier bytea, new_bundle bytea, new_recovery_bundle bytea,
    new_recovery_proof_hash bytea
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
    INSERT INTO account (id, role, name, email, kdf, recipient, verify_key, verifier, bundle,
                         recovery_bundle, recovery_proof_hash)
    VALUES (new_id, new_role, new_name, new_email, new_kdf, new_recipient, new_verify_key, new_verifier,
            new_bundle, new_recovery_bundle, new_recovery_proof_hash);
    INSERT INTO feed_head (account) VALUES (new_id);
$$;

-- Opens a sign-in for who has proved to be `who` against the verifier `proven`. Null when the password was
-- replaced since then: the row lock makes a replacement and this wait for each other, so that no sign-in with
-- an old password outlives it. What the caller has done then is to be undone.
-- `replaces` is the token that the same browser held until now.
CREATE OR REPLACE FUNCTION open_sign_in(
    who uuid, proven bytea, token bytea, replaces bytea, device_name text, idle_for interval, lasts interval
) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
DECLARE opened uuid;
BEGIN
    DELETE FROM sign_in WHERE token_hash = replaces
        OR (account = who AND (expires_at < now() OR last_seen_at + idle < now()));
    PERFORM FROM account WHERE id = who AND verifier = proven FOR SHARE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    INSERT INTO sign_in (account, token_hash, device, idle, expires_at)
        VALUES (who, token, device_name, idle_for, now() + lasts) RETURNING id INTO opened;
    RETURN opened;
END $$;

-- A new password for the person asking, who proved the old one against the verifier `proven`; every sign-in
-- but `keep` ends. False when it was replaced since then.
CREATE OR REPLACE FUNCTION change_password(
    proven bytea, keep uuid, new_kdf smallint, new_verifier bytea, new_bundle bytea
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
BEGIN
    PERFORM FROM sign_in WHERE account = me() ORDER BY id FOR UPDATE;
    UPDATE account SET kdf = new_kdf, verifier = new_verifier, bundle = new_bundle
        WHERE id = me() AND verifier = proven;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    -- After the update, so that one opened with the old password in this very moment is seen.
    DELETE FROM sign_in WHERE account = me() AND id <> keep;
    RETURN true;
END $$;

-- A new recovery code for the person asking, who proved the password against the verifier `proven`. False when
-- that was replaced since then: by a recovery, say, whose own new code has to stand.
CREATE OR REPLACE FUNCTION change_recovery_code(
    proven bytea, new_recovery_bundle bytea, new_recovery_proof_hash bytea
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
BEGIN
    UPDATE account SET recovery_bundle = new_recovery_bundle, recovery_proof_hash = new_recovery_proof_hash
        WHERE id = me() AND verifier = proven;
    RETURN FOUND;
END $$;

-- A recovery replaces password and code, and ends every sign-in. False when the proof is not the stored one:
-- the comparison and the replacement are one statement, so a code is used up once, however many try.
CREATE OR REPLACE FUNCTION recover_account(
    who uuid, proof_hash bytea, new_kdf smallint, new_verifier bytea, new_bundle bytea,
    new_recovery_bundle bytea, new_recovery_proof_hash bytea
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
BEGIN
    PERFORM FROM sign_in WHERE account = who ORDER BY id FOR UPDATE;
    UPDATE account SET kdf = new_kdf, verifier = new_verifier, bundle = new_bundle,
        recovery_bundle = new_recovery_bundle, recovery_proof_hash = new_recovery_proof_hash
        WHERE id = who AND recovery_proof_hash = proof_hash;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM sign_in WHERE account = who;
    RETURN true;
END $$;

-- Reads the counters of these keys and holds them until the commit, so that a hundred parallel tries stand in
-- a line and each sees those before it. Rows that mean nothing any more are cleared away, a few at a time,
-- afterwards and without waiting: nothing is locked out of order.
CREATE OR REPLACE FUNCTION attempts(keys bytea[])
    RETURNS TABLE (key bytea, tries double precision, seconds_since double precision, known boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
BEGIN
    RETURN QUERY
        INSERT INTO attempt AS a (key, forget_at)
        SELECT k, now() + interval '1 hour' FROM (SELECT DISTINCT unnest(keys) AS k) AS wanted ORDER BY k
        ON CONFLICT ON CONSTRAINT attempt_pkey DO UPDATE SET tries = a.tries
        RETURNING a.key, a.tries, extract(epoch FROM clock_timestamp() - a.at)::double precision,
            a.known AND a.forget_at > now();
    DELETE FROM attempt o WHERE o.ctid = ANY(ARRAY(
        SELECT i.ctid FROM attempt i WHERE i.forget_at < now() AND i.key <> ALL(keys)
        LIMIT 20 FOR UPDATE SKIP LOCKED));
END $$;

-- Writes the counters that `attempts` has read and holds.
CREATE OR REPLACE FUNCTION note_attempts(keys bytea[], counts double precision[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
    UPDATE attempt a SET tries = n.count, at = clock_timestamp(),
        known = a.known AND a.forget_at > now(), forget_at = greatest(a.forget_at, now() + interval '1 hour')
    FROM unnest(keys, counts) AS n(key, count) WHERE a.key = n.key
$$;

-- A try that succeeded: the place starts from nothing and is known for 90 days, the others get their try back.
CREATE OR REPLACE FUNCTION forget_attempts(place bytea, others bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
BEGIN
    PERFORM FROM attempt WHERE key = ANY(others || place) ORDER BY key FOR UPDATE;
    UPDATE attempt SET tries = greatest(tries - 1, 0) WHERE key = ANY(others);
    UPDATE attempt SET tries = 0, known = true, forget_at = now() + interval '90 days' WHERE key = place;
END $$;

CREATE OR REPLACE FUNCTION invitation_card(wanted uuid)
    RETURNS TABLE ("for" text, state text, expires_at timestamptz, inviter uuid, name text, role text,
                   recipient text, verify_key bytea)
    LANGUAGE sql SECURITY DEFINER STABLE SET search_path = afterglow, pg_temp AS $$
    SELECT i."for",
        CASE WHEN i.used_by IS NOT NULL THEN 'used' WHEN i.expires_at <= now() THEN 'expired' ELSE 'open' END,
        i.expires_at, a.id, a.name, a.role, a.recipient, a.verify_key
    FROM invitation i LEFT JOIN account a ON a.id = i.inviter WHERE i.id = wanted
$$;

-- What `who` may sign up as with this invitation (patient, therapist, care), or why not: missing, used,
-- expired. The one who has signed up with it already may ask again: the answer was lost.
CREATE OR REPLACE FUNCTION invitation_for(wanted uuid, who uuid) RETURNS text
    LANGUAGE sql SECURITY DEFINER STABLE SET search_path = afterglow, pg_temp AS $$
    SELECT coalesce((
        SELECT CASE
            WHEN i.signed_up = who THEN i."for"
            WHEN i.signed_up IS NOT NULL OR i.used_by IS NOT NULL THEN 'used'
            WHEN i.expires_at <= now() THEN 'expired'
            ELSE i."for" END
        FROM invitation i WHERE i.id = wanted), 'missing')
$$;

-- Claims an invitation for one new account and answers as `invitation_for`; the row lock makes a second claim
-- wait for the first, and then see it.
CREATE OR REPLACE FUNCTION sign_up_with(wanted uuid, who uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
DECLARE answer text;
BEGIN
    PERFORM FROM invitation WHERE id = wanted FOR UPDATE;
    answer := invitation_for(wanted, who);
    IF answer IN ('patient', 'therapist', 'care') THEN
        UPDATE invitation SET signed_up = who,
            -- One into a therapist's care is used up by accepting it.
            used_by = CASE WHEN "for" = 'care' THEN used_by ELSE who END,
            used_at = CASE WHEN "for" = 'care' THEN used_at ELSE coalesce(used_at, now()) END
            WHERE id = wanted;
    END IF;
    RETURN answer;
END $$;

CREATE OR REPLACE FUNCTION invite(new_id uuid, what text, lasts interval) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
    INSERT INTO invitation (id, "for", expires_at) VALUES (new_id, what, now() + lasts)
$$;

CREATE OR REPLACE FUNCTION no_account_yet() RETURNS boolean LANGUAGE sql SECURITY DEFINER STABLE
    SET search_path = afterglow, pg_temp AS $$ SELECT NOT EXISTS (SELECT FROM account) $$;

CREATE OR REPLACE FUNCTION claim_key(check_value bytea) RETURNS boolean LANGUAGE sql SECURITY DEFINER
    SET search_path = afterglow, pg_temp AS $$
    UPDATE instance SET key_check = check_value WHERE key_check IS NULL;
    SELECT key_check = check_value FROM instance;
$$;
