/** Says that the encoding of a file is a guess: letters read wrong are names that are not found again. */
import { encodingName } from '../../../registers/encodings.ts';
import type { FileSurvey } from '../../../registers/survey.ts';
import type { Note } from '../../core/values/standardise.ts';

const OTHERS = 'windows-1250, windows-1251, shift_jis, gbk, …';

export function encodingNotes({ name, guess, encoding }: Pick<FileSurvey, 'name' | 'guess' | 'encoding'>): Note[] {
  if (guess === undefined) return [];
  if (guess === 'by-letters' && encoding !== undefined) {
    const found = encodingName(encoding);
    return [
      {
        id: `${name}: dibaca sebagai ${found}, karena bukan UTF-8 dan hurufnya seperti huruf pengodean itu. Bila ada huruf yang tampak keliru, tulis pengodeannya di MODEL.yaml (encoding: windows-1252, ${OTHERS}).`,
        en: `${name}: read as ${found}, as it is not UTF-8 and its letters are those of that encoding. If letters look wrong, name its encoding in MODEL.yaml (encoding: windows-1252, ${OTHERS}).`,
      },
    ];
  }
  if (guess === 'likely') {
    return [
      {
        id: `${name}: dibaca sebagai Windows-1252, karena bukan UTF-8. Bila ada huruf yang tampak keliru, tulis pengodeannya di MODEL.yaml (encoding: ${OTHERS}).`,
        en: `${name}: read as Windows-1252, as it is not UTF-8. If letters look wrong, name its encoding in MODEL.yaml (encoding: ${OTHERS}).`,
      },
    ];
  }
  return [
    {
      id: `${name}: dibaca sebagai Windows-1252, karena bukan UTF-8, tetapi hurufnya tidak seperti huruf nama Latin; mungkin pengodeannya lain. Tulis di MODEL.yaml (encoding: ${OTHERS}), atau ekspor lagi sebagai UTF-8.`,
      en: `${name}: read as Windows-1252, as it is not UTF-8, but its letters do not stand as those of Latin names do; it is probably of another encoding. Name that in MODEL.yaml (encoding: ${OTHERS}), or export the file again as UTF-8.`,
    },
  ];
}
