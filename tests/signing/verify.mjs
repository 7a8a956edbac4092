// node verify.mjs FILE… [--documents INDEX.json] [--now DATE]: one JSON line a file; exit 0 all ok, 1 some not, 2 usage. Fetches nothing.
import {parseArgs} from 'node:util';
import {readIndex} from './lib/documents.mjs';
import {verifyFile} from './lib/verifying.mjs';

const {values, positionals} = parseArgs({allowPositionals: true, options: {documents: {type: 'string'}, now: {type: 'string'}}});
const now = values.now ? new Date(values.now) : new Date();
if(positionals.length === 0 || isNaN(now)) {
  console.error('node verify.mjs FILE… [--documents INDEX.json] [--now DATE]');
  process.exit(2);
}
const documents = values.documents ? readIndex(values.documents) : new Map();
for(const file of positionals) {
  const result = await verifyFile(file, {documents, now});
  process.exitCode ||= result.ok ? 0 : 1;
  console.log(JSON.stringify(result));
}
