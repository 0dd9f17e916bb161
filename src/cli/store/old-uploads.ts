import { Unreadable } from '../../archives/index.ts';
import type { Client } from './client.ts';
import { retried } from './retry.ts';
import { aborted } from './upload.ts';
import { headOf } from './whole.ts';
import { xmlOf } from './xml.ts';

/** Milliseconds after which an upload is not under way any more. Nothing tells whose it is. */
const OLD_MS = 86_400_000;

/** Frees what killed runs have sent of unfinished objects. Does nothing on stores that do not list it. */
export async function removeOldUploads(client: Client, bucket: string, prefix: string): Promise<void> {
  const asked = { query: { prefix, uploads: '' }, statuses: [200] };
  try {
    const { rows } = await retried(client.pause, async () =>
      xmlOf(await client.ask('GET', `s3://${bucket}`, asked), ['ListMultipartUploadsResult']),
    );
    const uploads = rows.filter(({ name }) => name === 'Upload');
    if (uploads.length === 0) return;
    const now = (await headOf(client, `s3://${bucket}/${prefix}`))?.now ?? Date.now();
    for (const { texts } of uploads) {
      const [key = '', id = ''] = [texts.get('Key'), texts.get('UploadId')];
      const begun = Date.parse(texts.get('Initiated') ?? '');
      if (key.startsWith(prefix) && id !== '' && now - begun > OLD_MS)
        await aborted(client, `s3://${bucket}/${key}`, id);
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
}
