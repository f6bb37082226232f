/** The values of a run as an editor lists them: in groups, page by page. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { valueText } from '../commands/rows/row.ts';
import { setTo } from '../commands/sections/edits.ts';
import { msg, t } from '../i18n/translate.ts';
import { markedText, markOfAddress } from '../session/edit-marks.ts';
import type { Session } from '../session/session.ts';
import { isName } from './evaluate.ts';
import { RequestFault, type Target } from './target.ts';
import { type GroupName, groupNames, groupsOf } from './value-groups.ts';

/** The reference of the operands and the result of a step; those of the groups follow, then those of the layers. */
const STEP = 1;
const FIRST_GROUP = 2;
const FIRST_LAYER = 100;
/** From this number of values on, an editor asks for pages. */
const PAGE = 100;
/** How many values an editor gets that asks for all. */
const MOST = 1000;

const titles: Readonly<Record<GroupName, string>> = {
  inputs: msg('Inputs and targets'),
  layers: msg('Layers'),
  loss: msg('Loss'),
  gradients: msg('Gradients'),
  optimizer: msg('Optimizer'),
};

function layerNames(session: Session): string[] {
  return [...groupsOf(session).layers.layers.keys()];
}

/** How many children there are, in the form that makes an editor ask for many of them in pages. */
function counted(length: number) {
  return length > PAGE ? { indexedVariables: length } : { namedVariables: length };
}

/** The groups, with those left out that are empty in this run. */
export function scopes({ debug: { session } }: Target): DebugProtocol.ScopesResponse['body'] {
  const groups = groupsOf(session);
  const step: DebugProtocol.Scope = {
    name: t`This step`,
    presentationHint: 'locals',
    variablesReference: STEP,
    expensive: false,
  };
  const others = groupNames.flatMap((name, index): DebugProtocol.Scope[] => {
    const { ranks, layers } = groups[name];
    const length = ranks.length + layers.size;
    if (length === 0) return [];
    const variablesReference = FIRST_GROUP + index;
    return [{ name: t(titles[name]), variablesReference, expensive: length > PAGE, ...counted(length) }];
  });
  return { scopes: session.position === 0 ? others : [step, ...others] };
}

/** The values below a reference, or a page of them. Values that are not known yet have no number. */
export function variables(
  { debug: { session } }: Target,
  { variablesReference, start = 0, count = 0 }: DebugProtocol.VariablesArguments,
): DebugProtocol.VariablesResponse['body'] {
  const end = start + (count > 0 ? count : MOST);
  if (variablesReference === STEP) return { variables: ofStep(session).slice(start, end) };
  const { ranks, layers } = contents(session, variablesReference);
  const named = layers.slice(start, end).map((name, place): DebugProtocol.Variable => {
    const length = groupsOf(session).layers.layers.get(name)?.length ?? 0;
    return { name, value: '', variablesReference: FIRST_LAYER + start + place, ...counted(length) };
  });
  const own = ranks.slice(Math.max(0, start - layers.length), Math.max(0, end - layers.length));
  const shown = own.map((rank) => variableOf(session, nameOfRank(session, rank)));
  const left = ranks.length + layers.length - end;
  const rest: DebugProtocol.Variable[] =
    count > 0 || left <= 0
      ? []
      : [{ name: '…', value: t`${left} more: read one by its name, or in pages`, variablesReference: 0 }];
  return { variables: [...named, ...shown, ...rest] };
}

/** The layers and the values of a group, or the values of a layer. @throws RequestFault if there is no such reference */
function contents(session: Session, reference: number) {
  const groups = groupsOf(session);
  const group = groupNames[reference - FIRST_GROUP];
  if (group) return { ranks: groups[group].ranks, layers: [...groups[group].layers.keys()] };
  const ranks = groups.layers.layers.get(layerNames(session)[reference - FIRST_LAYER] ?? '');
  if (!ranks) throw new RequestFault(t`There are no values ${String(reference)}.`);
  return { ranks, layers: [] };
}

function nameOfRank({ values, engine }: Session, rank: number): string {
  const [slot = 0] = values.slotsOfRank(rank);
  return engine.run.slots[slot]?.name ?? '';
}

/** The value of an address at the cursor, with what an edit has made of it. */
function textOfAddress(session: Session, address: string): string {
  return markedText(valueText(session.read(address)), markOfAddress(session, address));
}

function variableOf(session: Session, name: string): DebugProtocol.Variable {
  const slot = session.values.resolve(name, session.position);
  const isOld = slot !== null && !session.values.isCurrent(slot, session.position);
  const text = textOfAddress(session, name);
  return {
    name,
    value: isOld ? `${text}   ${t`from an earlier iteration`}` : text,
    type: 'number',
    evaluateName: name,
    variablesReference: 0,
    ...(session.editable(name) === null && { presentationHint: { attributes: ['readOnly'] } }),
  };
}

/** Before the name of the result of a step: an operand can have the same name. */
const RESULT = '= ';

/** The address of what is listed under a name. */
function addressOf(name: string): string {
  return name.startsWith(RESULT) ? name.slice(RESULT.length) : name;
}

/** The operands of the step at the cursor, as it has read them, and its result. */
function ofStep(session: Session): DebugProtocol.Variable[] {
  if (session.position === 0) return [];
  const { operands, result } = session.step(session.position);
  const all = [...operands.map((each) => [each, ''] as const), [result, RESULT] as const];
  return all.map(([{ name, value }, sign]) => ({
    name: sign + name,
    value: valueText(value),
    type: 'number',
    variablesReference: 0,
    presentationHint: { attributes: ['readOnly'] },
    ...(session.values.slotsOf(name).length > 0 && { evaluateName: name }),
  }));
}

/** Sets a value at the cursor, to a number or an expression. @throws RequestFault with the reason if it cannot be set */
export function setValue({ debug }: Target, name: string, value: string): { readonly value: string } {
  const address = addressOf(name);
  const outcome = setTo(debug, `${address} = ${value}`);
  if (outcome.kind === 'failed') throw new RequestFault(outcome.text);
  return { value: textOfAddress(debug.session, address) };
}

/** Which value a data breakpoint is at: one of a list, or the address or array of an expression. */
export function dataBreakpointInfo(
  { debug: { session } }: Target,
  { name }: DebugProtocol.DataBreakpointInfoArguments,
): DebugProtocol.DataBreakpointInfoResponse['body'] {
  const address = addressOf(name);
  if (!isName(session, address)) {
    return { dataId: null, description: t`${name} is not a value of this run.` };
  }
  return { dataId: address, description: t`changes of ${address}`, accessTypes: ['write'], canPersist: true };
}
