import { expect, test } from 'vitest'
import { drawSvg } from './draw-svg.ts'
import { defaultViewState } from './picture.ts'
import { planPicture } from './plan-picture.ts'
import { deploymentModels, threeHosts } from './sample-topologies.ts'
import { seededTopology } from './seeded-topology.ts'

const options = {
  theme: 'light',
  title: 'Docker networks',
  readAt: '2026-11-23 09:41:07 UTC',
  hosts: ['host1'],
  legend: true,
  filters: ['1 idle network hidden'],
} as const

test('the same topology is the same bytes', () => {
  const draw = () => drawSvg(planPicture(deploymentModels(), defaultViewState), options)
  expect(draw()).toBe(draw())
})

test('the file says what it is of, when, where and what it leaves out, and holds every name and address', () => {
  const svg = drawSvg(planPicture(deploymentModels(), defaultViewState), options)
  for (const text of [
    'Docker networks',
    'Read 2026-11-23 09:41:07 UTC',
    'host1',
    '1 idle network hidden',
    'NAT',
    'macvlan',
  ]) {
    expect(svg).toContain(text)
  }
  for (const name of [
    'edge',
    'api',
    'node-exporter',
    'backnet',
    'vault',
    '172.31.10.0/24',
    '198.51.100.11/24',
    '>.53<',
  ]) {
    expect(svg).toContain(name)
  }
  expect(svg).not.toMatch(/href|url\(|<style|<script|@import/)
})

test('every filter in force is named in the file, however many there are', () => {
  const filters = Array.from(
    { length: 9 },
    (_, index) => `${index + 2} containers outside project number-${index} hidden`,
  )
  const svg = drawSvg(planPicture(deploymentModels(), defaultViewState), { ...options, filters })
  for (const text of filters) expect(svg).toContain(text)
})

test('each theme draws the same shapes in its own colours', () => {
  const picture = planPicture(threeHosts(), defaultViewState)
  const bare = (svg: string): string => svg.replaceAll(/#[0-9a-f]{6}/g, '#')
  const light = drawSvg(picture, options)
  const dark = drawSvg(picture, { ...options, theme: 'dark' })
  expect(bare(light)).toBe(bare(dark))
  expect(light).not.toBe(dark)
})

test('hostile names are text and nothing else', () => {
  for (let seed = 0; seed < 60; seed++) {
    const topology = seededTopology(seed, { containersPerHost: 40 })
    const picture = planPicture(topology, { ...defaultViewState, showStopped: true })
    const svg = drawSvg(picture, { ...options, title: '<b>&"\u0000\u202E', filters: picture.hidden })
    const bare = svg.replaceAll(
      /<\/?(svg|g|rect|line|circle|text|title)( [a-z0-9-]+="[^"<>&]*(&#39;[^"<>&]*)*")*\/?>/gi,
      '',
    )
    expect(bare).not.toMatch(/[<>]/)
    expect(bare.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(svg).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\ufffe\uffff]/)
  }
})

test('a redacted picture names nothing', () => {
  const picture = planPicture(deploymentModels(), { ...defaultViewState, search: 'shop' })
  const svg = drawSvg(picture, { ...options, filters: picture.hidden, redact: true })
  expect(svg).not.toMatch(/\d+\.\d+\.\d+\.\d+/)
  for (const name of ['edge', 'backnet', 'vault', 'host1', 'shop', 'eth0', '8080', '28.5.2', '.53'])
    expect(svg).not.toContain(name)
  expect(svg).toContain('container 1')
})

test('a redacted picture does not name the project that it is narrowed to', () => {
  const picture = planPicture(deploymentModels(), { ...defaultViewState, project: 'acme hidden merger' })
  const svg = drawSvg(picture, { ...options, filters: picture.hidden, redact: true })
  expect(svg).not.toMatch(/acme|merger/)
  expect(svg).toMatch(/containers outside project “…” hidden/)
})
