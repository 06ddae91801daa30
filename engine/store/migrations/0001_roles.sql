-- Who may do what. A role is of the whole server: it may be there already, from another database or another start.
create extension if not exists postgis;

do $$
declare
  role_name text;
begin
  foreach role_name in array array['kembaran_identity', 'kembaran_web'] loop
    begin
      if not exists (select from pg_roles where rolname = role_name) then
        execute format('create role %I nologin', role_name);
      end if;
    exception
      -- Another database of this server made it in the meantime.
      when duplicate_object or unique_violation then null;
    end;
    if not pg_has_role(current_user, role_name, 'usage') then
      execute format('grant %I to current_user', role_name);
    end if;
  end loop;
end $$;

-- kembaran_identity owns the names and numbers; kembaran_web serves the web and sees schema `published` alone.
create schema identity authorization kembaran_identity;
create schema published;
grant usage on schema published to kembaran_web;
