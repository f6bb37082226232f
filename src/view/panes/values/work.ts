/** Where in a network the step just done is at work. */
import type { Phase } from '../../../core/program.ts';
import type { StepRole } from '../../../core/step-role.ts';
import type { Session } from '../../../session/session.ts';
import { type Subject, subjectOf } from '../../scene/node-of.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Model, NodePlace } from './model.ts';

export interface Work extends NodePlace {
  /** Null at the start. */
  readonly phase: Phase | null;
  /** What the step just done is for; null at the start. */
  readonly role: StepRole | null;
  /** The node that the step belongs to, if it is not the one whose number it computes. */
  readonly frame: NodePlace;
  /** The number of the term that the step is about, from 0; null if it is about no single one. */
  readonly term: number | null;
}

/** Where a node or one of its numbers is, and the number of the incoming value that it belongs to. */
export interface NumberPlace extends NodePlace {
  readonly item: number | null;
}

/** The place of an address in the network; null if it belongs to no node. */
export function placeOf(model: Model, { engine, values }: Session, name: string): NumberPlace | null {
  for (const slot of values.slotsOf(name)) {
    for (const address of engine.run.slots[slot]?.addresses ?? []) {
      const subject = subjectOf(address);
      const place = subject && model.places.get(subject.node);
      if (place) return { ...place, item: subject.item };
    }
  }
  return null;
}

/** The work of the step just done; at the start that of the first step. */
export function workOf(scene: Scene, model: Model): Work {
  const { lastStep, session } = scene;
  const place = lastStep ?? scene.next;
  const first: NodePlace = { layer: 0, node: 0 };
  if (!place) return { ...first, frame: first, phase: null, role: null, term: null };
  const { scope, result, role } = place.instruction;
  const subjects = (session.engine.run.slots[result]?.addresses ?? []).flatMap(
    (address) => subjectOf(address) ?? [],
  );
  const subject = subjects.find(({ node }) => model.places.has(node));
  const own = subject && model.places.get(subject.node);
  const framed = scope.node === null ? undefined : model.places.get(scope.node);
  const layer = session.scenario.layers.findIndex(({ name }) => name === scope.layer);
  const last: NodePlace = { layer: model.layers.length - 1, node: 0 };
  const around = layer >= 0 ? { layer, node: 0 } : scope.phase === 'update' ? first : last;
  const frame = framed ?? own ?? around;
  return {
    ...(own ?? frame),
    frame,
    phase: lastStep === null ? null : scope.phase,
    role: lastStep === null ? null : role,
    term: lastStep === null ? null : termOf(role, subject, subject?.item ?? null),
  };
}

/** The number of the term: a sum is about the last one that it adds. */
function termOf(role: StepRole, subject: Subject | undefined, item: number | null): number | null {
  if (role.kind === 'sum' || role.kind === 'gradientSum') return role.count - 1;
  return subject ? item : null;
}
