import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../index.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How to reach the store. */
export interface Settings {
  /** Null for Amazon's own. */
  readonly endpoint: URL | null;
  readonly region: string;
  /** Null for anonymous requests. */
  readonly credentials: Credentials | null;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Section = ReadonlyMap<string, string>;

/**
 * Settings from the environment and the files of the AWS command line, with the same precedence. Throws a UserError for a profile
 * that does not exist or gets its keys in another way, whose message holds no value of theirs.
 */
export function settingsFrom(env: Environment): Settings {
  const profile = profileOf(env);
  const region = set(env, 'AWS_REGION') ?? set(env, 'AWS_DEFAULT_REGION') ?? profile.get('region') ?? 'us-east-1';
  const endpoint = set(env, 'AWS_ENDPOINT_URL_S3') ?? set(env, 'AWS_ENDPOINT_URL') ?? profile.get('endpoint_url');
  return {
    endpoint: endpoint === undefined ? null : endpointOf(endpoint),
    region,
    credentials: ownKeys(env) ?? keysOf(profile, profileName(env)),
  };
}

/** Empty variables count as unset. */
function set(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

function endpointOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UserError('AWS_ENDPOINT_URL: must be an address such as https://s3.example.org');
  if (url.username !== '' || url.password !== '')
    throw new UserError('AWS_ENDPOINT_URL: must not hold a user name or a password; use AWS_ACCESS_KEY_ID');
  return url;
}

function ownKeys(env: Environment): Credentials | null {
  const accessKeyId = set(env, 'AWS_ACCESS_KEY_ID');
  const secretAccessKey = set(env, 'AWS_SECRET_ACCESS_KEY');
  if (accessKeyId === undefined && secretAccessKey === undefined) return null;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new UserError('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: one is set without the other');
  return credentials(accessKeyId, secretAccessKey, set(env, 'AWS_SESSION_TOKEN'));
}

/** Settings that say where keys come from otherwise. */
const OTHER_SOURCES = ['role_arn', 'credential_process', 'sso_session', 'sso_start_url', 'web_identity_token_file'];

function keysOf(profile: Section, name: string): Credentials | null {
  const accessKeyId = profile.get('aws_access_key_id');
  const secretAccessKey = profile.get('aws_secret_access_key');
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return credentials(accessKeyId, secretAccessKey, profile.get('aws_session_token'));
  const other = OTHER_SOURCES.find((key) => profile.has(key));
  if (other === undefined) return null;
  throw new UserError(
    `AWS profile ${name}: ${other} is not supported; run first: eval "$(aws configure export-credentials --format env)"`,
  );
}

function credentials(accessKeyId: string, secretAccessKey: string, sessionToken: string | undefined): Credentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

function profileName(env: Environment): string {
  return set(env, 'AWS_PROFILE') ?? set(env, 'AWS_DEFAULT_PROFILE') ?? 'default';
}

/** The profile in both files; keys in the file of credentials take precedence. */
function profileOf(env: Environment): Section {
  const name = profileName(env);
  const folder = join(set(env, 'HOME') ?? homedir(), '.aws');
  const config = sectionsIn(set(env, 'AWS_CONFIG_FILE') ?? join(folder, 'config'));
  const keys = sectionsIn(set(env, 'AWS_SHARED_CREDENTIALS_FILE') ?? join(folder, 'credentials'));
  const found = [config.get(`profile ${name}`) ?? (name === 'default' ? config.get(name) : undefined), keys.get(name)];
  if (name !== 'default' && found.every((section) => section === undefined))
    throw new UserError(`AWS_PROFILE: there is no profile ${name} in ${folder}`);
  return new Map(found.flatMap((section) => [...(section ?? [])]));
}

/** Sections of an INI file; none if it cannot be read. Indented lines belong to the setting above them. */
function sectionsIn(path: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of linesIn(path)) {
    const title = /^\[([^\]]*)\]/.exec(line)?.[1];
    if (title !== undefined) {
      section = new Map();
      sections.set(title.trim().split(/\s+/).join(' '), section);
    }
    const equals = line.indexOf('=');
    if (title === undefined && equals > 0 && !/^[\s#;]/.test(line))
      section.set(line.slice(0, equals).trim().toLowerCase(), line.slice(equals + 1).trim());
  }
  return sections;
}

function linesIn(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
