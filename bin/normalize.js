#!/usr/bin/env node
// CommonJS, as bin/package.json says: node's loader of ES modules takes longer to start than all that is loaded here.
void require('../dist/main.cjs').main(process.argv.slice(2));
