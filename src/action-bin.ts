import {main} from './action.ts'

main({env: process.env, stdout: process.stdout, now: new Date()}).then((code) => {
  process.exitCode = code
})
