import { existsSync, readFileSync } from 'node:fs';

/** The build stands one folder below package.json, the sources two. */
const ABOVE = ['../package.json', '../../package.json'] as const;

/** The version in package.json. */
export function version(): string {
  const places = ABOVE.map((path) => new URL(path, import.meta.url));
  const manifest: unknown = JSON.parse(readFileSync(places.find((place) => existsSync(place)) ?? '', 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error('package.json names no version');
}
