/** Whether a NIK tells another birth date or sex than the row does. */
import { parseNik } from '../kernel/ids.ts';
import { calendarDate } from '../kernel/time.ts';
import type { RowReading } from './row-reading.ts';

/** The law writes birth date and sex into the NIK: a day above 40 is a woman's. */
export function nikDisagrees(row: RowReading, nik: number, bornOn: number, sex: number): boolean {
  const text = row.texts[nik];
  if (text === undefined ? row.ends[nik] === row.starts[nik] : !parseNik(text).ok) return false;
  const digit = (i: number): number =>
    (text === undefined ? row.bytes[row.starts[nik]! + i]! : text.charCodeAt(i)) - 48;
  const writtenDay = digit(6) * 10 + digit(7);
  const isFemale = writtenDay > 40;
  const { year, month, day } = calendarDate(bornOn);
  if (sex !== 0 && isFemale !== (sex === 2)) return true;
  if (day !== (isFemale ? writtenDay - 40 : writtenDay)) return true;
  return month !== digit(8) * 10 + digit(9) || year % 100 !== digit(10) * 10 + digit(11);
}
