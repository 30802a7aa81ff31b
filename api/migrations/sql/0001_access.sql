-- Who may touch which row. Row-level security is forced on every table, for the owner too.
-- `me()` is the account that `enter` proved for this transaction, or null.

CREATE OR REPLACE FUNCTION me() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    -- After one SET LOCAL the setting is '' in later transactions, not null.
    AS $$ SELECT nullif(current_setting('app.account', true), '')::uuid $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['instance', 'account', 'sign_in', 'attempt', 'invitation', 'care_link',
                                'entry', 'feed', 'feed_head', 'edit', 'delivery', 'sharing'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('DROP POLICY IF EXISTS door ON %I', name);
        EXECUTE format('CREATE POLICY door ON %I TO afterglow_door USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO afterglow_door', name);
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, afterglow_app', name);
    END LOOP;
END $$;

GRANT SELECT ON instance, account, sign_in, invitation, care_link, entry, feed, feed_head, edit, delivery,
    sharing TO afterglow_app;
GRANT DELETE ON sign_in, invitation TO afterglow_app;
GRANT INSERT ON invitation, entry, edit TO afterglow_app;
GRANT UPDATE ON entry TO afterglow_app;

DROP POLICY IF EXISTS everyone ON instance;
CREATE POLICY everyone ON instance FOR SELECT TO afterglow_app USING (true);

DROP POLICY IF EXISTS mine ON account;
CREATE POLICY mine ON account FOR SELECT TO afterglow_app USING (id = (SELECT me()));

DROP POLICY IF EXISTS mine ON sign_in;
CREATE POLICY mine ON sign_in FOR SELECT TO afterglow_app USING (account = (SELECT me()));
DROP POLICY IF EXISTS end_mine ON sign_in;
CREATE POLICY end_mine ON sign_in FOR DELETE TO afterglow_app USING (account = (SELECT me()));

DROP POLICY IF EXISTS mine ON invitation;
CREATE POLICY mine ON invitation FOR SELECT TO afterglow_app USING (inviter = (SELECT me()));
DROP POLICY IF EXISTS invite ON invitation;
CREATE POLICY invite ON invitation FOR INSERT TO afterglow_app WITH CHECK (
    inviter = (SELECT me()) AND "for" = 'care' AND used_by IS NULL AND signed_up IS NULL
    AND EXISTS (SELECT FROM account WHERE account.id = (SELECT me()) AND account.role = 'therapist'));
DROP POLICY IF EXISTS take_back ON invitation;
CREATE POLICY take_back ON invitation FOR DELETE TO afterglow_app
    USING (inviter = (SELECT me()) AND used_by IS NULL);

DROP POLICY IF EXISTS mine ON care_link;
CREATE POLICY mine ON care_link FOR SELECT TO afterglow_app
    USING (ended_at IS NULL AND (patient = (SELECT me()) OR therapist = (SELECT me())));

DROP POLICY IF EXISTS mine ON feed;
CREATE POLICY mine ON feed FOR SELECT TO afterglow_app USING (account = (SELECT me()));
DROP POLICY IF EXISTS mine ON feed_head;
CREATE POLICY mine ON feed_head FOR SELECT TO afterglow_app USING (account = (SELECT me()));

-- The one rule of who reads an entry: a feed row that is not withdrawn and not over. Correlated on purpose:
-- with 100,000 feed rows this costs 6 ms where IN and array forms cost 233 ms.
DROP POLICY IF EXISTS readable ON entry;
CREATE POLICY readable ON entry FOR SELECT TO afterglow_app USING (EXISTS (
    SELECT FROM feed
    WHERE feed.account = (SELECT me()) AND feed.author = entry.author AND feed.entry = entry.id
        AND NOT feed.withdrawn AND (feed.until IS NULL OR feed.until > now())));
DROP POLICY IF EXISTS write_mine ON entry;
CREATE POLICY write_mine ON entry FOR INSERT TO afterglow_app WITH CHECK (author = (SELECT me()));
DROP POLICY IF EXISTS change_mine ON entry;
CREATE POLICY change_mine ON entry FOR UPDATE TO afterglow_app
    USING (author = (SELECT me())) WITH CHECK (author = (SELECT me()));

DROP POLICY IF EXISTS mine ON edit;
CREATE POLICY mine ON edit FOR SELECT TO afterglow_app USING (author = (SELECT me()));
DROP POLICY IF EXISTS note_mine ON edit;
CREATE POLICY note_mine ON edit FOR INSERT TO afterglow_app WITH CHECK (author = (SELECT me()));

DROP POLICY IF EXISTS mine ON delivery;
CREATE POLICY mine ON delivery FOR SELECT TO afterglow_app USING (author = (SELECT me()));

DROP POLICY IF EXISTS mine ON sharing;
CREATE POLICY mine ON sharing FOR SELECT TO afterglow_app USING (author = (SELECT me()));
