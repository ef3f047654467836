import {fold, headingKey} from './fold.ts'
import {memoise} from './memo.ts'

/** `fold`, made once for a text. */
export const foldOnce = memoise(fold)

/** `headingKey`, made once for a text. */
export const headingKeyOnce = memoise(headingKey)
