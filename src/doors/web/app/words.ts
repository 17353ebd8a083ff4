import i18next from 'i18next';

/** Chinese is the key itself; English is fetched when it is chosen. Numbers, dots and colons in a sentence mean nothing special. */
const shelf = 'jf.language';

export const language = (): string => localStorage.getItem(shelf) ?? 'zh-CN';

async function load(lng: string): Promise<void> {
  if (lng === 'en' && !i18next.hasResourceBundle('en', 'translation'))
    i18next.addResourceBundle('en', 'translation', (await import('./en.ts')).en);
}

export async function startWords(): Promise<void> {
  await i18next.init({
    lng: language(),
    fallbackLng: false,
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  await load(language());
  document.documentElement.lang = language();
}

export async function speak(lng: 'zh-CN' | 'en'): Promise<void> {
  localStorage.setItem(shelf, lng);
  await load(lng);
  await i18next.changeLanguage(lng);
  document.documentElement.lang = lng;
}
