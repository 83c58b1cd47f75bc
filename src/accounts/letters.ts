// What stands in the letters that carry a link: plain words, nothing to load, nothing that tells who opened them.

import type { Letter } from '../platform.ts'

/** What a link is sent for: at the desk, or because somebody asked for it at the sign-in. */
export type Occasion = 'invitation' | 'reset' | 'asked'

export interface LetterFacts {
  readonly occasion: Occasion
  readonly name: string
  readonly email: string
  /** The link, whole. */
  readonly address: string
  /** Written, such as `12 Oktober 2026, 10.42 WIB`. */
  readonly until: string
  /** What the government is called; may be empty. */
  readonly government: string
}

export function writeLetter({ occasion, name, email, address, until, government }: LetterFacts): Letter {
  const office = oneLine(government)
  const service = oneLine(`Survei Kepuasan Masyarakat ${office}`)
  const { subject, opening, otherwise } = words[occasion]
  const paragraphs = [
    `Yth. ${oneLine(name)},`,
    `${opening(service)} Buka tautan ini untuk membuat kata sandi. Tautan berlaku sekali, sampai ${until}:`,
    address,
    `Siapa pun yang memegang tautan ini dapat memakainya, jadi jangan diteruskan. ${otherwise}`,
    `Bagian Organisasi${office && `\n${office}`}`,
  ]
  return { to: email, subject: `${subject}: ${service}`, text: `${paragraphs.join('\n\n')}\n` }
}

const words: Readonly<
  Record<
    Occasion,
    { readonly subject: string; readonly opening: (service: string) => string; readonly otherwise: string }
  >
> = {
  invitation: {
    subject: 'Undangan',
    opening: (service) => `Anda diundang menjadi pengguna ${service}.`,
    otherwise: 'Bila Anda tidak mengenal undangan ini, abaikan saja.',
  },
  reset: {
    subject: 'Kata sandi baru',
    opening: (service) => `Bagian Organisasi membuatkan tautan untuk kata sandi baru Anda di ${service}.`,
    otherwise: 'Bila Anda tidak memintanya, hubungi Bagian Organisasi; kata sandi yang lama tetap berlaku.',
  },
  asked: {
    subject: 'Kata sandi baru',
    opening: (service) => `Ada permintaan kata sandi baru untuk akun Anda di ${service}.`,
    otherwise: 'Bila bukan Anda yang memintanya, abaikan saja; kata sandi yang lama tetap berlaku.',
  },
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}
