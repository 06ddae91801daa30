/** What headings say of a field, in the languages of the files that people link. */
import { withoutAccents } from '../../core/values/texts/plain-text.ts';
import type { FieldKind } from '../../core/table.ts';
import type { ValueLooks } from './value-looks.ts';

/** A guess from a heading holds only where the values bear it out. */
export interface HeadingKind {
  readonly pattern: RegExp;
  readonly phrases: string;
  readonly kind: FieldKind;
  readonly holds: (looks: ValueLooks) => boolean;
}

/** Words of a heading, however they are put together: `DateOfBirth`, `date_of_birth`, `Prénom`, `Straße`. */
export const wordsOfHeading = (heading: string): string =>
  ` ${withoutAccents(heading.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()} `;

const oneOf = (phrases: string): string => phrases.replace(/\s*,\s*/g, '|');

const isText = ({ digitsOnly, dates }: ValueLooks): boolean => digitsOnly < 0.5 && dates < 0.5;
const hasDigits = ({ withDigits }: ValueLooks): boolean => withDigits > 0.7;
const always = (): boolean => true;

/** @param phrases parted by commas, each written as `wordsOfHeading` writes it */
const heading = (kind: FieldKind, phrases: string, holds: HeadingKind['holds']): HeadingKind => ({
  pattern: new RegExp(` (${oneOf(phrases)}) `),
  phrases,
  kind,
  holds,
});

/** The more telling first: Indonesian and English, then what others write. */
export const HEADING_KINDS: readonly HeadingKind[] = [
  heading(
    'household-id',
    'no kk, nokk, kk, household id, hhid, hh id, family card, kartu keluarga, household, family id',
    hasDigits,
  ),
  heading(
    'national-id',
    'nik, ktp, ssn, soc sec( id)?, social security.*, national id, nin, nhs.*, medicare.*, passport, paspor, bsn, cpr, ' +
      'dni, nif, curp, cpf, rut, cedula, codice fiscale, pesel, personnummer, fodselsnummer, numero de securite sociale, ' +
      'nir, sozialversicherungsnummer, svnr, ahv, mykad, no kp, aadhaar, tckn, снилс, 身份证号?',
    hasDigits,
  ),
  heading(
    'postcode',
    'postcode, post code, postal code, postal, kode pos, kodepos, zip, zip code, zipcode, plz, postleitzahl, ' +
      'code postal, codigo postal, codepostal, codigopostal, postnummer, postnr, poskod, kod pocztowy, индекс, 邮编, 郵便番号',
    always,
  ),
  heading('postcode', 'cp, cap, cep', hasDigits),
  heading(
    'category',
    'tempat lahir, place of birth, birth ?place, pob, kota lahir, geburtsort, lieu de naissance, lieu naissance, ' +
      'lugar de nacimiento, luogo di nascita, local de nascimento, geboorteplaats, miejsce urodzenia, место рождения, 出生地',
    ({ dates }) => dates < 0.5,
  ),
  heading(
    'date',
    'dob, birth, born, bday, birthday, birthdate, dateofbirth, yob, lahir, tgl, tgllahir, tanggal, date, tarikh, ' +
      'geburtsdatum, geburtstag, geburtsjahr, geboren, datum, naissance, ddn, nacimiento, fecha, nascita, data, nascimento, ' +
      'geboortedatum, fodt, fodd, fodselsdato, fodelsedatum, urodzenia, narozeni, dogum, ngay sinh, рождения, дата, ' +
      '生年月日, 出生日期',
    ({ dates, datesOrLess }) => dates > 0.5 || datesOrLess() > 0.7,
  ),
  heading(
    'coordinate',
    'lat, latitude, lintang, lon, lng, long, longitude, bujur, coordinates?, koordinat, latitud, longitud, ' +
      'latitudine, longitudine, breitengrad, langengrad',
    ({ withDigits }) => withDigits > 0.8,
  ),
  heading(
    'full-name',
    'nombre completo, nom complet, nome completo, nombres? y apellidos?, noms? et prenoms?, imie i nazwisko, ho va ten, фио',
    (looks) => isText(looks) && looks.words > 1.25,
  ),
  heading(
    'name-part',
    'given, first, last, middle, surname, sur, forename, fname, lname, mname, maiden, nickname, family name, ' +
      'nama depan, nama belakang, nama tengah, panggilan, initials?, gname, sname, ' +
      'vorname, nachname, familienname, geburtsname, prenoms?, nom de famille, nom usuel, nom de naissance, ' +
      'nombres?, apellidos?, cognome, sobrenome, apelido, voornaa?m(en)?, achternaam, fornavn, etternavn, efternavn, ' +
      'fornamn, efternamn, imie, nazwisko, jmeno, prijmeni, keresztnev, vezeteknev, soyadi?, фамилия, имя, отчество',
    isText,
  ),
  heading(
    'code',
    'phone, telephone, mobile, telp, telepon, hp, handphone, email, e mail, surel, fax, telefono?, telefone, telefoon, ' +
      'tel, tlf, celular, movil, cellulare, courriel, телефон, 电话, 電話番号?',
    always,
  ),
  heading(
    'category',
    'sex, gender, kelamin, jk, jenis kelamin, race, ras, ethnicity, marital, agama, religion, status, state, province, ' +
      'provinsi, county, country, geschlecht, sexe, sexo, sesso, geslacht, kjonn, kon, plec, пол, 性[别別], land, pays, ' +
      'pais, paese, provincia, departement, bundesland, nationalite, nacionalidad, staatsangehorigkeit',
    ({ distinct }) => distinct < 2000,
  ),
  heading(
    'code',
    'street number, house number, house no, no rumah, unit, flat, rt, rw, hausnummer, hausnr, huisnummer, numero civico',
    always,
  ),
  heading(
    'address',
    'address, addr, alamat, street, jalan, jl, road, suburb, town, city, kota, kelurahan, desa, kecamatan, locality, ' +
      'village, parish, location, strasse, str, adresse, anschrift, ort, wohnort, stadt, rue, ville, commune, calle, ' +
      'direccion, domicilio, ciudad, localidad, municipio, indirizzo, via, citta, comune, endereco, rua, cidade, bairro, ' +
      'straat, adres, woonplaats, plaats, gate, gade, gata, ulica, miasto, dia chi, адрес, улица, город, 地址, 住所',
    isText,
  ),
  heading(
    'full-name',
    'name, nama, fullname, full name, person, mother, ibu, father, ayah, nom, nome, naam, navn, namn, mere, pere, ' +
      'madre, padre, mae, pai, mutter, vater',
    (looks) => isText(looks) && looks.words > 1.25,
  ),
  heading(
    'name-part',
    'name, nama, fullname, person, mother, ibu, father, ayah, nom, nome, naam, navn, namn, mere, pere, madre, padre, ' +
      'mae, pai, mutter, vater, 姓名, 氏名',
    isText,
  ),
  heading(
    'number',
    'age, umur, usia, year, tahun, weight, height, income, amount, count, alter, edad, eta, idade, leeftijd, alder, ' +
      'annee, jahr, ano, anno, jaar, wiek, возраст',
    ({ digitsOnly }) => digitsOnly > 0.8,
  ),
];

/** Stand beside the words that headings are made of, and say nothing of what a field is. */
const BESIDE = 'id, no, nomor, number, kode, code, full, lengkap, of, de, da, do, di, del, della, du';
const MOST_WORDS = 6;

/** Phrases that headings are made of, one after the other, and nothing else; what is open in one ends with its word. */
const HEADING_ALONE = new RegExp(
  `^ (?:(?:${oneOf([BESIDE, ...HEADING_KINDS.map(({ phrases }) => phrases)].join(',')).replaceAll('.*', String.raw`\p{L}*`)}) )+$`,
  'u',
);

/** A heading of words of headings alone: JALAN is one, and JALAN MELATI is where somebody lives. */
export function isKnownHeading(text: string): boolean {
  const words = wordsOfHeading(text);
  return !/\p{N}/u.test(text) && words.split(' ').length - 2 <= MOST_WORDS && HEADING_ALONE.test(words);
}
