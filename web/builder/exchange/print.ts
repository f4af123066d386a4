/** Prints a learner's hand-out from a frame of its own, so that nothing of the builder is on the paper. */
import { piecesOf } from '../../panels/markdown.ts'

const STYLE = `
  body { font: 11pt/1.5 system-ui, sans-serif; max-width: 70ch; margin: 0 auto; }
  pre { padding: 8px; border: 1px solid #999; border-radius: 4px; white-space: pre-wrap; }
  h1, h2, h3 { break-after: avoid; } pre, li { break-inside: avoid; }
  svg { max-width: 100%; height: auto; }`

export function printHandout(markdown: string, drawing: string): void {
  const frame = document.createElement('iframe')
  frame.style.cssText = 'position:fixed;inline-size:0;block-size:0;border:0'
  frame.setAttribute('aria-hidden', 'true')
  document.body.append(frame)
  const page = frame.contentDocument
  const view = frame.contentWindow
  if (page === null || view === null) return
  const style = page.createElement('style')
  style.textContent = STYLE
  page.head.append(style)
  for (const piece of piecesOf(markdown, [])) {
    const node = page.createElement(piece.type === 'code' ? 'pre' : 'div')
    // HTML comes sanitised from the one renderer of Markdown.
    if (piece.type === 'html') node.innerHTML = piece.html
    else node.textContent = piece.text
    page.body.append(node)
  }
  const figure = page.createElement('div')
  figure.innerHTML = drawing
  page.body.append(figure)
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}
