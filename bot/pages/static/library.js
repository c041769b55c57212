// An example question on the page is asked in the chat.
"use strict";
for (const button of document.querySelectorAll(".examples button")) {
  button.addEventListener("click", async () => {
    await customElements.whenDefined("ketabyar-chat");
    const chat = document.querySelector("ketabyar-chat");
    chat.open();
    chat.say({ text: button.textContent });
  });
}
