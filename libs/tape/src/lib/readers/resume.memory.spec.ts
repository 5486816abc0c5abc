import { describeResume } from '../contract/resume.contract';
import { MemoryTapeStore } from '../memory-store';

describe('readers on the memory store', () => describeResume(async () => new MemoryTapeStore()));
