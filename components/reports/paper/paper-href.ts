/** Where the official document of a month is. */
export const paperHref = (unitId: number, period: string): string => `/reports/${unitId}/${period}/print`
