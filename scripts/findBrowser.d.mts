export function findProgram(name: string): string | undefined
export function findBrowser(): string | undefined
