/** A word that occurs nowhere else, and a passphrase; neither may ever lie on the disk as it is. */
export const MARK = 'Quixotrypanosome';
export const PASSPHRASE = 'seventeen velvet anchors 555';
