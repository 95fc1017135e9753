// A room on `ws`, as one writes it in an hour: who is there is a set, and every line is encoded once
// and sent to all. It tells the frames of `surgalt.v1`, keeps nothing and knows nobody.
import { createServer } from "node:http";
import { WebSocketServer, WebSocket } from "ws";

const server = createServer();
const room = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: true });
let number = 0;
let sessions = 0;

room.on("connection", (socket) => {
    const session = ++sessions;
    socket.on("error", () => socket.terminate());
    socket.on("message", (data) => {
        const frame = JSON.parse(data);
        if (frame.type === "hello") {
            socket.send(JSON.stringify({
                type: "welcome", session, connection: number, role: "participant",
                after: number, now: new Date(),
            }));
        } else if (frame.type === "say") {
            number += 1;
            const events = JSON.stringify({
                type: "events", after: number - 1, through: number, present: room.clients.size,
                events: [{
                    number, at: new Date(),
                    by: {
                        person: "019a0000-0000-7000-8000-000000000002", name: `L. ${session}`,
                        role: "participant", sent: { session, command: frame.command },
                    },
                    event: { type: "said", text: frame.text },
                }],
            });
            for (const reader of room.clients) {
                if (reader.readyState === WebSocket.OPEN) reader.send(events);
            }
            socket.send(JSON.stringify({ type: "acknowledged", command: frame.command, number }));
        }
    });
});

server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
    console.log(`node-ws listens on http://127.0.0.1:${server.address().port}`);
});
