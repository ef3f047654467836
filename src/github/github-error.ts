import {type ErrorDetails, ExpectedError} from '../errors.ts'

export interface GithubErrorDetails extends ErrorDetails {
  /** Of the answer; null when there was none. */
  status?: number | null | undefined
  /** GitHub’s support finds a request by it. */
  requestId?: string | null | undefined
}

/** GitHub refused, or could not be asked; never to be taken for “nothing found”. */
export class GithubError extends ExpectedError {
  readonly status: number | null
  readonly requestId: string | null

  constructor(message: string, {status = null, requestId = null, ...details}: GithubErrorDetails = {}) {
    super(requestId === null ? message : `${message} (request ${requestId})`, details)
    this.status = status
    this.requestId = requestId
  }
}
