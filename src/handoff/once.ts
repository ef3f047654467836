/** Make a table at the first question that needs it: most runs of the program never ask. */
export function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}
