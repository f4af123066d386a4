/** The text of a new draft: legal from the first moment, with one step that shows how steps are written and can be proved. */
export const emptyText = `# A lab: hosts as they are at the start, and steps to do on them.
# Draw on the canvas or write here: both are the same lab. The step below is an example.
slipway: 1
title: Untitled lab

hosts:
  host1: {}

steps:
  - id: first
    title: Create a network
    text: Make a bridge network called \`example_net\`.
    goal:
      host1:
        networks:
          example_net: { driver: bridge }
    solution: docker network create example_net
`
