// Whether what is stored of publications is still what was signed.

import { verifyFile } from '#public/verification.js'

export async function tryOut() {
  return verifyFile('x')
}
