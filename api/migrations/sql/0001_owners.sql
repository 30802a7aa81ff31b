-- Every SECURITY DEFINER function belongs to the door and can be called by the app alone.
GRANT CREATE ON SCHEMA afterglow TO afterglow_door;
DO $$
DECLARE f regprocedure;
BEGIN
    FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname = 'afterglow' AND p.prosecdef LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO afterglow_door', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO afterglow_app', f);
    END LOOP;
END $$;
REVOKE CREATE ON SCHEMA afterglow FROM afterglow_door;
GRANT USAGE ON SCHEMA afterglow TO afterglow_app, afterglow_door;
GRANT EXECUTE ON FUNCTION me() TO afterglow_app, afterglow_door;
