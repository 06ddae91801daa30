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

create function twin.refuse_change_of_complete() returns trigger language plpgsql as $$
begin
  if old.state = 'complete' then
    raise exception using errcode = 'KB004', message = format('Snapshot %s is complete.', old.number);
  end if;
  return new;
end $$;

create function twin.delete_rows_of_snapshot() returns trigger language plpgsql as $$
begin
  delete from twin.lineage where snapshot = old.number;
  delete from identity.person where snapshot = old.number;
  return null;
end $$;

do $$
declare
  child regclass;
begin
  foreach child in array array['twin.register_file', 'twin.finding', 'twin.lineage', 'twin.review_pair',
                               'twin.artefact', 'identity.person']::regclass[] loop
    execute format('create trigger never_updated before update or truncate on %s
      for each statement execute function twin.refuse_always()', child);
    execute format('create trigger only_while_building after insert on %s
      referencing new table as new_rows for each statement execute function twin.refuse_unless_building()', child);
    execute format('create trigger only_as_a_whole after delete on %s
      referencing old table as old_rows for each statement execute function twin.refuse_when_complete()', child);
  end loop;
end $$;

create trigger complete_for_ever before update on twin.snapshot
  for each row execute function twin.refuse_change_of_complete();
create trigger never_truncated before truncate on twin.snapshot
  for each statement execute function twin.refuse_always();
create trigger nothing_left_behind after delete on twin.snapshot
  for each row execute function twin.delete_rows_of_snapshot();
