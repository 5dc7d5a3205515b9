/** In what form `debrief comments` prints a conversation. */
export const conversationFormats = ['json', 'csv', 'vtt', 'srt'] as const
export type ConversationFormat = (typeof conversationFormats)[number]
