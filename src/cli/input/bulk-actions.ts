import { parseJson } from '../../index.ts';

/** What a line of a bulk request to Elasticsearch begins like that says what becomes of the document on the next one. */
const ACTION = /^\s{0,8}\{\s{0,8}"(?:index|create|update|delete)"\s{0,8}:\s{0,8}\{/;
const PARAMETER =
  /^(?:_(?:index|id|type|routing|parent|version|version_type|retry_on_conflict)|routing|parent|version|version_type|op_type|pipeline|retry_on_conflict|require_alias|require_data_stream|list_executed_pipelines|dynamic_templates|if_seq_no|if_primary_term)$/;
/** Actions name an index and a document; longer lines are documents. */
const MAX_BYTES = 1024;

/** Whether a line of JSONL is an action of a bulk request to Elasticsearch, as its dumps have between documents. */
export function isBulkAction(line: Uint8Array): boolean {
  if (
    line.length > MAX_BYTES ||
    !ACTION.test(Buffer.from(line.buffer, line.byteOffset, Math.min(line.length, 64)).toString('latin1'))
  )
    return false;
  try {
    const [parameters, ...others] = Object.values(
      parseJson(Buffer.from(line).toString()) as object,
    ) as readonly unknown[];
    return others.length === 0 && Object.keys(parameters ?? {}).every((name) => PARAMETER.test(name));
  } catch {
    return false;
  }
}
