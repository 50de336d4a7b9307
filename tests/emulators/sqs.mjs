// SQS in memory.
import sqs from 'local-aws-sqs';
import { serve } from './emulator.mjs';

serve(await sqs.createSqsServer({ port: 0, hostname: '127.0.0.1' }));
