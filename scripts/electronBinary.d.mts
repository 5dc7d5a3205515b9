export function hasDisplay(): boolean
export function electronProgram(): string | undefined
export function tryToGetElectron(): void
