// The quarter in a few lines that a manager copies and passes on.

export function News({ text }: { readonly text: string }) {
  return (
    <section class="card" aria-labelledby="judul-kabar">
      <h2 id="judul-kabar">Kabar untuk WhatsApp</h2>
      <div class="field">
        <label for="kabar">Salin, lalu tempel di percakapan</label>
        <textarea id="kabar" readonly rows={text.split('\n').length + 4}>
          {text}
        </textarea>
      </div>
    </section>
  )
}
