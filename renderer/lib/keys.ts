import { useEffect, useId, useRef } from 'react'
import { create } from 'zustand'
import { comboOf, type KeyCombo } from './keyCombo.ts'
import { isMac } from './platform.ts'

/** Something a person can do here and now: it has words, perhaps keys, and stands in the `?` sheet and the palette. */
export interface Act {
  readonly id: string
  /** In the imperative, as on a button: “Make a clip of the range”. */
  readonly title: string
  /** Heading in the `?` sheet: “Playback”, “Comments”, “Everywhere”. */
  readonly group: string
  readonly keys?: readonly KeyCombo[]
  readonly run: () => void
  readonly disabled?: boolean
  /** Also while someone types in a field. Acts with `mod` always do. */
  readonly inFields?: boolean
  /** Never while someone types: there the key has a meaning of its own, as Ctrl+Z takes back letters. */
  readonly notInFields?: boolean
  /** Not in the palette: acts like a held arrow key, which only make sense as a key. */
  readonly keyOnly?: boolean
}

interface Registration {
  readonly owner: string
  readonly acts: readonly Act[]
  /** While it is there (an open dialog), no act of another registration listens. */
  readonly modal: boolean
}

interface KeysState {
  readonly registrations: readonly Registration[]
}
const useRegistry = create<KeysState>()(() => ({ registrations: [] }))

/** The registrations that listen now: of the newest open dialog alone, else all; newest first. */
function listening(registrations: readonly Registration[]): readonly Registration[] {
  const dialog = registrations.findLast(({ modal }) => modal)
  return dialog ? [dialog] : registrations.toReversed()
}

/**
 * Registers acts while the component is mounted. Where two have one key, the one registered last has it.
 * `modal` is for dialogs: their acts alone listen while they are there.
 */
export function useKeys(acts: readonly Act[], { modal = false }: { readonly modal?: boolean } = {}): void {
  const owner = useId()
  const latest = useRef(acts)
  latest.current = acts
  // What the sheet shows; run functions may change at every render without registering anew.
  const shape = acts
    .map(({ id, title, group, keys, disabled, inFields, notInFields, keyOnly }) =>
      [id, title, group, keys?.join(' '), disabled, inFields, notInFields, keyOnly].join('|'),
    )
    .join('\n')
  useEffect(() => {
    void shape
    const stable = latest.current.map(act => ({
      ...act,
      run: () => latest.current.find(({ id }) => id === act.id)?.run(),
    }))
    useRegistry.setState(({ registrations }) => {
      const entry = { owner, acts: stable, modal }
      return registrations.some(known => known.owner === owner)
        ? { registrations: registrations.map(known => (known.owner === owner ? entry : known)) }
        : { registrations: [...registrations, entry] }
    })
  }, [owner, shape, modal])
  useEffect(
    () => () =>
      useRegistry.setState(({ registrations }) => ({
        registrations: registrations.filter(known => known.owner !== owner),
      })),
    [owner],
  )
}

/** All acts of the page under the open dialogs, oldest first; for the `?` sheet and the palette. */
export function useActs(): readonly Act[] {
  return useRegistry(state => state.registrations)
    .filter(({ modal }) => !modal)
    .flatMap(({ acts }) => acts)
}

const FIELDS =
  'input:not([type=checkbox],[type=radio],[type=range],[type=button]),textarea,select,[contenteditable=true]'
const PRESSABLE =
  'button,a[href],summary,input,[role=button],[role=checkbox],[role=radio],[role=switch],[role=tab],[role=option],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox]'
const STEERED =
  'input[type=range],[role=slider],[role=tab],[role=radio],input[type=radio],[role=menuitem],[role=menuitemradio],[role=option],[role=listbox],[role=separator]'

/** Whether the element under the focus needs this key for itself: typing, pressing a button, steering a slider. */
export function keptByTarget(target: EventTarget | null, combo: KeyCombo, inFields: boolean): boolean {
  if (!(target instanceof Element)) return false
  const bare = !combo.includes('mod+')
  if (bare && !inFields && target.closest(FIELDS)) return true
  if ((combo === 'space' || combo === 'enter') && target.closest(PRESSABLE)) return true
  return (
    /^(?:arrow(?:left|right|up|down)|home|end|pageup|pagedown)$/.test(combo) &&
    target.closest(STEERED) !== null
  )
}

/** Finds and runs the act that listens to a key event. @returns whether there was one */
export function dispatchKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false
  const combo = comboOf(event, isMac)
  for (const { acts } of listening(useRegistry.getState().registrations)) {
    const act = acts.find(({ keys, disabled }) => !disabled && keys?.includes(combo))
    if (!act || keptByTarget(event.target, combo, act.inFields ?? false)) continue
    if (act.notInFields && event.target instanceof Element && event.target.closest(FIELDS)) continue
    event.preventDefault()
    act.run()
    return true
  }
  return false
}

/** Listens for the whole window; the app shell calls it once. */
export function useKeyListener(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void dispatchKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
