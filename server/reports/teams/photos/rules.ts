/** Pictures of the paper or the message that a team's month was typed from: as many as a month of a team may have. */
export const maxSourcePhotos = 3
