import { describe, expect, test } from 'vitest';
import { createReplayMemory } from '../../../../electron/token-server/proofs/replay-memory.ts';

describe('what is good once', () => {
  test('is known again until it has expired', () => {
    const memory = createReplayMemory();
    expect(memory.isFirst('a', 100, 0)).toBe(true);
    expect(memory.isFirst('a', 100, 99)).toBe(false);
    expect(memory.isFirst('a', 200, 100)).toBe(true);
  });

  test('is dropped once it has expired', () => {
    const memory = createReplayMemory();
    for (let time = 0; time < 1000; time += 1) memory.isFirst(`${time}`, time + 10, time);
    expect(memory.size).toBeLessThanOrEqual(11);
  });

  test('is bounded: the oldest leaves for the newest', () => {
    const memory = createReplayMemory(3);
    for (const id of ['a', 'b', 'c', 'd']) expect(memory.isFirst(id, 1000, 0)).toBe(true);
    expect(memory.size).toBe(3);
    expect(memory.isFirst('d', 1000, 0)).toBe(false);
    expect(memory.isFirst('a', 1000, 0)).toBe(true);
  });
});
