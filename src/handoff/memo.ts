const longestKey = 200

/**
 * Keep what a pure function of a short text gave: the headings and labels of handoffs come again and again.
 *
 * @param most answers are kept; then it starts anew, so that a long run does not grow.
 */
export function memoise<Value>(make: (text: string) => Value, most = 2000): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    if (text.length > longestKey) return make(text)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const value = make(text)
    known.set(text, value)
    return value
  }
}

/** Make something at the first question for it: most runs of the program never ask for most things. */
export function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}

/**
 * Keep what was made of the last object or text. Files are judged one after the other, and a WeakMap of their trees would hold
 * each until the next full collection: the small ones before would copy them all.
 */
export function ofLast<Key extends object | string, Value>(make: (key: Key) => Value): (key: Key) => Value {
  let last: {key: Key; value: Value} | undefined
  return (key) => {
    if (last?.key !== key) last = {key, value: make(key)}
    return last.value
  }
}
