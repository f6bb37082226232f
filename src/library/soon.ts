/** Turns of the event loop, in browsers and in Node. */

/**
 * Calls work after the events that wait. A timer would wait for some milliseconds more.
 *
 * @returns a function that cancels the call
 */
export function soon(work: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  const onmessage = () => {
    port1.close();
    work();
  };
  // The types of Node 20 do not have this property, which it has.
  Object.assign(port1, { onmessage });
  port2.postMessage(null);
  return () => port1.close();
}
