// A room on socket.io, as its manual shows it: `io.emit` for every line. It tells the frames of
// `surgalt.v1` as the event `frame`, keeps nothing and knows nobody.
import { createServer } from "node:http";
import { Server } from "socket.io";

const server = createServer();
const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false });
let number = 0;
let sessions = 0;

io.on("connection", (socket) => {
    const session = ++sessions;
    socket.on("frame", (frame) => {
        if (frame.type === "hello") {
            socket.emit("frame", {
                type: "welcome", session, connection: number, role: "participant",
                after: number, now: new Date(),
            });
        } else if (frame.type === "say") {
            number += 1;
            io.emit("frame", {
                type: "events", after: number - 1, through: number,
                present: io.engine.clientsCount,
                events: [{
                    number, at: new Date(),
                    by: {
                        person: "019a0000-0000-7000-8000-000000000002", name: `L. ${session}`,
                        role: "participant", sent: { session, command: frame.command },
                    },
                    event: { type: "said", text: frame.text },
                }],
            });
            socket.emit("frame", { type: "acknowledged", command: frame.command, number });
        }
    });
});

server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
    console.log(`socket-io listens on http://127.0.0.1:${server.address().port}`);
});
