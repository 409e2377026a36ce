"use strict";

// Says why the connection ended: the reason comes with the websocket's last message, and only with it.
const PlainWebSocket = window.WebSocket;

window.WebSocket = class extends PlainWebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("open", () => document.querySelector(".xterm-helper-textarea")?.focus());
    this.addEventListener("close", (event) => {
      if (event.reason) {
        document.getElementById("why").textContent = event.reason;
      }
      setTimeout(() => document.getElementById("again").focus()); // once it can be seen
    });
  }
};

document.addEventListener("DOMContentLoaded", () => {
  const address = new URL("ws", window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.search = "";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = address.href;
  document.getElementById("again").addEventListener("click", () => window.location.reload());
});
