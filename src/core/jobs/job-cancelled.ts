/** Thrown inside the transaction of a job that someone cancelled, so that nothing of the step is kept. */
export class JobCancelledError extends Error {
  override readonly name = 'JobCancelledError';
  constructor() {
    super('The job was cancelled.');
  }
}
