/** Workbooks of county offices still save CSV as GB18030: UTF-8 is tried strictly first. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A chosen file as `places.importPlaces` takes it: JSON by its first sign, whatever it is called. */
export async function readPlaceFile(file: File): Promise<{ name: string; format: 'csv' | 'geojson'; text: string }> {
  const text = decoded(await file.arrayBuffer());
  return { name: file.name, format: text.trimStart().startsWith('{') ? 'geojson' : 'csv', text };
}

/** The server takes 2 MB at once; quotes double on the way. */
export const fitsOneRequest = (text: string): boolean => new Blob([JSON.stringify(text)]).size < 1_990_000;
