import type * as YamlLibrary from 'yaml'

/** The YAML library: big, and most files do without, so its modules run when the first one needs it. */
export const loadYaml = (): typeof YamlLibrary => require('yaml') as typeof YamlLibrary
