// A room on uWebSockets.js, as its examples show it: everybody is subscribed to one topic, and every
// line is published to it. It tells the frames of `surgalt.v1`, keeps nothing and knows nobody.
import uWS from "uwebsockets";

let number = 0;
let sessions = 0;

const app = uWS.App().ws("/*", {
    compression: uWS.DISABLED,
    maxBackpressure: 4 * 1024 * 1024,
    open(socket) {
        socket.getUserData().session = ++sessions;
        socket.subscribe("room");
    },
    message(socket, data) {
        const { session } = socket.getUserData();
        const frame = JSON.parse(Buffer.from(data).toString());
        if (frame.type === "hello") {
            socket.send(JSON.stringify({
                type: "welcome", session, connection: number, role: "participant",
                after: number, now: new Date(),
            }));
        } else if (frame.type === "say") {
            number += 1;
            const events = JSON.stringify({
                type: "events", after: number - 1, through: number,
                present: app.numSubscribers("room"),
                events: [{
                    number, at: new Date(),
                    by: {
                        person: "019a0000-0000-7000-8000-000000000002", name: `L. ${session}`,
                        role: "participant", sent: { session, command: frame.command },
                    },
                    event: { type: "said", text: frame.text },
                }],
            });
            app.publish("room", events);
            socket.send(JSON.stringify({ type: "acknowledged", command: frame.command, number }));
        }
    },
});

app.listen("127.0.0.1", 0, (listening) => {
    if (!listening) process.exit(1);
    console.log(`uws listens on http://127.0.0.1:${uWS.us_socket_local_port(listening)}`);
});
