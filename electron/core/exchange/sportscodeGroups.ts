/** The groups of labels that we write into Sportscode XML, and read again. */
export const ownGroups = {
  text: 'Comment',
  author: 'Author',
  tag: 'Criterion',
  reply: 'Reply',
  /** The format knows only stretches: says that this one stands for a moment. */
  moment: 'Moment',
} as const
