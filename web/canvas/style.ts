/** How the renderer draws a scene: sizes and faces come with the elements, colours from the palette. */
import type { StylesheetJson } from 'cytoscape'
import type { Palette } from './palette.ts'

export function stylesheet(p: Palette): StylesheetJson {
  return [...nodeStyles(p), ...tieStyles(p), ...stateStyles(p)]
}

function nodeStyles(p: Palette): StylesheetJson {
  return [
    // With the default, one image named "none", the renderer takes a node for half loaded each time that it draws it,
    // and works out the style of everything inside anew. No images are not one. And what has no depth of its own is
    // asked for its parents, again for each comparison of a sort, only to be found on top.
    { selector: 'node', style: { 'background-image': [], 'z-compound-depth': 'top' } },
    {
      selector: 'node[face]',
      style: {
        shape: 'round-rectangle',
        width: 'data(w)',
        height: 'data(h)',
        'background-opacity': 0,
        'background-image': 'data(face)',
        'background-width': 'data(faceW)',
        'background-height': 'data(faceH)',
        'background-clip': 'none',
        'background-image-containment': 'over',
        'background-image-smoothing': 'yes',
        'bounds-expansion': 12,
        'overlay-opacity': 0,
      },
    },
    {
      selector: 'node[kind="host"]',
      style: {
        shape: 'round-rectangle',
        'corner-radius': '6px',
        padding: '0px',
        'background-color': p.bg,
        'background-opacity': 1,
        'border-width': 1,
        'border-color': p.border,
        'overlay-opacity': 0,
        'z-compound-depth': 'bottom',
      },
    },
    // The frame gives the compound its size, so it must not claim more than its box.
    {
      selector: 'node[kind="frame"]',
      style: { events: 'no', 'z-index': 0, 'bounds-expansion': 0 },
    },
    {
      selector: 'node[kind="pulse"]',
      style: {
        width: 14,
        height: 14,
        shape: 'ellipse',
        events: 'no',
        'background-color': p.pass,
        'border-width': 2,
        'border-color': p.surface,
        'z-index': 30,
      },
    },
  ]
}

function tieStyles(p: Palette): StylesheetJson {
  return [
    {
      selector: 'edge',
      style: {
        width: 1.5,
        'line-color': p.borderStrong,
        'curve-style': 'segments',
        // The renderer knows `endpoints`; its published types do not yet.
        'edge-distances': 'endpoints' as 'node-position',
        'segment-distances': 'data(distances)',
        'segment-weights': 'data(weights)',
        'source-endpoint': 'data(sourceEnd)',
        'target-endpoint': 'data(targetEnd)',
        'target-arrow-shape': 'none',
        label: 'data(label)',
        'text-wrap': 'wrap',
        'font-family': fontStack(p.mono),
        'font-size': 12,
        color: p.text,
        'text-background-color': p.bg,
        'text-background-opacity': 1,
        'text-background-padding': '2px',
        'min-zoomed-font-size': 6,
        'overlay-opacity': 0,
        'z-index': 5,
        'z-compound-depth': 'top',
      },
    },
    { selector: 'edge[kind="endpoint"]', style: { 'line-color': p.accent, width: 2 } },
    { selector: 'edge[kind="arm"], edge[kind="serves"]', style: { 'line-color': p.accent } },
    { selector: 'edge[kind="arm"]', style: { width: 4, 'z-compound-depth': 'orphan' } },
    // Which tasks are whose is seen while one of them is chosen; all at once would hide the networks.
    { selector: 'edge[kind="task"]', style: { display: 'none', 'line-style': 'dotted' } },
    { selector: 'edge[kind="task"].lit', style: { display: 'element', 'line-color': p.accent } },
    { selector: 'edge[kind="shares"]', style: { 'line-style': 'dashed' } },
    { selector: 'edge.still', style: { 'line-style': 'dashed', 'line-color': p.borderStrong } },
  ]
}

/** Later rules win: what somebody selected is seen even while it is new. */
function stateStyles(p: Palette): StylesheetJson {
  const halo = (colour: string) => ({
    'underlay-color': colour,
    'underlay-padding': 6,
    'underlay-opacity': 0.28,
  })
  return [
    {
      selector: 'edge.missing',
      style: { 'line-color': p.fail, color: p.fail, 'line-style': 'dashed', width: 2 },
    },
    { selector: 'edge.extra', style: { 'line-color': p.accent, color: p.accent, width: 3 } },
    { selector: '.fresh', style: halo(p.accent) },
    { selector: '.changed', style: halo(p.unknown) },
    { selector: 'edge.way-ok', style: { ...halo(p.pass), 'line-color': p.pass, width: 3 } },
    { selector: 'edge.way-no', style: { ...halo(p.fail), 'line-color': p.fail, width: 3 } },
    { selector: 'node.way-no', style: { 'background-color': p.fail } },
    {
      selector: 'node[face]:selected',
      style: { 'border-width': 2, 'border-color': p.accent, ...halo(p.accent) },
    },
    {
      selector: 'node[kind="host"]:selected',
      style: { 'border-width': 2, 'border-color': p.accent },
    },
    { selector: 'node.near', style: { 'border-width': 1, 'border-color': p.accent } },
  ]
}

/** The renderer takes double quotes only. */
function fontStack(family: string): string {
  return family.replaceAll("'", '"')
}
