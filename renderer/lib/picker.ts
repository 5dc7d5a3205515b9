import { create } from 'zustand'

export type PickRequest =
  | { readonly kind: 'files'; readonly title: string }
  | { readonly kind: 'folder'; readonly title: string; readonly confirm: string }

interface PickerState {
  readonly request: PickRequest | undefined
  readonly answer: ((paths: readonly string[] | null) => void) | undefined
}
/** What the in-page file picker is asked for; it is closed while there is nothing. */
export const usePicker = create<PickerState>()(() => ({ request: undefined, answer: undefined }))

/** Opens the picker of the page. @returns the chosen paths; null where it was closed without a choice */
export function askInPage(request: PickRequest): Promise<readonly string[] | null> {
  usePicker.getState().answer?.(null)
  return new Promise(resolve => usePicker.setState({ request, answer: resolve }))
}

export function answerPicker(paths: readonly string[] | null): void {
  usePicker.getState().answer?.(paths)
  usePicker.setState({ request: undefined, answer: undefined })
}
