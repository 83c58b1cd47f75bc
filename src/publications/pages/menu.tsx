// Where the public pages lead to one another.

const entries = [
  { href: '/', text: 'Beranda' },
  { href: '/hasil', text: 'Hasil' },
  { href: '/tindak-lanjut', text: 'Tindak lanjut' },
  { href: '/metodologi', text: 'Cara menghitung' },
  { href: '/verifikasi', text: 'Verifikasi' },
]

/** @param here the entry that the page belongs to. */
export function PublicMenu({ here }: { readonly here: '/' | '/hasil' | '/tindak-lanjut' | '/verifikasi' }) {
  return (
    <nav class="desk-nav wide" aria-label="Menu">
      {entries.map(({ href, text }) => (
        <a href={href} aria-current={href === here ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  )
}
