import { z } from 'zod'

/** Crockford's letters: none that is taken for another when it is read aloud or typed from a screen. */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 60 bits. */
export const CODE_LENGTH = 12

/**
 * A code as it was typed, in the one form that is compared: no spaces and dashes, capitals, and the letters that Crockford leaves out as
 * the digits they look like.
 */
export const foldCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]+/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')

/** As it is shown: `7Q3M-0ZKD-W5TA`. */
export const showCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? ''

export const isWholeCode = (code: string): boolean =>
  code.length === CODE_LENGTH && [...code].every(letter => CODE_LETTERS.includes(letter))

/** A code as someone typed it; gives its folded form. */
export const typedCode = z
  .string()
  .max(60)
  .transform(foldCode)
  .refine(isWholeCode, 'A code has twelve letters and digits, like 7Q3M-0ZKD-W5TA. Look at it again.')
