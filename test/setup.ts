import fc from 'fast-check'

// In CI a red run is to mean the change, not the dice; everybody else throws new ones every time.
if (process.env['CI']) fc.configureGlobal({seed: 20_261_120})
