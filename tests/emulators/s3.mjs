// S3 in a temporary folder that goes with it, at EMULATOR_PORT or a free port. Any credentials do. It has one bucket, called attachments.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import Account from 's3rver/lib/models/account.js';
import { serve } from './emulator.mjs';

const directory = mkdtempSync(join(tmpdir(), 'smail-s3-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

// Whoever comes is its one account.
const anybody = Account.registry.get('S3RVER');
Account.registry.get = () => anybody;
anybody.accessKeys.get = () => 'S3RVER';

const s3 = new S3rver({
  address: '127.0.0.1',
  port: Number(process.env.EMULATOR_PORT ?? 0),
  directory,
  silent: true,
  allowMismatchedSignatures: true,
  vhostBuckets: false,
  configureBuckets: [{ name: 'attachments' }],
});
await s3.run();
serve(s3.httpServer);
