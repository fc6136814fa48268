import type { Calm, Explanation, LoadOptions, Prediction, Thresholds } from './index.js'

/** A scorer in a worker. Results are in the order of the titles. */
export interface HebohWorker {
  score(titles: string[]): Promise<number[]>
  predict(titles: string[]): Promise<Prediction[]>
  explain(titles: string[]): Promise<Explanation[]>
  calm(titles: string[]): Promise<Calm[]>
  setThresholds(thresholds?: Thresholds): Promise<void>
  terminate(): Promise<unknown>
}

/** Starts a worker, which loads the scorer at once. A Response cannot be handed to it. */
export function start(options?: LoadOptions): HebohWorker
