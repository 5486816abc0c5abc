import { describeTapeStore } from './contract/describe-tape-store';
import { MemoryTapeStore } from './memory-store';

describeTapeStore('MemoryTapeStore', { open: async () => new MemoryTapeStore() });
