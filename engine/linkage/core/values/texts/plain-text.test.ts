import { describe, expect, test } from 'vitest';
import { plainCode, plainText } from './plain-text.ts';

describe('letters of any script', () => {
  test.each([
    ['Vietnamese', 'Nguyễn Văn Đức', 'NGUYEN VAN DUC'],
    ['Greek', 'Γιώργος Παπαδόπουλος', 'ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ'],
    ['Russian', 'Андрей Зайцев', 'АНДРЕЙ ЗАЙЦЕВ'],
    ['Ukrainian', 'Їжакевич', 'ЇЖАКЕВИЧ'],
    ['Macedonian', 'Ѓорѓи', 'ЃОРЃИ'],
    ['Hindi', 'दीपक शर्मा', 'दीपक शर्मा'],
    ['Bengali', 'রহিম উদ্দিন', 'রহিম উদ্দিন'],
    ['Tamil', 'முருகன்', 'முருகன்'],
    ['Thai', 'สมชาย ใจดี', 'สมชาย ใจดี'],
    ['Japanese', 'がく ガク', 'がく ガク'],
    ['half-width kana', 'ｶﾞｸ', 'ガク'],
    ['Arabic with its short vowels', 'مُحَمَّد', 'محمد'],
    ['stretched Arabic', 'محـــمد', 'محمد'],
    ['hamza on a letter', 'أحمد', 'احمد'],
    ['Hebrew with its points', 'שָׁלוֹם', 'שלום'],
    ['a joiner within a word', 'می\u200cرزا', 'میرزا'],
    ['a turned and an upright apostrophe', "O´Brien O'Brien", 'OBRIEN OBRIEN'],
    ['what is no letter', '❤️', ''],
  ])('%s: %j', (_, text, expected) => {
    expect(plainText(text)).toBe(expected.normalize('NFKD').normalize('NFC'));
  });

  test('is the same in whichever way Unicode writes it', () => {
    for (const text of ['Андрей', 'がく', 'Núr', 'দ়', 'नीलिमा']) {
      expect(plainText(text.normalize('NFD'))).toBe(plainText(text.normalize('NFC')));
    }
  });

  test('keeps apart what are other names', () => {
    for (const [one, other] of [
      ['Майя', 'Маия'],
      ['はた', 'ばだ'],
      ['मीना', 'मना'],
      ['สิริ', 'สร'],
    ] as const) {
      expect(plainText(one)).not.toBe(plainText(other));
    }
  });

  test('takes Ё for Е, which most people write for it', () => {
    expect(plainText('Семён')).toBe(plainText('Семен'));
  });

  test('keeps Korean in its letters', () => {
    expect(plainText('김')).toBe('김'.normalize('NFD'));
  });
});

test('codes keep the letters of their script', () => {
  expect(plainCode('กข-1234')).toBe('กข1234');
  expect(plainCode('é-12')).toBe('E12');
});
