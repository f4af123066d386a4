import '@fontsource/jetbrains-mono/latin-400.css'
import '@fontsource/jetbrains-mono/latin-700.css'
import { mount } from 'svelte'
import './theme.css'
import './base.css'
import App from './App.svelte'

const target = document.getElementById('app')
if (target) {
  // The bar that stands there from the first byte gives way to the page's own.
  target.textContent = ''
  mount(App, { target })
}
