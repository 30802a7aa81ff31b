-- The door for care links and for the feeds of other people.
-- Locks are taken in one order everywhere: accounts (by id), care links (by id), feed heads (by id), rows.

-- The author's write lock: one writer per account at a time.
CREATE OR REPLACE FUNCTION lock_writers(who uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = afterglow, pg_temp AS $$
    SELECT FROM account WHERE id = ANY(who) ORDER BY id FOR NO KEY UPDATE
$$;

-- The open care links of the person asking, with the other side's name and public keys.
CREATE OR REPLACE FUNCTION my_care_links()
    RETURNS TABLE (id uuid, since timestamptz, invitation uuid, mac bytea, other uuid, name text, role text,
                   recipient text, verify_key bytea)
    LANGUAGE sql SECURITY DEFINER STABLE SET search_path = afterglow, pg_temp AS $$
    SELECT c.id, c.since,
        CASE WHEN c.therapist = me() THEN c.invitation END, CASE WHEN c.therapist = me() THEN c.mac END,
        a.id, a.name, a.role, a.recipient, a.verify_key
    FROM care_link c JOIN account a ON a.id = CASE WHEN c.therapist = me() THEN c.patient ELSE c.therapist END
    WHERE c.ended_at IS NULL AND (c.therapist = me() OR c.patient = me())
    ORDER BY c.since, c.id
$$;

-- Accepts a care invitation. `state` is ok, missing, used or expired; the same patient again is ok. `link` and
-- `inviter` are there when it is ok.
CREATE OR REPLACE FUNCTION accept_invitation(wanted uuid, proof bytea, OUT state text, OUT link uuid, OUT inviter uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
DECLARE i invitation;
BEGIN
    SELECT * INTO i FROM invitation n WHERE n.id = wanted AND n."for" = 'care' FOR UPDATE;
    inviter := i.inviter;
    IF NOT FOUND OR NOT EXISTS (SELECT FROM account a WHERE a.id = me() AND a.role = 'patient') THEN
        state := 'missing';
    ELSIF i.used_by = me() THEN
        -- The answer was lost: same answer again, as long as the link is still open.
        SELECT c.id INTO link FROM care_link c WHERE c.invitation = wanted AND c.ended_at IS NULL;
        state := CASE WHEN FOUND THEN 'ok' ELSE 'used' END;
    ELSIF i.used_by IS NOT NULL OR (i.signed_up IS NOT NULL AND i.signed_up <> me()) THEN
        state := 'used';
    ELSIF i.expires_at <= now() THEN
        state := 'expired';
    ELSE
        UPDATE invitation n SET used_by = me(), used_at = now() WHERE n.id = wanted;
        -- Invited again while still linked: the link stays and carries the new invitation with its proof.
        INSERT INTO care_link AS c (therapist, patient, invitation, mac) VALUES (i.inviter, me(), wanted, proof)
            ON CONFLICT (therapist, patient) WHERE ended_at IS NULL
            DO UPDATE SET invitation = excluded.invitation, mac = excluded.mac
            RETURNING c.id INTO link;
        state := 'ok';
    END IF;
END $$;

-- Which of these accounts have an open care link with me. The links stay as they are until this commits.
CREATE OR REPLACE FUNCTION lock_readers(wanted uuid[]) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
    SELECT CASE WHEN c.therapist = me() THEN c.patient ELSE c.therapist END
    FROM care_link c
    WHERE c.ended_at IS NULL
        AND ((c.therapist = me() AND c.patient = ANY(wanted)) OR (c.patient = me() AND c.therapist = ANY(wanted)))
    ORDER BY c.id FOR SHARE
$$;

-- Where the feeds of these tokens' owners end; no row for a token that is not valid (any more). Whether there
-- is anything new is the commonest question of all, so many are answered in one round trip. Counts as being
-- seen, as `enter` does and as rarely, and waits for nobody.
CREATE OR REPLACE FUNCTION feed_ends(tokens bytea[])
    RETURNS TABLE (token bytea, epoch integer, "position" bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp
    -- As in save_new. Planned anew each time, it takes 230 µs instead of 50 once there are 10,000 people.
    SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
        SELECT s.token_hash, i.epoch, h.position
        FROM sign_in s JOIN feed_head h ON h.account = s.account CROSS JOIN instance i
        WHERE s.token_hash = ANY(tokens) AND s.expires_at > now() AND s.last_seen_at + s.idle > now();
    UPDATE sign_in SET last_seen_at = now() WHERE sign_in.id IN (
        SELECT s.id FROM sign_in s
        WHERE s.token_hash = ANY(tokens) AND s.last_seen_at < now() - interval '1 minute'
            AND s.expires_at > now() AND s.last_seen_at + s.idle > now()
        FOR NO KEY UPDATE SKIP LOCKED);
END $$;

-- Who reads these entries of mine now.
CREATE OR REPLACE FUNCTION readers_of(wanted uuid[]) RETURNS TABLE (entry uuid, account uuid, until timestamptz)
    LANGUAGE sql SECURITY DEFINER STABLE SET search_path = afterglow, pg_temp AS $$
    SELECT f.entry, f.account, f.until FROM feed f
    WHERE f.author = me() AND f.entry = ANY(wanted) AND f.account <> f.author
        AND NOT f.withdrawn AND (f.until IS NULL OR f.until > now())
$$;

-- Puts entries of mine into feeds, mine and others', or takes them out. Row i of the arrays: in the feed of
-- accounts[i], entry entries[i], withdrawn or not. The heads are locked in id order and stay locked until the
-- commit, so the positions of one feed become visible in their order and `position > cursor` misses nothing.
CREATE OR REPLACE FUNCTION publish(accounts uuid[], entries uuid[], outs boolean[], untils timestamptz[])
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
DECLARE author uuid := me(); touched uuid[];
BEGIN
    SELECT array_agg(DISTINCT a) INTO touched FROM unnest(accounts) a;
    IF touched <> ARRAY[author] AND EXISTS (
        SELECT FROM unnest(accounts, outs) AS w(account, is_out)
        WHERE w.account <> author AND NOT EXISTS (
            SELECT FROM care_link c WHERE (c.ended_at IS NULL OR w.is_out)
                AND ((c.therapist = author AND c.patient = w.account)
                    OR (c.patient = author AND c.therapist = w.account)))
    ) THEN
        RAISE EXCEPTION 'a reader has no care link with the author' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM FROM feed_head h WHERE h.account = ANY(touched) ORDER BY h.account FOR NO KEY UPDATE;
    IF touched <> ARRAY[author] THEN
        -- What changes for a reader, and only that: the rows of a reader who stays are published again too.
        INSERT INTO sharing (author, entry, reader, withdrawn)
        SELECT me(), w.entry, w.account, w.is_out
        FROM unnest(accounts, entries, outs) AS w(account, entry, is_out)
        LEFT JOIN feed f ON f.account = w.account AND f.author = me() AND f.entry = w.entry
        WHERE w.account <> me()
            AND w.is_out <> coalesce(f.withdrawn OR coalesce(f.until <= now(), false), true);
    END IF;
    WITH wanted AS (
        SELECT w.account, w.entry, w.is_out, w.until,
            row_number() OVER (PARTITION BY w.account ORDER BY w.n) AS step
        FROM unnest(accounts, entries, outs, untils) WITH ORDINALITY AS w(account, entry, is_out, until, n)
    ), raised AS (
        UPDATE feed_head h SET position = h.position + c.steps
        FROM (SELECT account, count(*) AS steps FROM wanted GROUP BY account) c
        WHERE h.account = c.account RETURNING h.account, h.position - c.steps AS base
    )
    INSERT INTO feed (account, position, author, entry, withdrawn, until)
    SELECT w.account, r.base + w.step, author, w.entry, w.is_out, w.until
    FROM wanted w JOIN raised r ON r.account = w.account
    ON CONFLICT ON CONSTRAINT feed_pkey DO UPDATE
        SET position = excluded.position, withdrawn = excluded.withdrawn, until = excluded.until;
END $$;

-- Saves entries that nobody but their author reads and of which this server knows none yet, the commonest
-- write of all, in one round trip: enters, takes the same locks in the same order as every other write, and
-- returns the time of saving. Null, and nothing saved, when one of the entries or edits is known.
CREATE OR REPLACE FUNCTION save_new(
    token bytea, edits uuid[], ids uuid[], revisions integer[], kinds text[], occurred timestamptz[],
    recorded timestamptz[], facts text[], signed text[], signatures bytea[], words bytea[], sessions uuid[]
) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp
    -- Every row is found by its key. Planned anew for each array, one entry costs the database a quarter more.
    SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE who uuid; base bigint; saved_at timestamptz;
BEGIN
    PERFORM enter(token);
    who := me();
    PERFORM lock_writers(ARRAY[who]);
    IF EXISTS (SELECT FROM edit e WHERE e.author = who AND e.id = ANY(edits))
        OR EXISTS (SELECT FROM entry e WHERE e.author = who AND e.id = ANY(ids)) THEN
        RETURN NULL;
    END IF;
    saved_at := clock_timestamp();
    UPDATE feed_head h SET position = h.position + cardinality(ids) WHERE h.account = who
        RETURNING h.position - cardinality(ids) INTO base;
    INSERT INTO feed (account, position, author, entry)
        SELECT who, base + n, who, id FROM unnest(ids) WITH ORDINALITY AS new (id, n);
    INSERT INTO edit (author, id, entry, revision) SELECT who, * FROM unnest(edits, ids, revisions);
    INSERT INTO entry (author, id, revision, kind, occurred_at, recorded_at, facts, signed, signature, words,
                       session, received_at)
        SELECT who, id, revision, kind, occurred_at, recorded_at, facts::jsonb, signed, signature, words,
            session, saved_at
        FROM unnest(ids, revisions, kinds, occurred, recorded, facts, signed, signatures, words, sessions)
            AS new (id, revision, kind, occurred_at, recorded_at, facts, signed, signature, words, session);
    RETURN saved_at;
END $$;

-- Ends a care link of mine and takes everything between the two out of each other's feeds, in one go.
-- What a patient already holds of the therapist's `opened` and later `heard` notes is theirs and stays.
-- Returns both accounts, or no row when the link is not mine or not open.
CREATE OR REPLACE FUNCTION end_care_link(wanted uuid) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
DECLARE l care_link;
BEGIN
    SELECT * INTO l FROM care_link WHERE id = wanted AND (therapist = me() OR patient = me());
    IF NOT FOUND OR l.ended_at IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM lock_writers(ARRAY[l.therapist, l.patient]);
    UPDATE care_link SET ended_at = now() WHERE id = wanted AND ended_at IS NULL;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM FROM feed_head h WHERE h.account IN (l.therapist, l.patient) ORDER BY h.account FOR NO KEY UPDATE;
    WITH gone AS (
        SELECT f.entry, row_number() OVER (ORDER BY f.position) AS step FROM feed f
        WHERE f.account = l.therapist AND f.author = l.patient AND NOT f.withdrawn
    ), therapist_head AS (
        UPDATE feed_head SET position = position + (SELECT count(*) FROM gone)
        WHERE account = l.therapist RETURNING position - (SELECT count(*) FROM gone) AS base
    ), patient_head AS (
        UPDATE feed_head SET position = position + (SELECT count(*) FROM gone)
        WHERE account = l.patient RETURNING position - (SELECT count(*) FROM gone) AS base
    ), counted AS (
        -- The author's devices learn of it as of any withdrawal.
        UPDATE entry SET withdrawals = withdrawals + 1
        WHERE author = l.patient AND id IN (SELECT gone.entry FROM gone)
    ), noted AS (
        INSERT INTO sharing (author, entry, reader, withdrawn)
        SELECT l.patient, gone.entry, l.therapist, true FROM gone
    ), theirs AS (
        UPDATE feed f SET withdrawn = true, position = h.base + gone.step FROM gone, therapist_head h
        WHERE f.account = l.therapist AND f.author = l.patient AND f.entry = gone.entry
    )
    UPDATE feed f SET position = h.base + gone.step FROM gone, patient_head h
    WHERE f.account = l.patient AND f.author = l.patient AND f.entry = gone.entry;
    RETURN QUERY SELECT unnest(ARRAY[l.therapist, l.patient]);
END $$;

-- Notes that the words of these shared entries were handed to me; again is not noted again.
CREATE OR REPLACE FUNCTION note_deliveries(authors uuid[], entries uuid[], revisions integer[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = afterglow, pg_temp AS $$
    INSERT INTO delivery (author, entry, reader, revision)
    SELECT d.author, d.entry, me(), d.revision FROM unnest(authors, entries, revisions) AS d(author, entry, revision)
    WHERE EXISTS (SELECT FROM feed f WHERE f.account = me() AND f.author = d.author AND f.entry = d.entry
                  AND NOT f.withdrawn)
    ON CONFLICT DO NOTHING
$$;
