/** Two lanes, two voices, one clock. */
export function Logo({ size = 30 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="8" fill="var(--ink)" />
      <path d="M9 8v16M23 8v16" stroke="var(--on-ink)" strokeWidth="2" strokeLinecap="round" opacity=".5" />
      <circle cx="9" cy="13" r="4" fill="var(--on-ink)" />
      <circle cx="23" cy="20" r="4" fill="var(--on-ink)" />
    </svg>
  )
}
