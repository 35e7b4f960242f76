/** Code of Quảng Trị, where the printed sign-ins are at home; then Thanh Hóa and Cà Mau: these show every status. */
export const homeProvince = '44'
export const shownProvinces: readonly string[] = [homeProvince, '38', '96']
/** The commune of the printed sign-ins, and the neighbour its leader stands in for. */
export const homeCommune = 'Lìa'
export const neighbour = 'A Dơi'
