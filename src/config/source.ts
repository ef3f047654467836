/** Where a text comes from. */
export interface ConfigSource {
  text: string
  /** Its path, for messages. */
  name: string
  /** The key that holds the configuration, in a file that is about more. */
  key?: string
}

/** In UTF-16 units; nobody writes so much by hand. */
export const longest = 64 * 1024

/** Keys that a careless merge would write into every object. */
export const dangerousKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
