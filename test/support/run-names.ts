import { customAlphabet } from 'nanoid'

/** A name as runs have it, new every time. */
export const freshRun = customAlphabet('abcdefghijklmnopqrstuvwxyz234567', 10)
