-- A complete snapshot never changes; it can only be deleted as a whole. Rows come in while it is being built.

create function twin.refuse_always() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'KB001',
    message = format('Rows of %I.%I are never changed.', tg_table_schema, tg_table_name);
end $$;

-- Rows belong to a snapshot that is being built. The lock keeps that so until they are committed.
create function twin.refuse_unless_building() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  wanted int;
  building int;
begin
  select count(distinct snapshot) into wanted from new_rows;
  perform from twin.snapshot
    where state = 'building' and number in (select distinct snapshot from new_rows)
    for share;
  get diagnostics building = row_count;
  if building < wanted then
    raise exception using errcode = 'KB002',
      message = format('Rows came for %I.%I whose snapshot is not being built.', tg_table_schema, tg_table_name);
  end if;
  return null;
end $$;

-- When the whole is deleted its row in twin.snapshot is gone by now.
create function twin.refuse_when_complete() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    select from twin.snapshot
    where state = 'complete' and number in (select distinct snapshot from old_rows)
  ) then
    raise exception using errcode = 'KB003',
      message = format('Rows of %I.%I belong to a complete snapshot.', tg_table_schema, tg_table_name);
  end if;
  return null;
end $$;

do $$
declare
  child regclass;
begin
  foreach child in array array['twin.register_file', 'twin.finding', 'twin.review_pair', 'twin.artefact']::regclass[]
  loop
    execute format('create trigger never_updated before update or truncate on %s
      for each statement execute function twin.refuse_always()', child);
    execute format('create trigger only_while_building after insert on %s
      referencing new table as new_rows for each statement execute function twin.refuse_unless_building()', child);
    execute format('create trigger only_as_a_whole after delete on %s
      referencing old table as old_rows for each statement execute function twin.refuse_when_complete()', child);
  end loop;
end $$;

-- The two large tables: rows go into a table of the snapshot's own, lineage_7 and person_7, which has no indexes and takes
-- whatever comes. Attached, it has the indexes of the whole and this trigger, which lets nothing in or out.
create trigger never_changed before insert or update or delete on twin.lineage
  for each row execute function twin.refuse_always();
create trigger never_changed before insert or update or delete on identity.person
  for each row execute function twin.refuse_always();
create trigger never_truncated before truncate on twin.lineage
  for each statement execute function twin.refuse_always();
create trigger never_truncated before truncate on identity.person
  for each statement execute function twin.refuse_always();

create function twin.open_part(whole regclass, part text, snapshot int) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('create table %s (like %s, check (snapshot = %s))', part, whole, snapshot);
end $$;

create function twin.seal_part(whole regclass, part text, snapshot int) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('alter table %s attach partition %s for values in (%s)', whole, part, snapshot);
  execute format('create trigger never_truncated before truncate on %s
    for each statement execute function twin.refuse_always()', part);
end $$;

-- Those of schema identity belong to its owner, whoever begins the snapshot.
set local role kembaran_identity;
create function identity.open_person(snapshot int) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform twin.open_part('identity.person', format('identity.person_%s', snapshot), snapshot);
end $$;
create function identity.seal_person(snapshot int) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform twin.seal_part('identity.person', format('identity.person_%s', snapshot), snapshot);
end $$;
create function identity.drop_person(snapshot int) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('drop table identity.person_%s', snapshot);
end $$;
revoke execute on function identity.open_person, identity.seal_person, identity.drop_person from public;
reset role;

-- The life of a snapshot takes its parts along, whoever changes the row.
create function twin.snapshot_begins() returns trigger language plpgsql as $$
begin
  if new.state <> 'building' then
    raise exception using errcode = 'KB004', message = 'A snapshot begins as one that is being built.';
  end if;
  perform twin.open_part('twin.lineage', format('twin.lineage_%s', new.number), new.number);
  perform identity.open_person(new.number);
  return null;
end $$;

create function twin.snapshot_changes() returns trigger language plpgsql as $$
begin
  if old.state = 'complete' then
    raise exception using errcode = 'KB004', message = format('Snapshot %s is complete.', old.number);
  end if;
  if new.number <> old.number then
    raise exception using errcode = 'KB004', message = format('Snapshot %s keeps its number.', old.number);
  end if;
  if new.state = 'complete' then
    perform twin.seal_part('twin.lineage', format('twin.lineage_%s', new.number), new.number);
    perform identity.seal_person(new.number);
  end if;
  return new;
end $$;

create function twin.snapshot_ends() returns trigger language plpgsql as $$
begin
  execute format('drop table twin.lineage_%s', old.number);
  perform identity.drop_person(old.number);
  return null;
end $$;

create trigger snapshot_begins after insert on twin.snapshot
  for each row execute function twin.snapshot_begins();
create trigger snapshot_changes before update on twin.snapshot
  for each row execute function twin.snapshot_changes();
create trigger snapshot_ends after delete on twin.snapshot
  for each row execute function twin.snapshot_ends();
create trigger never_truncated before truncate on twin.snapshot
  for each statement execute function twin.refuse_always();
