import type { Language } from './i18n/index.ts';
import type { Theme } from './lib/state/theme.ts';

declare global {
  namespace App {
    interface Locals {
      language: Language;
      theme: Theme;
    }
    interface Error {
      message: string;
    }
  }
}
