// DynamoDB in memory.
import dynalite from 'dynalite';
import { serve } from './emulator.mjs';

serve(dynalite({ createTableMs: 0, deleteTableMs: 0 }).listen(0, '127.0.0.1'));
