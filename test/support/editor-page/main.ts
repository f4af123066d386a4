import { mount } from 'svelte'
import '@fontsource/jetbrains-mono/latin-400.css'
import '../../../web/theme.css'
import '../../../web/base.css'
import { createTheme } from '../../../web/state/theme.svelte.ts'
import Page from './Page.svelte'

const app = document.getElementById('app')
createTheme()
if (app) mount(Page, { target: app })
