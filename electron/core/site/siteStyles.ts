/** The styles of an offline library, under the resources folder: its frame, the list in front, a clip, and what shows when and on paper. */
export const siteStyles = ['frame', 'front', 'clip', 'views'].map(name => `site/${name}.css`)
