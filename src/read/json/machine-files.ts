import { isObject } from '../../text/is-object.ts';

/** A JSON file that tools write or read beside documents. */
interface MachineFile {
  /** Completes the message "is …". */
  readonly what: string;
  readonly name: RegExp;
  /** Keys one of which such a file has: a document may have any name. */
  readonly keys: readonly string[];
}

const words = (list: string): readonly string[] => list.split(' ');

const MACHINE_FILES: readonly MachineFile[] = [
  {
    what: 'the manifest of a package',
    name: /(?:^|[/!])(?:package|bower|composer|component|jsr|deno)\.json$/i,
    keys: words('dependencies devDependencies require require-dev scripts main exports version license imports'),
  },
  {
    what: 'a lock file',
    name: /(?:^|[/!])(?:package-lock\.json|npm-shrinkwrap\.json|\.package-lock\.json|composer\.lock|Pipfile\.lock|deno\.lock|flake\.lock|packages\.lock\.json)$/i,
    keys: words('lockfileVersion dependencies packages _meta content-hash default version nodes'),
  },
  {
    what: 'the description of a data set',
    name: /(?:^|[/!])(?:dataset_infos?|dataset_dict|dataset-metadata|croissant)\.json$/i,
    keys: words('features splits builder_name dataset_size download_size citation recordSet distribution default'),
  },
  {
    what: 'the configuration of a model',
    name: /(?:^|[/!])(?:tokenizer|vocab|[\w-]*config|special_tokens_map|added_tokens|trainer_state|modules|[\w.-]*\.index)\.json$/i,
    keys: words(
      'model_type architectures added_tokens added_tokens_decoder tokenizer_class model_max_length transformers_version weight_map log_history peft_type bos_token bos_token_id image_processor_type',
    ),
  },
  {
    what: 'the manifest of a web application',
    name: /(?:(?:^|[/!])(?:site|app|web)?\.?manifest\.json|\.webmanifest)$/i,
    keys: words('icons start_url short_name manifest_version theme_color display'),
  },
];

/** What a JSON value is, if the name of its file and its keys agree that it is no document; null otherwise. */
export function machineFile(value: unknown, name: string): string | null {
  if (!isObject(value)) return null;
  const found = MACHINE_FILES.find(
    (kind) => kind.name.test(name) && kind.keys.some((key) => Object.hasOwn(value, key)),
  );
  return found?.what ?? null;
}
