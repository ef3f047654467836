/** A template imported as a module is compiled when the bundle is built. */
declare module '*.md' {
  const profile: import('./profiles/profile.ts').Profile
  export default profile
}
