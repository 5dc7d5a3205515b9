/** Signs that XML 1.0 cannot hold, not even escaped: control characters and halves of a pair. */
const forbidden = /(?![\t\n\r\u0080-\u009f])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu

/** Words as XML holds them, in an element or in an attribute with double quotes. */
export const xml = (text: string): string =>
  text
    .replace(forbidden, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[\n\r\t]/g, sign => `&#${sign.charCodeAt(0)};`)
