import { describe, expect, test } from 'vitest'
import { rightsOf } from '../../../app/permissions.ts'
import { refusalOfSuccessor, refusalToChange, refusalToGive, refusalToGo, type ActingMember } from './domain.ts'

const held = (role: string, listed: readonly string[] | null = null): ActingMember => ({
  userId: role,
  isOwner: role === 'owner',
  can: rightsOf(role, listed),
})
const owner = held('owner')
const manager = held('manager')
const agent = held('agent')
const viewer = held('viewer')
/** Looks after members and nothing else. */
const staffing = held('own', ['workspaces:read', 'live:read', 'members:manage'])
/** May everything and is no owner. */
const mighty = held('own', [...rightsOf('owner', null)])

describe('giving a role', () => {
  test.each([
    ['an owner', owner, 'owner', owner, null],
    ['an owner', owner, 'mighty', mighty, null],
    ['a manager', manager, 'owner', owner, 'workspaces.owners_only'],
    ['a manager', manager, 'manager', manager, null],
    ['a manager', manager, 'agent', agent, null],
    ['a manager', manager, 'mighty', mighty, 'workspaces.role_beyond_you'],
    ['who may everything', mighty, 'owner', owner, 'workspaces.owners_only'],
    ['who only looks after members', staffing, 'agent', agent, 'workspaces.role_beyond_you'],
    ['who only looks after members', staffing, 'the same', staffing, null],
  ])('%s, %#', (...[, acting, , role, refusal]) => {
    expect(refusalToGive(acting, role)).toBe(refusal)
  })
})

describe('changing a role', () => {
  test.each([
    ['an owner makes an agent an owner', owner, agent, owner, 1, null],
    ['an owner makes another owner a viewer', owner, owner, viewer, 2, null],
    ['the last owner becomes a manager', owner, owner, manager, 1, 'workspaces.last_owner'],
    ['the last owner stays one', owner, owner, owner, 1, null],
    ['a manager makes an owner a viewer', manager, owner, viewer, 2, 'workspaces.owners_only'],
    ['a manager makes an agent an owner', manager, agent, owner, 1, 'workspaces.owners_only'],
    ['a manager makes an agent a manager', manager, agent, manager, 1, null],
    ['a manager raises themselves', manager, manager, mighty, 1, 'workspaces.role_beyond_you'],
    ['a manager steps down', manager, manager, agent, 1, null],
    ['who looks after members makes a viewer an agent', staffing, viewer, agent, 1, 'workspaces.role_beyond_you'],
  ])('%s', (...[, acting, member, role, owners, refusal]) => {
    expect(refusalToChange(acting, { member, role, owners })).toBe(refusal)
  })
})

describe('going', () => {
  test.each([
    ['an owner removes an agent', owner, agent, 1, null],
    ['an owner removes another', owner, owner, 2, null],
    ['the last owner removes themselves', owner, owner, 1, 'workspaces.last_owner'],
    ['the last owner leaves', null, owner, 1, 'workspaces.last_owner'],
    ['one of two owners leaves', null, owner, 2, null],
    ['an agent leaves', null, agent, 1, null],
    ['a manager removes an owner', manager, owner, 2, 'workspaces.owners_only'],
    ['a manager removes a manager', manager, manager, 1, null],
    ['who looks after members removes an agent', staffing, agent, 1, null],
  ])('%s', (...[, acting, member, owners, refusal]) => {
    expect(refusalToGo(acting, member, owners)).toBe(refusal)
  })
})

test.each([
  ['nothing passes', null, 0, null],
  ['something passes to nobody', null, 1, 'workspaces.successor_missing'],
  ['to a colleague', 'nima', 1, null],
  ['to who leaves', 'sara', 1, 'workspaces.successor_unknown'],
  ['to a stranger', 'mina', 0, 'workspaces.successor_unknown'],
])('handing over: %s', (_title, successor, passing, refusal) => {
  expect(refusalOfSuccessor({ leaving: 'sara', successor, passing }, ['sara', 'nima'])).toBe(refusal)
})
