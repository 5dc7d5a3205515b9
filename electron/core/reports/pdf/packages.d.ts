declare module 'bidi-js' {
  interface Levels {
    readonly levels: Uint8Array
  }
  interface Bidi {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): Levels
    getMirroredCharacter(letter: string): string | null
  }
  function bidiFactory(): Bidi

  // biome-ignore lint/style/noDefaultExport: the package has no other
  export { bidiFactory as default }
}
declare module 'subset-font' {
  function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'sfnt'; variationAxes?: Readonly<Record<string, number>> },
  ): Promise<Buffer>

  // biome-ignore lint/style/noDefaultExport: the package has no other
  export { subsetFont as default }
}
