/** What loads the scorer. */
export interface LoadOptions {
  /**
   * The WebAssembly, where it is not beside this module: its address, a Response, its bytes or a compiled
   * WebAssembly.Module (here an object, as not every project has the types of the DOM).
   */
  wasm?: URL | string | ArrayBuffer | ArrayBufferView | object | Promise<object>
  thresholds?: Thresholds
}

/** Probabilities, in [0, 1], from which on a title is sensational or biased; the model's own where undefined. */
export interface Thresholds {
  sensational?: number
  biased?: number
}

export type Device = 'emphasis' | 'hyperbole' | 'curiosity' | 'loaded' | 'shock' | 'gossip'

export interface Verdict<Label> {
  label: Label
  /** Calibrated, in [0, 1]. */
  probability: number
  threshold: number
}

export interface Prediction extends Verdict<'sensational' | 'neutral'> {
  bias: Verdict<'biased' | 'unbiased'>
  /** The probability that the title uses each device of sensational wording. */
  devices: Record<Device, number>
  language: 'id' | 'en' | 'other'
  /** The title has no words or is in neither language, and was not judged. */
  abstained?: true
}

/** Part of a title: title.slice(start, end). Offsets count UTF-16 code units. */
export interface Span {
  start: number
  end: number
  text: string
}

/** A reason: what fired where, and the log-odds that it added. */
export interface Contribution extends Span {
  cue: string
  log_odds: number
}

/** The intercept and all cues sum to the log-odds, before calibration. */
export interface Reasons {
  intercept_log_odds: number
  log_odds: number
  /** The strongest first. */
  cues: Contribution[]
}

/** A stretch that makes the title sensational or biased: of a device or, where it serves none, of a verdict. */
export interface Mark extends Span {
  device?: Device
  verdict?: 'sensational' | 'biased'
  strength: 1 | 2 | 3
  cues: string[]
}

export interface Explanation extends Prediction, Reasons {
  bias: Prediction['bias'] & Reasons
  /** What stands around the headline and was not weighed. */
  wrapping: (Span & { kind: 'mark' | 'quote' | 'label' | 'source' | 'data' | 'address' })[]
  /** In the order of the title; they do not overlap. */
  marks: Mark[]
}

export interface Calm {
  text: string
  /** The title itself where there is no safe edit. */
  calm: string
  probability: number
  calm_probability: number
  edits: (Span & { with: string; why: string })[]
}

export interface Heboh {
  /** The probability, in [0, 1], that the title is sensational. */
  score(title: string): number
  predict(title: string): Prediction
  explain(title: string): Explanation
  calm(title: string): Calm
  setThresholds(thresholds?: Thresholds): void
}

/** Loads the scorer; each call makes a new one. Nothing is loaded before. */
export function load(options?: LoadOptions): Promise<Heboh>
