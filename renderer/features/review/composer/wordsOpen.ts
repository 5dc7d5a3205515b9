import { create } from 'zustand'

/** Whether what a criterion means is shown while tagging; it stays so from comment to comment. */
export const useWordsOpen = create<{ readonly open: boolean }>()(() => ({ open: false }))

export const toggleWords = (): void => useWordsOpen.setState(({ open }) => ({ open: !open }))
