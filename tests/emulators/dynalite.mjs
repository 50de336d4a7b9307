// DynamoDB in memory, at EMULATOR_PORT or a free port.
import dynalite from 'dynalite';
import { serve } from './emulator.mjs';

serve(dynalite({ createTableMs: 0, deleteTableMs: 0 }).listen(Number(process.env.EMULATOR_PORT ?? 0), '127.0.0.1'));
