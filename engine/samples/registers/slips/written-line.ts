/** One line of a register about one person, before the register's own style of case, dates and cells. */

/** Text as a register writes it, before its own style of case and dates. The same object is filled for every line. */
export interface WrittenPerson {
  person: number;
  /** Number of the line: the person, or the person plus the count of persons on a second line. */
  key: number;
  household: number;
  nik: string;
  /** True where a spreadsheet took the number for an amount. */
  isNikANumber: boolean;
  kkNumber: string;
  name: string;
  /** NO_DATE where it is missing. */
  bornOn: number;
  /** Written as 31 February. */
  isBirthImpossible: boolean;
  birthPlace: string;
  sex: number;
  mother: string;
  address: string;
  /** Household whose place is written: an old one, or its own. */
  placeHousehold: number;
  hasRt: boolean;
}
