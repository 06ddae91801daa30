/** Old encodings told apart by their letters; all names are invented. */
import { describe, expect, test } from 'vitest';
import { encodingByLetters, NeighbourBytes } from './letters-seen.ts';

function encoded(text: string, encoding: string): Buffer {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from(Array.from(text, (letter) => letters.indexOf(letter)));
}

function seen(text: string, encoding: string): string | undefined {
  const neighbours = new NeighbourBytes();
  neighbours.add(encoded(`id,name\n${text.replaceAll(', ', '\n7,')}\n`, encoding));
  return encodingByLetters(neighbours);
}

const RUSSIAN = 'Иванов Пётр, Смирнова Ольга Юрьевна, ул. Садовая, Кузнецов Фёдор, Объедков Илья, Щербакова Жанна';
const UKRAINIAN = 'Шевченко Вікторія, Ґудзь Їжакевич, Бойко Олексій, Ткачук Марія, Кравець Євген, Мельник Андрій';
const SERBIAN = 'Јовановић Ђорђе, Петровић Љубица, Николић Његош, Живковић Милица';
const POLISH =
  'Wójcik Paweł, Dąbrowska Małgorzata, Żółkiewski Łukasz, Świątek Grażyna, Źrebiec Michał, Kędzierska Bożena';
const CZECH = 'Dvořák Jiří, Černý Ondřej, Procházková Růžena, Kučera Tomáš, Němcová Šárka, Veselý Luboš, Šťastný Matěj';
const SLOVAK = 'Kováč Ľuboš, Horváthová Božena, Šoltés Matúš, Krajčír Ján, Čierny Ďuro, Bučko Žigmund, Hudák Štefan';
const HUNGARIAN =
  'Erdős Gergő, Szűcs Győző, Kovács Éva, Törőcsik Jenő, Földváry László, Kőműves Ödön, Nagy Ernő, Bűdi Tünde';
const CROATIAN =
  'Horvat Željko, Babić Đurđica, Marić Snježana, Kovačić Franjo, Jurić Krešimir, Vuković Anđela, Ćosić Šime';

describe('the encoding of letters', () => {
  test.each([
    ['Russian', RUSSIAN, 'windows-1251'],
    ['Russian in capitals', RUSSIAN.toUpperCase(), 'windows-1251'],
    ['Ukrainian', UKRAINIAN, 'windows-1251'],
    ['Ukrainian in capitals', UKRAINIAN.toUpperCase(), 'windows-1251'],
    ['Serbian', SERBIAN, 'windows-1251'],
    ...[
      ['Polish', POLISH],
      ['Czech', CZECH],
      ['Slovak', SLOVAK],
      ['Hungarian', HUNGARIAN],
      ['Croatian', CROATIAN],
    ].flatMap(([language, text]) => [
      [language!, text!, 'windows-1250'],
      [`${language!} in capitals`, text!.toUpperCase(), 'windows-1250'],
    ]),
    ['Polish', POLISH, 'iso-8859-2'],
    ['Czech', CZECH, 'iso-8859-2'],
  ])('%s: %s, %s', (_, text, encoding) => {
    expect(seen(text, encoding)).toBe(encoding);
  });

  test.each([
    ['French', 'Lefèvre Hélène, Bâtard Noël, Garçon Anaïs, Maître Benoît, Dûment Zoë, Forêt Gérôme, Évrard Cœur'],
    ['Spanish', 'Muñoz José, García Ángel, Núñez Íñigo, Peña Óscar, López Raúl, Agüero Martín, Ibáñez Sofía'],
    ['German', 'Müller Jürgen, Schäfer Günter, Groß Jörg, Köhler Bärbel, Weiß Käthe, Öztürk Änne, Böß Übert'],
    ['Portuguese', 'Conceição João, Assunção Inês, Simões Antônio, Magalhães Lúcia, Gonçalves Zé, Falcão Ângela'],
    ['Italian', 'Nicolò Però, Cefalù Mosè, Dardanò Niccolò, Forlì Bartolomè, Cantù Noè, Papà Libertà'],
    ['Swedish', 'Åström Göran, Sjöberg Märta, Ångström Östen, Håkansson Åke, Lindström Björn'],
    ['Danish', 'Sørensen Søren, Kjær Åge, Jørgensen Bjørn, Nørgård Ære, Møller Jørn'],
    ['Icelandic', 'Þórðardóttir Sæunn, Guðmundsson Þór, Ágústsson Ægir, Jónsdóttir Sólrún, Björnsson Óðinn'],
    ['many countries', 'Muñoz José, Müller Jürgen, Lefèvre Zoë, Åström Göran, Simões João, Kjær Søren, Nicolò Mosè'],
    ['Latin letters that both have', 'Kovács Éva, Tóth Márta, Szabó László, Németh Zoltán, Horváth Béla, Vörös Pál'],
  ])('of %s stays Windows-1252', (_, text) => {
    expect(seen(text, 'windows-1252')).toBeUndefined();
    expect(seen(text.toUpperCase().replaceAll('SS', 'ß'), 'windows-1252')).toBeUndefined();
  });

  test.each([
    ['koi8-r', RUSSIAN],
    ['koi8-r', RUSSIAN.toUpperCase()],
    ['ibm866', RUSSIAN],
    ['iso-8859-5', RUSSIAN],
    ['windows-1253', 'Παπαδόπουλος Ελένη, Οικονόμου Γιώργος, Νικολάου Σοφία, Αλεξίου Μαρία'],
    ['windows-1253', 'ΠΑΠΑΔΟΠΟΥΛΟΣ ΕΛΕΝΗ, ΟΙΚΟΝΟΜΟΥ ΣΤΑΥΡΟΣ, ΝΙΚΟΛΑΟΥ ΣΟΦΙΑ'],
    ['windows-1254', 'Yıldız Ayşe, Işık Gülşah, Öztürk Çağrı, Şahin İbrahim, Güneş Ömer'],
    ['windows-1255', 'כהן דוד, לוי שרה, מזרחי יוסף, פרץ מרים, ביטון רחל'],
  ])('of %s is left open', (encoding, text) => {
    expect(seen(text, encoding)).toBeUndefined();
  });

  test('a few letters say too little', () => {
    expect(seen('Пётр', 'windows-1251')).toBeUndefined();
    expect(seen('Paweł, Łukasz', 'windows-1250')).toBeUndefined();
  });
});
