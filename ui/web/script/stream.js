// Gradio's page stops listening when the server says that nothing is under way. What is asked
// while that word travels would never be heard of: here the page goes on listening as long as
// anything that it asked for is not done.
(() => {
  const plain = window.fetch.bind(window);
  const END = "\n\n";
  // The head of a message alone is looked at: what documents say stands behind it.
  const HEAD = /^data:\s*\{"msg":\s*"(\w+)"(?:,\s*"event_id":\s*"([^"]*)")?/;
  const LAST = new Set(["process_completed", "unexpected_error", "server_stopped"]);
  const awaited = new Set();
  // What was done before it was told that it had been taken.
  const early = new Set();
  let joining = 0;
  const settled = [];

  const join = async (input, init) => {
    joining += 1;
    let isTaken = false;
    try {
      const answer = await plain(input, init);
      const { event_id: event } = answer.ok ? await answer.clone().json() : {};
      if (event && !early.delete(event)) awaited.add(event);
      isTaken = Boolean(event);
      return answer;
    } finally {
      if (!isTaken) dispatchEvent(new CustomEvent("geungeo-unheard", { detail: String(init?.body) }));
      joining -= 1;
      if (!joining) settled.splice(0).forEach((go) => go());
    }
  };

  async function* messages(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let kept = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (kept + value).split(END);
      kept = parts.pop();
      yield* parts;
    }
  }

  // Hand on what comes and return the word that nothing is under way; "" where none came.
  const hear = async (body, hand) => {
    for await (const message of messages(body)) {
      const [, kind, event] = HEAD.exec(message) || [];
      if (kind === "close_stream") return message;
      hand(message);
      if (LAST.has(kind) && event && !awaited.delete(event)) early.add(event);
    }
    return "";
  };

  const listen = async (input, init) => {
    // A page that is left hangs up by itself: no error of anyone's.
    const isLeft = () => (init?.signal ?? input.signal)?.aborted;
    const first = await plain(input, init).catch((error) => {
      if (isLeft()) return new Response("");
      throw error;
    });
    if (!first.ok || !first.body) return first;
    const bytes = new TextEncoder();
    const body = new ReadableStream({
      async start(controller) {
        const hand = (message) => controller.enqueue(bytes.encode(message + END));
        try {
          let answer = first;
          for (;;) {
            const word = await hear(answer.body, hand);
            if (joining) await new Promise((go) => settled.push(go));
            if (word && awaited.size) answer = await plain(input, init);
            if (word && awaited.size && answer.ok) continue;
            awaited.clear();
            if (word) hand(word);
            break;
          }
          controller.close();
        } catch (error) {
          awaited.clear();
          if (isLeft()) controller.close();
          else controller.error(error);
        }
      },
    });
    return new Response(body, { status: first.status, headers: first.headers });
  };

  window.fetch = (input, init) => {
    const address = String(input?.url ?? input);
    if (address.includes("/queue/join")) return join(input, init);
    if (address.includes("/queue/data")) return listen(input, init);
    return plain(input, init);
  };
})();
