import { useEffect, useState } from 'react'

/** Who stops for so long does not write any more. */
const PAUSE_MS = 3000

/** Whether someone at this page is writing a comment just now. */
export function useTyping(): boolean {
  const [typing, setTyping] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const written = ({ target }: Event) => {
      if (!(target instanceof HTMLTextAreaElement) || !target.closest('[data-region="composer"]')) return
      clearTimeout(timer)
      setTyping(target.value.trim() !== '')
      timer = setTimeout(() => setTyping(false), PAUSE_MS)
    }
    document.addEventListener('input', written)
    return () => {
      document.removeEventListener('input', written)
      clearTimeout(timer)
    }
  }, [])
  return typing
}
